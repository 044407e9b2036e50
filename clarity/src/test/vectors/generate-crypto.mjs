// Writes what the official VM answers about hashes, signatures, Merkle proofs and Bitcoin transactions.
// From the root of the repository, after `npm ci`: node clarity/src/test/vectors/generate-crypto.mjs
// A first argument sets how many keys of each kind are tried; a second the file to write.
import { initSimnet } from "@stacks/clarinet-sdk";
import { cvToString } from "@stacks/transactions";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const rounds = Number(process.argv[2] ?? 1);
const file = process.argv[3] ?? join(dirname(fileURLToPath(import.meta.url)),
  "../resources/io/neuralnexus/clarity/crypto/observed.txt");

// The same on every run: bytes and numbers below a bound from a counter.
let counter = 0;
const sha = (algorithm, ...parts) => {
  const hash = createHash(algorithm);
  parts.forEach((part) => hash.update(part));
  return hash.digest();
};
const bytes = (length) => {
  let all = Buffer.alloc(0);
  while (all.length < length) all = Buffer.concat([all, sha("sha256", "vectors" + counter++)]);
  return all.subarray(0, length);
};
const below = (bound) => BigInt("0x" + bytes(40).toString("hex")) % bound;
const hex = (buffer) => "0x" + Buffer.from(buffer).toString("hex");
const be = (number) => Buffer.from(number.toString(16).padStart(64, "0"), "hex");
const le = (number) => be(number).reverse();
const mod = (a, m) => ((a % m) + m) % m;
const power = (base, exponent, m) => {
  let result = 1n;
  for (base = mod(base, m); exponent > 0n; exponent >>= 1n, base = (base * base) % m) {
    if (exponent & 1n) result = (result * base) % m;
  }
  return result;
};
const inverse = (a, m) => power(a, m - 2n, m);

// Curves y² = x³ + ax + b.
class Curve {
  constructor(p, a, b, n, x, y) { Object.assign(this, { p, a, b, n, base: [x, y] }); }
  add(s, t) {
    const { p, a } = this;
    if (!s || !t) return s ?? t;
    if (s[0] === t[0] && mod(s[1] + t[1], p) === 0n) return null;
    const slope = s[0] === t[0]
      ? (3n * s[0] * s[0] + a) * inverse(2n * s[1], p) : (t[1] - s[1]) * inverse(t[0] - s[0], p);
    const x = mod(slope * slope - s[0] - t[0], p);
    return [x, mod(slope * (s[0] - x) - s[1], p)];
  }
  times(k, point) {
    let sum = null;
    for (k = mod(k, this.n); k > 0n; k >>= 1n, point = this.add(point, point)) {
      if (k & 1n) sum = this.add(sum, point);
    }
    return sum;
  }
  at(x, odd) {
    const { p } = this;
    const square = mod(x * x * x + this.a * x + this.b, p);
    const y = power(square, (p + 1n) / 4n, p);
    if (mod(y * y, p) !== square) return null;
    return [x, (y & 1n) === (odd ? 1n : 0n) ? y : p - y];
  }
  encode([x, y]) { return Buffer.concat([Buffer.from([y & 1n ? 3 : 2]), be(x)]); }
  sign(key, digest) {
    const { n } = this;
    const k = 1n + below(n - 1n);
    const point = this.times(k, this.base);
    const r = point[0] % n;
    return [r, mod(inverse(k, n) * (BigInt(hex(digest)) + r * key), n), point];
  }
  /** The key under which (r, s) signs the digest if the signer drew this point. */
  recover(digest, r, s, point) {
    const i = inverse(r, this.n);
    return this.add(this.times(s * i, point), this.times(-BigInt(hex(digest)) * i, this.base));
  }
}
const k1 = new Curve(2n ** 256n - 2n ** 32n - 977n, 0n, 7n,
  0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
  0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n);
const r1 = new Curve(2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n, -3n,
  0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n);

const asked = []; // [expression, language]
const ask = (expression, version = 6) => asked.push([expression, version]);

// Hashes around the lengths at which their blocks end.
for (const length of [0, 1, 16, 32, 55, 56, 63, 64, 65, 111, 112, 119, 127, 128, 135, 136, 137, 300]) {
  const data = hex(bytes(length));
  for (const name of ["hash160", "sha256", "sha512", "sha512/256", "keccak256"]) ask(`(${name} ${data})`);
}

