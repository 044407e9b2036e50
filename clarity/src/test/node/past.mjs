// Fills in what the official VM answers to a story: steps on one chain, one after the other.
//
//   node clarity/src/test/node/past.mjs clarity/src/test/resources/language/past.txt
//
// A step is `epoch 3.0`, `burn 3` or `stacks 3` (that many empty blocks), `deploy name version |
// source`, or `call name function arguments`. Deployments and calls are answered; calls make a
// block first. Times count from the start of the chain: `start+610`.
import { initSimnet } from "@stacks/clarinet-sdk";
import { Cl } from "@stacks/transactions";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ACCOUNTS = `
[network]
name = "devnet"
[accounts.deployer]
mnemonic = "twice kind fence tip hidden tilt action fragile skin nothing glory cousin green tomorrow spring wrist shed math olympic multiply hip blue scout claw"
balance = 100_000_000_000_000
`;

/** A value as the VM prints it. */
function show({ type, value }) {
  switch (type) {
    case "int": return `${value}`;
    case "uint": return `u${value}`;
    case "true": case "false": case "none": return type;
    case "buffer": return `0x${value}`;
    case "ascii": return JSON.stringify(value);
    case "address": case "contract": return value;
    case "some": case "ok": case "err": return `(${type} ${show(value)})`;
    case "list": return `(list ${value.map(show).join(" ")})`;
    case "tuple":
      return `(tuple ${Object.keys(value).sort((a, b) => (a < b ? -1 : 1))
        .map((name) => `(${name} ${show(value[name])})`).join(" ")})`;
    default: throw new Error(`no value of type ${type}`);
  }
}

function run(simnet, line, source) {
  const [verb, name, ...rest] = line.split(" ");
  switch (verb) {
    case "epoch": return void simnet.setEpoch(name);
    case "burn": return void simnet.mineEmptyBurnBlocks(Number(name));
    case "stacks": return void simnet.mineEmptyStacksBlocks(Number(name));
    case "deploy":
      try {
        simnet.deployContract(name, source, { clarityVersion: Number(rest[0]) }, simnet.deployer);
        return "deployed";
      } catch (error) {
        return `! ${`${error.message ?? error}`.replace(/^.*?\.[a-z]+ -> /, "").replace(/^.*?while interpreting \S+: /, "")}`;
      }
    case "call":
      try {
        const { result, costs } = simnet.callPublicFn(name, rest[0], rest.slice(1).map(Cl.parse), simnet.deployer);
        const { writeLength, writeCount, readLength, readCount, runtime } = costs.total;
        return `${show(result)} | ${[writeLength, writeCount, readLength, readCount, runtime, costs.memory].join(" ")}`;
      } catch (error) {
        return `! ${`${error.message ?? error}`.replace(/^.*?while interpreting \S+: /, "")}`;
      }
    default: throw new Error(`no step ${line}`);
  }
}

const file = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "past-"));
mkdirSync(join(folder, "settings"));
writeFileSync(join(folder, "settings", "Devnet.toml"), ACCOUNTS);
writeFileSync(join(folder, "Clarinet.toml"), '[project]\nname = "past"\nrequirements = []\n');
const { log, error, warn } = console;
console.log = console.error = console.warn = () => {}; // prints and traces of the VM
const simnet = await initSimnet(join(folder, "Clarinet.toml"), true, { trackCosts: true });
const lines = readFileSync(file, "utf8").split("\n").map((line) => {
  if (line === "" || line.startsWith("#")) return line;
  const fields = line.split(" | ");
  const kept = fields[0].startsWith("deploy ") ? fields.slice(0, 2) : fields.slice(0, 1);
  const answer = run(simnet, fields[0], fields[1]);
  return [...kept, ...(answer === undefined ? [] : [answer])].join(" | ");
});
const start = Number(Cl.prettyPrint(simnet.execute("(unwrap-panic (get-tenure-info? time u0))").result).slice(1));
const sinceStart = (all, time) => (time >= start && time < start + 1e6 ? `start+${time - start}` : all);
const told = lines.map((line) => line.replace(/u(\d{10})(?!\d)/g, sinceStart));
Object.assign(console, { log, error, warn });
writeFileSync(file, told.join("\n"));
rmSync(folder, { recursive: true });
console.log(`${file}: ${told.length} lines`);
