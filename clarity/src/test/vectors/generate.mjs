// Writes the golden vectors of this module's tests: what the official VM answers.
// From the root of the repository, after `npm ci`: node clarity/src/test/vectors/generate.mjs
import { initSimnet } from "@stacks/clarinet-sdk";
import { Cl, cvToString, serializeCV } from "@stacks/transactions";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const contract = `
(define-trait named ((name (uint) (response (string-ascii 32) uint))))
(define-constant ERR_NONE (err u1))
(define-constant nothing none)
(define-constant fine (ok true))
(define-constant empty (list))
(define-constant flag true)
(define-constant no-bytes 0x)
(define-constant label "a label")
(define-constant motto u"\\u{e9}t\\u{e9}")
(define-constant self tx-sender)
(define-data-var total uint u0)
(define-data-var last (optional { id: uint, at: (list 3 (optional int)) }) none)
(define-map owners { id: uint, Kind: (string-ascii 8) } principal)
(define-map flags (buff 20) bool)
(define-fungible-token gold)
(define-fungible-token capped u100)
(define-non-fungible-token deed uint)
(define-non-fungible-token badge { id: uint, to: (list 2 principal) })
(define-public (pay (amount uint) (to principal) (memo (optional (buff 34))))
  (begin (asserts! (> amount u0) ERR_NONE) (ok amount)))
(define-public (ask (who <named>)) (contract-call? who name u1))
(define-public (set-total (new uint)) (ok (var-set total new)))
(define-read-only (get-total) (var-get total))
(define-read-only (echo (text (string-utf8 256)) (response (response int bool)))
  { text: text, response: response })
(define-read-only (never) (err u1))
(define-private (inner (x int) (y (list 4 { a: bool }))) x)
`;

const p = "'ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5";
const expressions = [
  "0", "1", "-1", "42", "-170141183460469231731687303715884105728",
  "170141183460469231731687303715884105727", "18446744073709551616", "-9223372036854775809",
  "u0", "u1", "u18446744073709551615", "u18446744073709551616",
  "u340282366920938463463374607431768211455",
  "true", "false", "0x", "0x00", "0x00ff80", `""`, `"hello"`, `u""`, `u"hello"`,
  `u"caf\\u{e9}"`, `u"\\u{1F600}\\u{20ac}"`, p, `${p}.a`, `${p}.a-contract_1`,
  "'SP000000000000000000002Q6VF78", "'ST000000000000000000002AMW42H",
  "'SM3VDXK3WZZSA84XXFKAFAF15NNZX32CTSG82JFQ4", "'SN2QE43MMXFDMAT3TPRGQ38BQ50VSRMBRQ6B16W5J",
  "(some u1)", "none", "(some none)", "(ok true)", "(err u100)", "(ok (some (err 1)))",
  "(list)", "(list 1 2 3)", `(list "a" "bcd" "")`, `(list 0x 0x0102)`, "(list none (some u1))",
  "(list (ok 1) (err u2))", "(list (list) (list 1) (list 1 2))", `(list u"a" u"bc")`,
  `(list { a: none, b: 0x01 } { a: (some 1), b: 0x0102 })`,
  "{ a: 1 }", `{ id: u7, owner: ${p}, tags: (list "x" "yz"), inner: { z: none, y: (ok 0x) } }`,
  "{ Zed: 1, abc: 2, a-b: 3, a1: 4, B: 5, ab_: 6, a?: 7, ab: 8, a!: 9 }", "{ +: 1, <=: 2 }",
];

const strings = [
  Cl.stringAscii("it's \"quoted\""), Cl.stringAscii("back\\slash"), Cl.stringAscii("\t\n\f\r~ "),
  Cl.stringUtf8("it's \"quoted\" \\"), Cl.stringUtf8("\u0000\u0001\t\n\u001f\u007f"),
  Cl.stringUtf8("\u0080é߿ࠀ€\ud7ff\ue000\uffff\u{10000}😀\u{10ffff}"),
];

const hash = "7321b74e2b6a7e949e6c4ad313035b1665095017";
const accounts = [0, 1, 20, 21, 22, 26, 31]
  .map((version) => version.toString(16).padStart(2, "0"))
  .flatMap((version) => [hash, "00".repeat(20), "ff".repeat(20), "0000" + hash.slice(4), "00".repeat(19) + "01"]
    .map((bytes) => `05${version}${bytes}`));

