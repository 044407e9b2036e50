// Fills in what the official VM answers to the sources in golden files.
//
//   node clarity/src/test/node/golden.mjs clarity/src/test/resources/language/sequences.txt ...
//
// A line is `profiles | source | answer | costs | events`. Profiles are `epoch/version` pairs, or
// `*` for the usual ones; all but profiles and source is written by this script, which splits a
// line where profiles answer differently. A source is an expression, which becomes the body of a
// public function f, or a contract that defines one, which is called if it takes nothing; it is
// `.t0000` to itself. A line `given name | source` is a contract that is there before, in the
// version of each profile; `given name 2.05/1 | source` is one of another epoch and version, older
// ones first. Costs are write length, write count, read length, read count, runtime and memory of
// the call.
import { initSimnet } from "@stacks/clarinet-sdk";
import { Cl } from "@stacks/transactions";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const USUAL = ["2.05/1", "2.1/2", "2.4/1", "3.0/3", "3.3/4", "3.4/5", "4.0/2", "4.0/6"];
const ACCOUNTS = `
[network]
name = "devnet"
[accounts.deployer]
mnemonic = "twice kind fence tip hidden tilt action fragile skin nothing glory cousin green tomorrow spring wrist shed math olympic multiply hip blue scout claw"
balance = 100_000_000_000_000
`;

const utf8Hex = (character) => Buffer.from(character, "utf8").toString("hex");

function escape(text) {
  return Array.from(text, (c) => {
    const named = { "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "'": "\\'", "\\": "\\\\" }[c];
    if (named) return named;
    const code = c.codePointAt(0);
    if (code >= 0x80) return `\\u{${utf8Hex(c)}}`;
    return code >= 32 && code < 127 ? c : `\\x${code.toString(16).padStart(2, "0")}`;
  }).join("");
}

/** A value as the VM prints it. */
function show({ type, value }) {
  switch (type) {
    case "int": return `${value}`;
    case "uint": return `u${value}`;
    case "true": case "false": case "none": return type;
    case "buffer": return `0x${value}`;
    case "ascii": return `"${escape(value)}"`;
    case "utf8": return `u"${escape(value)}"`;
    case "address": case "contract": return value;
    case "some": case "ok": case "err": return `(${type} ${show(value)})`;
    case "list": return `(list ${value.map(show).join(" ")})`;
    case "tuple":
      return `(tuple ${Object.keys(value).sort((a, b) => (a < b ? -1 : 1))
        .map((name) => `(${name} ${show(value[name])})`).join(" ")})`;
    default: throw new Error(`no value of type ${type}`);
  }
}

function showEvent({ event, data }) {
  const { raw_value, value, ...rest } = data;
  const fields = { ...rest, ...(raw_value === undefined ? {} : { value: show(Cl.deserialize(raw_value)) }) };
  return `${event} ${Object.keys(fields).sort().map((key) => `${key}=${fields[key]}`).join(" ")}`;
}

const contractOf = (source) =>
  source.startsWith("(define-") || source.startsWith("(use-trait") || source.startsWith("(impl-trait")
    ? source
    : `(define-public (f) (ok ${source}))`;

let count = 0;

function answer(simnet, profile, source) {
  const [epoch, version] = profile.split("/");
  if (simnet.currentEpoch !== epoch) simnet.setEpoch(epoch);
  const name = `t${String(count++).padStart(4, "0")}`;
  const anonymous = (text) => text.replaceAll(name, "t0000").replaceAll("\n", "\\n");
  const code = contractOf(source).replaceAll(".t0000", `.${name}`);
  try {
    simnet.deployContract(name, code, { clarityVersion: Number(version) }, simnet.deployer);
  } catch (error) {
    const text = anonymous(`${error.message ?? error}`);
    return [`! ${text.replace(/^.*?\.t0000 -> (.*?while interpreting \S+: )?/, "")}`];
  }
  if (!/\(define-(public|read-only) \(f\)/.test(code)) return ["deployed"];
  try {
    const call = code.includes("(define-public (f)") ? "callPublicFn" : "callReadOnlyFn";
    const { result, events, costs } = simnet[call](name, "f", [], simnet.deployer);
    const { writeLength, writeCount, readLength, readCount, runtime } = costs.total;
    return [
      anonymous(show(result)),
      [writeLength, writeCount, readLength, readCount, runtime, costs.memory].join(" "),
      ...(events.length ? [anonymous(events.map(showEvent).join("; "))] : []),
    ];
  } catch (error) {
    return [`! ${anonymous(`${error.message ?? error}`).replace(/^.*?while interpreting \S+: /, "")}`];
  }
}

/** Answers to the lines of one file: text stays, and each source comes with its profiles. */
async function fill(file) {
  const folder = mkdtempSync(join(tmpdir(), "golden-"));
  mkdirSync(join(folder, "settings"));
  writeFileSync(join(folder, "settings", "Devnet.toml"), ACCOUNTS);
  writeFileSync(join(folder, "Clarinet.toml"), '[project]\nname = "golden"\nrequirements = []\n');
  const { log, error, warn } = console;
  console.log = console.error = console.warn = () => {}; // prints and traces of the VM
  const open = () => initSimnet(join(folder, "Clarinet.toml"), true, { trackCosts: true });
  let simnet = await open();
  const entries = [];
  const bySource = new Map();
  const given = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) {
      entries.push({ text: line });
      continue;
    }
    const [head, source] = line.split(" | ");
    if (head.startsWith("given ")) {
      const [, name, own] = head.split(" ");
      given.push([name, source, own]);
      entries.push({ text: line });
      continue;
    }
    const profiles = head.split(" ").flatMap((each) => (each === "*" ? USUAL : [each]));
    const known = bySource.get(source);
    if (known) known.profiles.push(...profiles);
    else {
      const entry = { source, profiles };
      bySource.set(source, entry);
      entries.push(entry);
    }
  }
  const all = [...new Set([...bySource.values()].flatMap((entry) => entry.profiles))].sort();
  for (const profile of all) {
    const [epoch, version] = profile.split("/");
    if (given.length > 0 && profile !== all[0]) simnet = await open(); // traits cannot be deployed again
    for (const [name, source, own] of given) {
      const [when, which] = (own ?? profile).split("/");
      if (simnet.currentEpoch !== when) simnet.setEpoch(when);
      simnet.deployContract(name, source, { clarityVersion: Number(which) }, simnet.deployer);
    }
    if (simnet.currentEpoch !== epoch) simnet.setEpoch(epoch);
    for (const entry of bySource.values()) {
      if (!entry.profiles.includes(profile)) continue;
      (entry.answers ??= new Map()).set(profile, answer(simnet, profile, entry.source).join(" | "));
    }
  }
  Object.assign(console, { log, error, warn });
  const lines = entries.flatMap(({ text, source, answers }) => {
    if (text !== undefined) return [text];
    const byAnswer = new Map();
    for (const [profile, told] of answers) byAnswer.set(told, [...(byAnswer.get(told) ?? []), profile]);
    return [...byAnswer].map(([told, profiles]) => [profiles.join(" "), source, told].join(" | "));
  });
  writeFileSync(file, `${lines.join("\n").trimEnd()}\n`);
  rmSync(folder, { recursive: true });
  console.log(`${file}: ${bySource.size} sources, ${lines.length} lines`);
}

for (const file of process.argv.slice(2)) await fill(file);