/** Keys that are none, and x that no point has or that two numbers stand for. */
function oddKeys(curve) {
  const keys = [];
  for (let x = 0n; keys.length < 4; x++) if (curve.at(x, false)) keys.push(be(x), be(curve.p + x));
  const nowhere = [0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n].find((x) => !curve.at(x, false));
  keys.push(be(nowhere), be(curve.p), be(2n ** 256n - 1n));
  return keys.flatMap((x) => [2, 3, 5].map((tag) => Buffer.concat([Buffer.from([tag]), x])));
}

/** Signatures [digest, r, s, key, point]: honest, malleable, forged, and at every bound. */
function signatures(curve) {
  const all = [];
  const { n, p } = curve;
  for (let i = 0; i < rounds; i++) {
    const secret = 1n + below(n - 1n);
    const key = curve.times(secret, curve.base);
    for (const digest of [bytes(32), [Buffer.alloc(32), Buffer.alloc(32, 255), be(n), be(n + 1n)][i % 4]]) {
      const [r, s, point] = curve.sign(secret, digest);
      all.push([digest, r, s, key, point], [digest, r, n - s, key, point]);
      all.push([bytes(32), r, s, key, point], [digest, r, s, [key[0], p - key[1]], point]);
      all.push([digest, r + 1n, s, key, point], [digest, r, s ^ 1n, key, point]);
    }
    const digest = bytes(32);
    const [r, s] = curve.sign(secret, digest);
    for (const bad of [0n, n, n + 1n, p, 2n ** 256n - 1n]) all.push([digest, bad, s, key], [digest, r, bad, key]);
    if (r + n < 2n ** 256n) all.push([digest, r + n, s, key]);
  }
  // The x of the drawn point is over the order, so r is what is left of it.
  for (let x = n, found = 0; found < 2 && x < p; x++) {
    const point = curve.at(x, found === 1);
    if (!point || x === n) continue;
    found++;
    const digest = bytes(32);
    const s = 1n + below(n - 1n);
    const key = curve.recover(digest, x - n, s, point);
    all.push([digest, x - n, s, key, point], [digest, x - n, s + 1n, key, point]);
  }
  for (const x of [p - n - 1n, p - n, p - n + 1n]) all.push([bytes(32), x, 1n, curve.base]);
  return all;
}

for (const key of oddKeys(k1)) {
  ask(`(principal-of? ${hex(key)})`);
  ask(`(secp256k1-decompress? ${hex(key)})`);
  ask(`(secp256k1-verify ${hex(bytes(32))} ${hex(be(1n))}${be(1n).toString("hex")} ${hex(key)})`);
}
for (const [digest, r, s, key] of signatures(k1)) {
  const pair = hex(be(r)) + be(s).toString("hex");
  for (const id of ["00", "01", "02", "03"]) ask(`(secp256k1-recover? ${hex(digest)} ${pair}${id})`);
  ask(`(secp256k1-verify ${hex(digest)} ${pair} ${hex(k1.encode(key))})`);
}
{
  const digest = bytes(32);
  const [r, s] = k1.sign(7n, digest);
  const pair = hex(be(r)) + be(s).toString("hex");
  const key = hex(k1.encode(k1.times(7n, k1.base)));
  for (const id of ["00", "03", "04", "ff"]) ask(`(secp256k1-verify ${hex(digest)} ${pair}${id} ${key})`);
  for (const id of ["00", "01", "04", "ff", ""]) ask(`(secp256k1-recover? ${hex(digest)} ${pair}${id})`);
  ask(`(secp256k1-verify ${hex(digest)} ${pair.slice(0, -2)} ${key})`);
  ask(`(principal-of? ${key})`);
  ask(`(secp256k1-decompress? ${key})`);
}