const one = "00" + "00".repeat(15) + "01";
const rejected = [
  ["bool", ""], ["bool", "0300"], ["int", "0f"], ["int", "ff"], ["int", "0001"], ["uint", "01" + "00".repeat(15)],
  ["(buff 4)", "0200000002ff"], ["(buff 4)", "02ffffffff"], ["(buff 4)", "0200"],
  ["(string-ascii 1)", "0d000000010b"], ["(string-ascii 1)", "0d0000000100"], ["(string-ascii 1)", "0d000000017f"],
  ["(string-ascii 1)", "0d00000001e9"], ["(string-utf8 2)", "0e0000000180"], ["(string-utf8 2)", "0e00000002c080"],
  ["(string-utf8 2)", "0e00000003eda080"], ["(string-utf8 2)", "0e00000004f4908080"], ["(string-utf8 2)", "0e00000001c3"],
  ["principal", `0520${hash}`], ["principal", `05ff${hash}`], ["principal", `051a${hash.slice(2)}`],
  ["principal", `061a${hash}00`], ["principal", `061a${hash}0131`], ["principal", `061a${hash}026121`],
  ["principal", `061a${hash}81${"61".repeat(129)}`], ["principal", `061a${hash}0361`],
  ["(optional bool)", "0a"], ["(response bool bool)", "07"], ["(response bool bool)", "08"],
  ["(list 4 int)", "0b0000000200000000"], ["(list 4 int)", `0b0000000203${one}`], ["(list 4 bool)", "0b7fffffff03"],
  ["{ a: int }", "0c00000000"], ["{ a: int }", `0c000000020161${one}0161${one}`], ["{ a: int }", `0c000000010131${one}`],
  ["{ a: int }", `0c0000000100${one}`], ["{ a: int }", "0c000000010161"], ["{ a: int }", "0cffffffff"],
];

const project = mkdtempSync(join(tmpdir(), "vectors-"));
mkdirSync(join(project, "settings"));
writeFileSync(join(project, "Clarinet.toml"), `[project]\nname = "vectors"\nrequirements = []\n`);
writeFileSync(join(project, "settings/Devnet.toml"), `[network]\nname = "devnet"\n
[accounts.deployer]\nmnemonic = "twice kind fence tip hidden tilt action fragile skin nothing glory cousin green tomorrow spring wrist shed math olympic multiply hip blue scout claw"\nbalance = 1_000_000\n`);
const simnet = await initSimnet(join(project, "Clarinet.toml"), true);
simnet.setEpoch("4.0");
const deploy = (name, source) => simnet.deployContract(name, source, { clarityVersion: 6 }, simnet.deployer);
deploy("golden", contract);
deploy("sink", "(define-public (sink (x uint)) (ok x))");

const hexOf = (expression) => simnet.execute(`(print ${expression})`).events[0].data.raw_value.slice(2);
const typeOf = (expression) => {
  const outer = ["true", "false"].includes(expression) ? "(+ 1 " : "(not ";
  try {
    simnet.execute(`${outer}${expression})`);
  } catch (error) {
    // The checker knows which contract a literal names; as a value it is any principal.
    return /found '(.*)'/.exec(String(error))[1].replace(/\(principal \S+\)/, "principal");
  }
};
// Only the VM's errors show how it prints a string by itself.
const printedString = (value) => {
  try {
    simnet.callPublicFn("sink", "sink", [value], simnet.deployer);
  } catch (error) {
    return /Sequence\(String\((.*)\)\)"\)/.exec(String(error))[1].replace(/\\(.)/g, "$1");
  }
};
const printed = (value) =>
  ["ascii", "utf8"].includes(value.type) ? printedString(value) : cvToString(value);
const decode = (type, hex) => simnet.execute(`(from-consensus-buff? ${type} 0x${hex})`).result;
const vectors = {
  values: [
    ...expressions.map((expression) => ({
      source: expression,
      hex: hexOf(expression),
      type: typeOf(expression),
      printed: printed(simnet.execute(expression).result),
    })),
    ...strings.map((value) => ({
      source: "",
      hex: serializeCV(value),
      type: `(string-${value.type} ${[...value.value].length})`,
      printed: printed(value),
    })),
    ...accounts.map((hex) => ({
      source: "",
      hex,
      type: "principal",
      printed: printed(decode("principal", hex).value),
    })),
  ],
  rejected: rejected.map(([type, hex]) => {
    const result = decode(type, hex);
    if (result.type !== "none") throw new Error(`the VM reads ${hex} as ${type}`);
    return { type, hex };
  }),
  contract: simnet.getContractsInterfaces().get(`${simnet.deployer}.golden`),
};
const file = join(dirname(fileURLToPath(import.meta.url)), "../resources/io/neuralnexus/clarity/vectors.json");
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, JSON.stringify(vectors, null, 1) + "\n");
rmSync(project, { recursive: true });
