// Writes what the official VM charges for single expressions and definitions, one line per epoch.
// From the root of the repository, after `npm ci`: node clarity/src/test/vectors/generate-costs.mjs
import { initSimnet } from "@stacks/clarinet-sdk";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// An epoch of every cost table with its newest language, then older languages for what they alone have.
const epochs = [["2.0", 1], ["2.05", 1], ["2.1", 2], ["3.3", 4], ["4.0", 6], ["3.3", 2], ["4.0", 3]];

const b32 = "0x" + "11".repeat(32);
const key = "0x02" + "00".repeat(31) + "01";
const sig64 = "0x" + "00".repeat(31) + "01" + "00".repeat(31) + "01";
const sig = sig64 + "00";
const p = "'ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM"; // the deployer
const q = "'ST2CY5V39NHDPWSXMW9QDT3HC3GD6Q6XX4CFRK9AG";

// An expression; what it charges, where a name stands for a look-up of the function too unless "~"
// precedes it; the first and the last language of it; and what it charges in epoch 2.0 instead,
// where sizes did not count yet.
const expressions = [
  ["(let ((x 1)) x)", "let:1 ~lookup_variable_depth:1 ~lookup_variable_size:16"],
  ["(id 7)", "user_function_application:1 ~inner_type_check_cost:16 ~lookup_variable_depth:0 ~lookup_variable_size:16"],
  ["(if true 1 2)", "if"],
  ["(asserts! true (err u1))", "asserts"],
  ["(map not (list true false))", "map:2 list_cons:2 not ~not"],
  ["(filter not (list true false))", "filter list_cons:2 not ~not"],
  ["(len 0x010203)", "len"],
  ["(element-at 0x010203 u1)", "element_at"],
  ["(index-of (list 1 2) 2)", "index_of:56 list_cons:32", 1, 6, "index_of:2 list_cons:32"],
  ["(fold + (list 1 2) 3)", "fold list_cons:32 add:2 ~add:2"],
  ["(get a { a: 1, b: 2 })", "tuple_get:2 tuple_cons:2"],
  ["(merge { a: 1 } { b: 2 })", "tuple_merge:48 tuple_cons:1 tuple_cons:1", 1, 6, "tuple_merge:2 tuple_cons:1 tuple_cons:1"],
  ["(+ 1 2 3)", "add:3"], ["(- 3 2 1)", "sub:3"], ["(* 1 2 3)", "mul:3"], ["(/ 3 2 1)", "div:3"],
  ["(>= 1 2)", "geq:16"], ["(<= 1 2)", "leq:16"], ["(< 1 2)", "le:16"], ["(> 1 2)", "ge:16"],
  ["(to-uint 1)", "int_cast"], ["(to-int u1)", "int_cast"], ["(mod 5 3)", "mod"],
  ["(pow 5 3)", "pow"], ["(sqrti 5)", "sqrti"], ["(log2 5)", "log2"], ["(xor 1 2)", "xor:2"],
  ["(not true)", "not"], ["(is-eq 1 2)", "eq:34", 1, 6, "eq:2"], ["(begin 1 2)", "begin"],
  ...[["hash160"], ["sha256"], ["sha512"], ["sha512/256", "sha512t256"], ["keccak256"]].map(
    ([name, cost = name]) => [`(${name} ${b32})`, `${cost}:37`, 1, 6, `${cost}:1`]),
  [`(is-ok (secp256k1-recover? ${b32} ${sig}))`, "is_okay secp256k1recover"],
  [`(secp256k1-verify ${b32} ${sig} ${key})`, "secp256k1verify"],
  ["(print 1)", "print:16"], ["(some 1)", "some_cons"], ["(is-ok (ok 1))", "is_okay ok_cons"],
  ["(is-err (err 1))", "is_err err_cons"], ["(default-to 1 none)", "default_to"],
  ["(unwrap! (some 1) (err u1))", "unwrap_ret some_cons err_cons"],
  ["(unwrap-err! (err 1) (err u1))", "unwrap_err_or_ret err_cons err_cons"],
  ["(is-none (some 1))", "is_none some_cons"], ["(is-some (some 1))", "is_some some_cons"],
  ["(unwrap-panic (some 1))", "unwrap some_cons"],
  ["(unwrap-err-panic (err 1))", "unwrap_err err_cons"], ["(is-ok (plain))", "is_okay user_function_application:0 begin try_ret if ok_cons ok_cons"],
  ["(match (some 1) x 2 3)", "match some_cons"], ["(or false false true)", "or:3"],
  ["(and true true)", "and:2"], ["(append (list 1) 2)", "append:16 list_cons:16"],
  ["(concat 0x01 0x0203)", "concat:3", 1, 6, "concat:11"], ["(as-max-len? 0x01 u4)", "as_max_len"],
  ["(is-ok (contract-call? .callee nothing))",
    "is_okay contract_call ~load_contract:47 ~user_function_application:0 ok_cons"],
  // The type of the parameter before 3.3, then that of the argument.
  ...[["276", 1, 2], ["148", 4]].map(([size, ...versions]) => ["(name .callee)",
    `user_function_application:1 ~inner_type_check_cost:${size} contract_of`, ...versions]),
  [`(is-ok (principal-of? ${key}))`, "is_okay principal_of"],
  ["(at-block (unwrap-panic (get-block-info? id-header-hash u0)) 1)", "at_block unwrap block_info", 1, 2],
  ["(map-get? m 7)", "fetch_entry:17", 1, 6, "fetch_entry:32"],
  ["(map-set m 1 2)", "set_entry:35", 1, 6, "set_entry:32"],
  ["(map-insert m 5 2)", "set_entry:35", 1, 6, "set_entry:32"],
  ["(map-delete m 1)", "set_entry:18", 1, 6, "set_entry:16"],
  ["(var-get v)", "fetch_var:17", 1, 6, "fetch_var:16"],
  ["(var-set v 2)", "set_var:17", 1, 6, "set_var:16"],
  ["(get-block-info? time u0)", "block_info", 1, 2],
  ["(get-stacks-block-info? time u0)", "block_info", 3],
  [`(stx-get-balance ${p})`, "stx_balance"],
  [`(is-ok (stx-transfer? u1 ${p} ${q}))`, "is_okay stx_transfer"],
  [`(is-ok (stx-burn? u1 ${p}))`, "is_okay stx_transfer"],
  [`(is-ok (ft-mint? f u1 ${p}))`, "is_okay ft_mint"],
  [`(is-ok (ft-transfer? f u1 ${p} ${q}))`, "is_okay ft_transfer"],
  [`(ft-get-balance f ${p})`, "ft_balance"], ["(ft-get-supply f)", "ft_get_supply"],
  [`(is-ok (ft-burn? f u1 ${q}))`, "is_okay ft_burn"],
  ...[["nft-mint?", p, "nft_mint"], ["nft-transfer?", `${p} ${q}`, "nft_transfer"],
    ["nft-burn?", q, "nft_burn:0 ~nft_burn"]].map(
    ([name, who, cost]) => [`(is-ok (${name} n 1 ${who}))`, `is_okay ${cost}:17`, 1, 6, `is_okay ${cost}:16`]),
  ["(nft-get-owner? n 1)", "nft_owner:17", 1, 6, "nft_owner:16"],
  ["(buff-to-int-le 0x01)", "buff_to_int_le", 2], ["(buff-to-uint-le 0x01)", "buff_to_uint_le", 2],
  ["(buff-to-int-be 0x01)", "buff_to_int_be", 2], ["(buff-to-uint-be 0x01)", "buff_to_uint_be", 2],
  [`(is-standard ${p})`, "is_standard", 2],
  [`(is-ok (principal-destruct? ${p}))`, "is_okay principal_destruct", 2],
  [`(is-ok (principal-construct? 0x1a 0x${"22".repeat(20)}))`, "is_okay principal_construct", 2],
  [`(string-to-int? "1")`, "string_to_int", 2], [`(string-to-uint? "1")`, "string_to_uint", 2],
  ["(int-to-ascii 1)", "int_to_ascii", 2], ["(int-to-utf8 1)", "int_to_utf8", 2],
  ["(get-burn-block-info? header-hash u0)", "burn_block_info", 2],
  [`(stx-account ${p})`, "stx_account", 2], ["(slice? 0x010203 u0 u2)", "slice", 2],
  ["(to-consensus-buff? 1)", "to_consensus_buff:17", 2],
  ["(from-consensus-buff? uint 0x0102)", "from_consensus_buff:2 ~type_parse_step", 2],
  [`(is-ok (stx-transfer-memo? u1 ${p} ${q} 0x01))`, "is_okay stx_transfer_memo", 2],
  ["(replace-at? 0x010203 u0 0x02)", "replace_at:7", 2],
  ["(as-contract 1)", "as_contract", 2, 3],
  ["(as-contract 1)", "~lookup_function", 1, 1],
  ["(bit-and 1 2)", "bitwise_and:2", 2], ["(bit-or 1 2)", "bitwise_or:2", 2], ["(bit-xor 1 2)", "xor:2", 2],
  ["(bit-not 1)", "bitwise_not", 2], ["(bit-shift-left 1 u2)", "bitwise_left_shift", 2],
  ["(bit-shift-right 1 u2)", "bitwise_right_shift", 2],
  ["(is-ok (contract-hash? .callee))", "is_okay contract_hash", 4],
  ["(is-ok (to-ascii? 1))", "is_okay to_ascii:16", 4],
  [`(is-ok (restrict-assets? ${p} () 1))`, "is_okay restrict_assets:0", 4],
  ["(is-ok (as-contract? () 1))", "is_okay as_contract_safe:0", 4],
  [`(secp256r1-verify ${b32} ${sig64} ${key})`, "secp256r1verify", 4],
  [`(verify-merkle-proof ${b32} ${b32} u0 u2 (list ${b32}))`, "verify_merkle_proof:1 list_cons:36", 6],
  [`(is-ok (get-bitcoin-tx-output? 0x${"00".repeat(3000)} u0))`, "is_okay get_bitcoin_tx_output:3000", 6],
  [`(ed25519-verify 0x${"00".repeat(3000)} ${sig64} ${b32})`, "ed25519verify:3000", 6],
  [`(is-ok (secp256k1-decompress? ${key}))`, "is_okay secp256k1decompress", 6],
];