for (const key of oddKeys(r1)) {
  const x = key.subarray(1);
  ask(`(secp256r1-verify ${hex(bytes(32))} ${hex(x)}${be(1n).toString("hex")} ${hex(key)})`);
}
for (const [digest, r, s, key] of signatures(r1)) {
  const pair = hex(be(r)) + be(s).toString("hex");
  ask(`(secp256r1-verify ${hex(digest)} ${pair} ${hex(r1.encode(key))})`);
  // Key form 05 stands for the smaller of the two y.
  ask(`(secp256r1-verify ${hex(digest)} ${pair} 0x05${be(key[0]).toString("hex")})`);
}
for (let i = 0; i < rounds; i++) {
  const secret = 1n + below(r1.n - 1n);
  const key = hex(r1.encode(r1.times(secret, r1.base)));
  const message = bytes(32);
  for (const digest of [message, sha("sha256", message)]) {
    const [r, s] = r1.sign(secret, digest);
    const pair = hex(be(r)) + be(s).toString("hex");
    for (const version of [4, 5, 6]) ask(`(secp256r1-verify ${hex(message)} ${pair} ${key})`, version);
    if (digest === message) ask(`(secp256r1-verify ${hex(message)} ${pair.slice(0, -2)} ${key})`);
  }
}

// Ed25519: -x² + y² = 1 + dx²y².
const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = mod(-121665n * inverse(121666n, P), P);
const edAdd = ([a, b], [c, d]) => {
  const product = mod(D * a * b * c * d, P);
  return [mod((a * d + b * c) * inverse(1n + product, P), P), mod((b * d + a * c) * inverse(1n - product, P), P)];
};
const edTimes = (k, point) => {
  let sum = [0n, 1n];
  for (; k > 0n; k >>= 1n, point = edAdd(point, point)) if (k & 1n) sum = edAdd(sum, point);
  return sum;
};
const edAt = (y, odd) => {
  const square = mod((y * y - 1n) * inverse(D * y * y + 1n, P), P);
  let x = power(square, (P + 3n) / 8n, P);
  if (mod(x * x, P) !== square) x = mod(x * power(2n, (P - 1n) / 4n, P), P);
  if (mod(x * x, P) !== square) return null;
  return [(x & 1n) === (odd ? 1n : 0n) ? x : mod(-x, P), y];
};
const edBytes = (y, odd) => le(y | (odd ? 1n << 255n : 0n));
const edEncode = ([x, y]) => edBytes(y, (x & 1n) === 1n);
const edBase = edAt(mod(4n * inverse(5n, P), P), false);
let torsion; // a point of order 8: eight times it, and not four times it, is neutral
for (let y = 2n; !torsion; y++) {
  const point = edAt(y, false);
  const candidate = point && edTimes(L, point);
  if (candidate && edTimes(4n, candidate)[1] !== 1n) torsion = candidate;
}
const challenge = (R, A, message) => BigInt(hex(sha("sha512", R, A, message).reverse())) % L;
const edAsk = (message, R, s, A) =>
  ask(`(ed25519-verify ${hex(message)} ${hex(R)}${le(s).toString("hex")} ${hex(A)})`);
for (let i = 0; i < rounds * 8; i++) {
  const secret = below(L);
  const nonce = below(L);
  const message = bytes([0, 1, 32, 200][i % 4]);
  // Key and commitment each with a part of order 1, 2, 4 or 8: most fail, some happen to hold.
  for (const [ofKey, ofCommitment] of [[0n, 0n], [4n, 0n], [0n, 1n], [BigInt(i), BigInt(i >> 1)], [4n, 4n]]) {
    const A = edEncode(edAdd(edTimes(secret, edBase), edTimes(ofKey % 8n, torsion)));
    const R = edEncode(edAdd(edTimes(nonce, edBase), edTimes(ofCommitment % 8n, torsion)));
    const s = mod(nonce + challenge(R, A, message) * secret, L);
    edAsk(message, R, s, A);
    if (ofKey + ofCommitment > 0n || i >= rounds) continue;
    for (const forged of [s + L, s + 2n * L, s ^ 1n, 0n, L, L - 1n, 2n ** 256n - 1n]) edAsk(message, R, forged, A);
    edAsk(bytes(32), R, s, A);
    edAsk(message, edEncode(edTimes(nonce, edBase)), s, edBytes(edTimes(secret, edBase)[1], !(A[31] & 128)));
  }
}
// Points of small order in every spelling, as key and as commitment, and encodings that are no point.
const small = [...Array(8).keys()].map((i) => edEncode(edTimes(BigInt(i), torsion)));
for (const y of [0n, 1n, P - 1n]) for (const odd of [false, true]) small.push(edBytes(y, odd), edBytes(y + P < 2n ** 255n ? y + P : y, odd));
for (const A of small) {
  edAsk(Buffer.from("any"), small[0], 0n, A);
  edAsk(Buffer.from("any"), A, 0n, A);
  edAsk(Buffer.from("any"), edEncode(edBase), 1n, A);
  const nonce = below(L);
  edAsk(Buffer.from("any"), edEncode(edTimes(nonce, edBase)), nonce, A);
  const key = edEncode(edTimes(5n, edBase));
  edAsk(Buffer.from("any"), A, mod(challenge(A, key, "any") * 5n, L), key);
}
for (const y of [2n, 5n, 7n, P + 2n, P + 3n, P + 5n, 2n ** 255n - 1n]) {
  edAsk(Buffer.from("any"), edEncode(edBase), 1n, edBytes(y, false));
  edAsk(Buffer.from("any"), edBytes(y, false), 1n, edEncode(edBase));
}

