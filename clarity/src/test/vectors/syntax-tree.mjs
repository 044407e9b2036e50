// Writes the golden syntax tree of this module's tests: what the official VM makes of a source.
// From the root of the repository, after `npm ci`: node clarity/src/test/vectors/syntax-tree.mjs
import { initSimnet } from "@stacks/clarinet-sdk";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const resources = join(dirname(fileURLToPath(import.meta.url)), "../resources/io/neuralnexus/clarity/syntax");
const project = mkdtempSync(join(tmpdir(), "syntax-tree-"));
mkdirSync(join(project, "settings"));
writeFileSync(join(project, "Clarinet.toml"), `[project]\nname = "syntax"\nrequirements = []\n`);
writeFileSync(join(project, "settings/Devnet.toml"), `[network]\nname = "devnet"\n
[accounts.deployer]\nmnemonic = "twice kind fence tip hidden tilt action fragile skin nothing glory cousin green tomorrow spring wrist shed math olympic multiply hip blue scout claw"\nbalance = 1_000_000\n`);
const simnet = await initSimnet(join(project, "Clarinet.toml"), true);
simnet.setEpoch("4.0");
const deploy = (name, source) => simnet.deployContract(name, source, { clarityVersion: 6 }, simnet.deployer);
deploy("token", "(define-trait fungible ((supply () (response uint uint))))(define-read-only (supply) (if true (ok u1) (err u1)))");
deploy("shop", readFileSync(join(resources, "everything.clar"), "utf8"));
const plain = (_, value) => (value instanceof Map ? Object.fromEntries(value) : value);
writeFileSync(join(resources, "everything.json"), JSON.stringify(simnet.getContractAST("shop"), plain) + "\n");
rmSync(project, { recursive: true });