const definitions = [
  ["(define-constant c 1)", "~bind_name"],
  ["(define-private (g) 1)", "~bind_name"],
  ["(define-private (g (x (optional int))) 1)", "~bind_name ~type_parse_step ~type_parse_step"],
  ["(define-data-var v int 1)", "~type_parse_step ~create_var:16"],
  ["(define-map m int int)", "~type_parse_step ~type_parse_step ~create_map:32"],
  ["(define-fungible-token f)", "~create_ft"],
  ["(define-non-fungible-token n int)", "~type_parse_step ~create_nft:16"],
];

const prelude = `
(define-data-var v int 1)
(define-map m int int)
(define-fungible-token f)
(define-non-fungible-token n int)
(use-trait named .traits.named)
(define-private (id (x int)) x)
(define-private (name (who <named>)) (contract-of who))
(define-private (plain) (begin (try! (if true (ok 1) (err u1))) (ok true)))
`;

/** All charges, each look-up of a function by name among them, as "3*lookup_function add:2". */
function expand(charges) {
  const words = charges.split(" ");
  const lookups = words.filter((word) => !word.startsWith("~")).length;
  return (lookups ? `${lookups}*lookup_function ` : "") + words.map((w) => w.replace("~", "")).join(" ");
}

function figures({ total }) {
  return [total.runtime, total.readCount, total.readLength, total.writeCount, total.writeLength].join(" ");
}