// Merkle trees.
const double = (...parts) => sha("sha256", sha("sha256", ...parts));
const proofAsk = (leaf, root, index, count, siblings) =>
  ask(`(verify-merkle-proof ${hex(leaf)} ${hex(root)} u${index} u${count} (list ${siblings.map(hex).join(" ")}))`);
for (const count of [1, 2, 3, 4, 5, 6, 7, 8, 11, 13]) {
  const rows = [[...Array(count).keys()].map(() => bytes(32))];
  while (rows.at(-1).length > 1) {
    const row = rows.at(-1);
    rows.push(row.filter((_, i) => i % 2 === 0).map((left, i) => double(left, row[2 * i + 1] ?? left)));
  }
  const [root] = rows.at(-1);
  for (const index of new Set([0, count >> 1, count - 1])) {
    const siblings = rows.slice(0, -1).map((row, level) => row[(index >> level) ^ 1] ?? row[index >> level]);
    const leaf = rows[0][index];
    proofAsk(leaf, root, index, count, siblings);
    for (const [i, c] of [[index + 1, count], [index, count + 1], [index + 1, count + 1], [index, count - 1],
      [index ^ 1, count + 1], [index, 2n ** 128n - 1n], [2n ** 128n - 1n, count], [index, 0]]) {
      proofAsk(leaf, root, i, c < 0 ? 0 : c, siblings);
    }
    proofAsk(bytes(32), root, index, count, siblings);
    proofAsk(leaf, bytes(32), index, count, siblings);
    proofAsk(leaf, root, index, count, siblings.slice(1));
    if (siblings.length) proofAsk(leaf, root, index, count, [...siblings.slice(0, -1), siblings.at(-1).subarray(1)]);
  }
}
{
  let [leaf, node] = [bytes(32)];
  node = leaf;
  const siblings = [...Array(24)].map(() => bytes(32));
  for (const sibling of siblings) node = double(node, sibling);
  for (const count of [2 ** 23, 2 ** 23 + 1, 2 ** 24, 2 ** 24 + 1, 2n ** 64n + 2n ** 24n]) proofAsk(leaf, node, 0, count, siblings);
}

// Bitcoin transactions.
const varint = (n) => n < 0xfd ? Buffer.from([n])
  : n < 0x10000 ? Buffer.from([0xfd, n & 255, n >> 8]) : Buffer.from([0xfe, n & 255, (n >> 8) & 255, n >> 16, 0]);
const script = (length) => Buffer.concat([varint(length), bytes(length)]);
const input = (length = 0) => Buffer.concat([bytes(36), script(length), bytes(4)]);
const output = (length, amount = bytes(8)) => Buffer.concat([amount, script(length)]);
const many = (items) => Buffer.concat([varint(items.length), ...items]);
const legacy = (inputs, outputs) => Buffer.concat([bytes(4), many(inputs), many(outputs), bytes(4)]);
const segwit = (inputs, outputs, witnesses, flag = 1) => Buffer.concat(
  [bytes(4), Buffer.from([0, flag]), many(inputs), many(outputs), ...witnesses.map(many), bytes(4)]);
