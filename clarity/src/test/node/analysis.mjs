// Fills in what the official analysis answers to the contracts in golden files.
//
//   node clarity/src/test/node/analysis.mjs clarity/src/test/resources/analysis/definitions.txt ...
//
// A line is `profiles | source | answer`. Profiles are `epoch/version` pairs, or `*` for the usual
// ones; the answer is written by this script, which splits a line where profiles answer
// differently: `line:column message` of an error, `- message` if it has no place, `? message` if no
// project can tell, `deployed` and
// the interface, or `runs not` for what passes the analysis and fails later. In a source, `\n`
// breaks the line. A line `given name | source` is a contract that is there before.
//
// Only a project that is opened tells places, so each error costs one.
import { initSimnet } from "@stacks/clarinet-sdk";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const USUAL = ["2.05/1", "4.0/6"];
const ACCOUNTS = `
[network]
name = "devnet"
[accounts.deployer]
mnemonic = "twice kind fence tip hidden tilt action fragile skin nothing glory cousin green tomorrow spring wrist shed math olympic multiply hip blue scout claw"
balance = 100_000_000_000_000
`;

const folder = mkdtempSync(join(tmpdir(), "analysis-"));
mkdirSync(join(folder, "settings"));
mkdirSync(join(folder, "contracts"));
writeFileSync(join(folder, "settings", "Devnet.toml"), ACCOUNTS);

const plain = (source) => source.replaceAll("\\n", "\n");
const PROJECT = '[project]\nname = "golden"\nrequirements = []\ntelemetry = false\n';

function entry(name, source, epoch, version) {
  writeFileSync(join(folder, "contracts", `${name}.clar`), plain(source));
  return `[contracts.${name}]\npath = "contracts/${name}.clar"\nepoch = "${epoch}"\nclarity_version = ${version}\n`;
}

/** Where an error is: `line:column`, or `-`. */
async function place(source, given, [epoch, version], message) {
  rmSync(join(folder, "deployments"), { recursive: true, force: true });
  writeFileSync(
    join(folder, "Clarinet.toml"),
    PROJECT + [...given, ["t0000", source]].map(([name, text]) => entry(name, text, epoch, version)).join(""),
  );
  try {
    await initSimnet(join(folder, "Clarinet.toml"), true);
    return "?";
  } catch (error) {
    const text = `${error.message ?? error}`;
    if (!text.includes(message)) return "?";
    const found = text.match(/t0000\.clar:(\d+):(\d+)/);
    return found ? `${found[1]}:${found[2]}` : "-";
  }
}

async function fill(file) {
  const lines = readFileSync(file, "utf8").split("\n");
  const given = lines.filter((line) => line.startsWith("given ")).map((line) => line.slice(6).split(" | "));
  const cases = new Map();
  const order = [];
  for (const line of lines) {
    if (line === "" || line.startsWith("#") || line.startsWith("given ")) {
      order.push({ text: line });
      continue;
    }
    const [head, source] = line.split(" | ");
    const profiles = head.split(" ").flatMap((each) => (each === "*" ? USUAL : [each]));
    if (cases.has(source)) cases.get(source).profiles.push(...profiles);
    else {
      cases.set(source, { source, profiles, answers: new Map() });
      order.push(cases.get(source));
    }
  }
  const all = [...new Set([...cases.values()].flatMap((each) => each.profiles))].sort();
  for (const profile of all) {
    const [epoch, version] = profile.split("/");
    writeFileSync(join(folder, "Clarinet.toml"), PROJECT);
    const simnet = await initSimnet(join(folder, "Clarinet.toml"), true);
    simnet.setEpoch(epoch);
    const deploy = (name, source) =>
      simnet.deployContract(name, plain(source), { clarityVersion: Number(version) }, simnet.deployer);
    for (const [name, source] of given) {
      try {
        deploy(name, source);
      } catch (error) {
        process.stderr.write(`${profile}: ${name}: ${error.message ?? error}\n`);
      }
    }
    let count = 0;
    const errors = [];
    for (const each of cases.values()) {
      if (!each.profiles.includes(profile)) continue;
      const name = `t${String(count++).padStart(4, "0")}`;
      try {
        deploy(name, each.source);
        const seen = simnet.getContractsInterfaces().get(`${simnet.deployer}.${name}`);
        each.answers.set(profile, `deployed ${seen === undefined ? "-" : JSON.stringify(seen)}`);
      } catch (error) {
        const message = `${error.message ?? error}`.replace(/^.*?\.t\d{4} -> /, "").replaceAll(name, "t0000");
        if (message.startsWith("Runtime Error")) each.answers.set(profile, "runs not");
        else errors.push([each, message]);
      }
    }
    for (const [each, message] of errors) {
      each.answers.set(profile, `${await place(each.source, given, [epoch, version], message)} ${message}`);
    }
  }
  const out = order.flatMap(({ text, source, answers }) => {
    if (text !== undefined) return [text];
    const byAnswer = new Map();
    for (const [profile, told] of answers) {
      // The interface names the profile, too.
      const key = told.replace(/"epoch":"\w+","clarity_version":"\w+"/, "...");
      byAnswer.set(key, [...(byAnswer.get(key) ?? []), profile]);
    }
    return [...byAnswer].map(([told, profiles]) => [profiles.join(" "), source, told].join(" | "));
  });
  writeFileSync(file, out.join("\n"));
  process.stdout.write(`${file}: ${cases.size} sources, ${out.length} lines\n`);
}

console.log = console.warn = console.error = () => {}; // prints and traces of the VM
for (const file of process.argv.slice(2)) await fill(file);
rmSync(folder, { recursive: true });