const project = mkdtempSync(join(tmpdir(), "vectors-"));
mkdirSync(join(project, "settings"));
writeFileSync(join(project, "Clarinet.toml"), '[project]\nname = "vectors"\nrequirements = []\n');
writeFileSync(join(project, "settings/Devnet.toml"), `[network]\nname = "devnet"\n
[accounts.deployer]\nmnemonic = "twice kind fence tip hidden tilt action fragile skin nothing glory cousin green tomorrow spring wrist shed math olympic multiply hip blue scout claw"\nbalance = 1_000_000\n`);
const simnet = await initSimnet(join(project, "Clarinet.toml"), true, { trackCosts: true });
const lines = [];
const seen = new Set();
for (const [epoch, clarityVersion] of epochs) {
  simnet.setEpoch(epoch);
  const suffix = `${epoch}-${clarityVersion}`.replace(".", "-");
  const sender = simnet.deployer;
  const deploy = (name, source) =>
    simnet.deployContract(name + suffix, source, { clarityVersion }, sender);
  const callee = "(define-public (nothing) (ok true))".padEnd(47);
  deploy("callee", callee);
  deploy("traits", "(define-trait named ((nothing () (response bool bool))))");
  const older = seen.has(epoch);
  seen.add(epoch);
  const mine = expressions.filter(([expression, , first = 1, last = 6]) =>
    clarityVersion >= first && clarityVersion <= last
    && !(older && (last === 6 || expression.includes(".callee"))));
  const functions = mine.map(
    ([expression], i) => `(define-public (e${i}) (begin ${expression} (ok true)))\n`);
  const source = (prelude + functions.join("")).replaceAll(/[.](callee|traits)/g, `.$1${suffix}`);
  deploy("caller", source);
  mine.forEach(([expression, charges, , , first], i) => {
    const { costs } = simnet.callPublicFn("caller" + suffix, "e" + i, [], sender);
    const all = expand(((epoch === "2.0" && first) || charges) + " begin ok_cons");
    lines.push([epoch, figures(costs),
      `load_contract:${source.length} user_function_application:0 ${all}`, expression].join(" | "));
  });
  if (older) continue;
  definitions.forEach(([definition, charges], i) => {
    const { costs } = deploy("definition" + i, definition);
    lines.push([epoch, figures(costs), expand(charges), definition].join(" | "));
  });
}
rmSync(project, { recursive: true, force: true });

const folder = join(dirname(fileURLToPath(import.meta.url)), "../resources/io/neuralnexus/clarity/cost");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "observed.txt"),
  "# epoch | runtime, reads, bytes read, writes, bytes written | charges | expression or definition\n" +
  lines.map((line) => (line.length > 400 ? line.slice(0, 400) + "..." : line)).join("\n") + "\n");
process.exit(0);