const txAsk = (tx, index) => ask(`(get-bitcoin-tx-output? ${hex(tx)} u${index})`);
const plain = legacy([input()], [output(22), output(3, Buffer.alloc(8, 255))]);
const witnessed = segwit([input(), input(1)], [output(22)], [[script(2)], []]);
for (const tx of [plain, witnessed]) {
  for (const index of [0, 1, 2, 2n ** 32n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 128n - 1n]) txAsk(tx, index);
  for (let i = 0; i < tx.length; i += 3) txAsk(tx.subarray(0, i), 0);
  txAsk(Buffer.concat([tx, Buffer.alloc(1)]), 0);
  for (let i = 0; i < rounds * 8; i++) {
    const changed = Buffer.from(tx);
    changed[Number(below(BigInt(tx.length)))] = [0, 1, 2, 0xfc, 0xfd, 0xfe, 0xff][i % 7];
    txAsk(changed, 0);
  }
}
for (const length of [0, 252, 253, 1024, 1025]) txAsk(legacy([input()], [output(1), output(length)]), 1);
txAsk(legacy([input()], [output(1), output(1025)]), 0);
txAsk(legacy([input(300)], [...Array(260)].map(() => output(0))), 259);
txAsk(segwit([input()], [output(1)], [[]]), 0);
txAsk(segwit([], [output(1)], []), 0);
txAsk(segwit([], [], []), 0);
txAsk(segwit([input()], [], [[script(0)]]), 0);
for (const flag of [0, 2, 255]) txAsk(segwit([input()], [output(1)], [[script(1)]], flag), 0);
txAsk(Buffer.concat([bytes(4), Buffer.from([0, 0]), bytes(4)]), 0);
txAsk(legacy([input()], []), 0);
// Numbers that are longer than they need be, and larger than what follows.
for (const count of ["fd0100", "fdfc00", "fdfd00", "fe01000000", "feffff0000", "fe00000100", "ff0100000000000000",
  "ffffffffff00000000", "ff0000000001000000", "ff0100000001000000", "ffffffffffffffffff"]) {
  const number = Buffer.from(count, "hex");
  const tail = [output(1), bytes(4)];
  txAsk(Buffer.concat([bytes(4), number, input(), varint(1), ...tail]), 0);
  txAsk(Buffer.concat([bytes(4), varint(1), input(), number, ...tail]), 0);
  txAsk(Buffer.concat([bytes(4), varint(1), input(), varint(1), bytes(8), number, bytes(1), bytes(4)]), 0);
  txAsk(Buffer.concat([bytes(4), Buffer.from([0, 1]), many([input()]), many([output(1)]), number, script(0), bytes(4)]), 0);
}

// The VM of the simnet keeps the last 32 bits of the length of a script.
for (const [length, high] of [[0, 1], [1, 2 ** 31], [252, 1], [253, 1], [300, 7]]) {
  const number = Buffer.alloc(9, 0xff);
  number.writeUInt32LE(length, 1);
  number.writeUInt32LE(high, 5);
  const long = Buffer.concat([number, bytes(length)]);
  const [ofInput, ofOutput] = [Buffer.concat([bytes(36), long, bytes(4)]), Buffer.concat([bytes(8), long])];
  txAsk(legacy([ofInput, input(3)], [output(2), ofOutput]), 0);
  txAsk(legacy([input()], [output(1), ofOutput, output(2)]), 1);
  txAsk(segwit([ofInput], [ofOutput, output(3)], [[script(4)]]), 1);
  txAsk(segwit([input()], [output(3)], [[long]]), 0);
}

const project = mkdtempSync(join(tmpdir(), "vectors-"));
mkdirSync(join(project, "settings"));
writeFileSync(join(project, "Clarinet.toml"), '[project]\nname = "vectors"\nrequirements = []\n');
writeFileSync(join(project, "settings/Devnet.toml"), `[network]\nname = "devnet"\n
[accounts.deployer]\nmnemonic = "twice kind fence tip hidden tilt action fragile skin nothing glory cousin green tomorrow spring wrist shed math olympic multiply hip blue scout claw"\nbalance = 1_000_000\n`);
const simnet = await initSimnet(join(project, "Clarinet.toml"), true, { trackCosts: false });
rmSync(project, { recursive: true, force: true });
simnet.setEpoch("4.0");
const lines = asked.map(([expression, version], i) => {
  const source = `(define-read-only (f) ${expression})`;
  const name = "c" + i;
  simnet.deployContract(name, source, { clarityVersion: version }, simnet.deployer);
  const { result } = simnet.callReadOnlyFn(name, "f", [], simnet.deployer);
  return [version === 6 ? "" : version, expression, cvToString(result)].join(" | ").trim();
});
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, "# language, where it matters | expression | what the official VM answers\n"
  + lines.map((line) => line.replace(/^\| /, "")).join("\n") + "\n");
process.exit(0);
