'use strict';
// Runs the Clarinet SDK's Clarity VM for a parent process. Standard input carries one JSON request a line,
// standard output one JSON answer a line, in the same order. The VM is synchronous, so this loop is too:
// a blocking read costs less than the event loop, and it ends with the parent, whose death closes the pipe.

const fs = require('fs');
const path = require('path');
const { Worker } = require('worker_threads');

// By default V8 optimises so much of the VM so early that opening a project costs two thirds more processor time
// and a third more memory, for code that runs once. What stays hot is optimised all the same.
require('v8').setFlagsFromString('--wasm-tiering-budget=50000000');

/** The request at work. */
let current = 0;
/** What the package said on its console meanwhile. */
let said = [];
let sayAll = false;
const MAX_SAID = 1000;
for (const level of ['log', 'info', 'debug', 'warn', 'error']) {
  console[level] = (...words) => {
    if (said.length < MAX_SAID) said.push(words.join(' '));
  };
}
process.stdout.write = (text) => process.stderr.write(text);

/** A request that the parent got wrong: the VM has not run. */
class Refusal extends Error {}

// While the VM computes, nothing else runs on this thread: another one watches whether the parent lives.
function watchParent(pid) {
  const watch = ({ pid, firstParent }) => {
    setInterval(() => {
      let gone = process.ppid !== firstParent;
      try {
        process.kill(pid, 0);
      } catch (e) {
        gone = gone || e.code === 'ESRCH';
      }
      if (gone) process.kill(process.pid, 'SIGKILL');
    }, 500);
  };
  new Worker(`(${watch})(require('worker_threads').workerData)`, {
    eval: true,
    workerData: { pid, firstParent: process.ppid },
  });
}

/**
 * The files of one project as the VM sees them: read from the disk, written only in memory, so that the
 * user's folder stays as it is. Remembers what was read, to tell whether the project has changed since.
 */
class ProjectFiles {
  constructor() {
    this.read = new Map();
    this.written = new Map();
    this.refusal = null;
  }

  content(file) {
    if (this.written.has(file)) return this.written.get(file);
    const bytes = fromDisk(file);
    this.read.set(file, bytes);
    if (bytes === null) throw this.refuse(`file not found: ${file}`);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch (e) {
      throw this.refuse(`not valid UTF-8: ${file}`);
    }
  }

  /** The VM wraps what it is told in its own words: the plain ones are kept for the answer. */
  refuse(why) {
    this.refusal = new Refusal(why);
    return this.refusal;
  }

  exists(file) {
    if (this.written.has(file)) return true;
    const bytes = fromDisk(file);
    this.read.set(file, bytes);
    return bytes !== null;
  }

  unchanged() {
    for (const [file, before] of this.read) {
      const now = fromDisk(file);
      if (before === null || now === null ? before !== now : !before.equals(now)) return false;
    }
    return true;
  }

  /** The file interface that the VM's constructor asks for. */
  async answer(action, { path: file, paths, content }) {
    switch (action) {
      case 'vfs/exists':
        return this.exists(file);
      case 'vfs/readFile':
        return this.content(file);
      case 'vfs/readFiles':
        return Object.fromEntries(paths.map((each) => [each, this.content(each)]));
      case 'vfs/writeFile':
        this.written.set(file, Buffer.from(content).toString());
        return undefined;
      default:
        throw new Error(`unknown file action ${action}`);
    }
  }
}

function fromDisk(file) {
  try {
    return fs.readFileSync(file);
  } catch (e) {
    if (e.code === 'ENOENT' || e.code === 'ENOTDIR' || e.code === 'EISDIR') return null;
    throw new Refusal(`cannot be read (${e.code}): ${file}`);
  }
}

// The cache of remote data goes past the file interface straight to `fs`: keep its writes in memory too.
function loadPackage(directory) {
  const cached = new Map();
  const disk = { existsSync: fs.existsSync, mkdirSync: fs.mkdirSync, readFileSync: fs.readFileSync, writeFileSync: fs.writeFileSync };
  let loaded = false;
  fs.existsSync = (file) => (loaded && cached.has(file)) || disk.existsSync(file);
  fs.readFileSync = (file, ...rest) => (loaded && cached.has(file) ? cached.get(file) : disk.readFileSync(file, ...rest));
  fs.mkdirSync = () => undefined;
  fs.writeFileSync = (file, data) => void cached.set(file, Buffer.from(data));
  try {
    return require(directory);
  } finally {
    Object.assign(fs, disk);
    loaded = true;
  }
}

// The clock at the opening is the chain's genesis time: the parent sets it, so that chains are repeatable.
async function atTime(millis, work) {
  const Clock = Date;
  globalThis.Date = class extends Clock {
    constructor(...args) {
      super(...(args.length ? args : [millis]));
    }
    static now() {
      return millis;
    }
  };
  try {
    return await work();
  } finally {
    globalThis.Date = Clock;
  }
}

const bytes = (hex) => {
  const buffer = Buffer.from(hex.startsWith('0x') ? hex.slice(2) : hex, 'hex');
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
};
const plain = (key, value) => (value instanceof Map ? Object.fromEntries(value) : typeof value === 'bigint' ? value.toString() : value);
const json = (value) => JSON.stringify(value === undefined ? null : value, plain);

let vm;
/** Opened projects by what opened them: the package re-opens one of them in a fraction of the time. */
const chains = new Map();
let chain;
let sdk;
/** Interfaces of the running chain as JSON by contract, and whether there may be more of them. */
let interfaces;
let moreInterfaces;

async function begin() {
  said = [];
  const { manifest, remote, genesis, performance } = chain;
  if (!manifest) sdk.deployer = '';
  try {
    await atTime(genesis, () => (manifest ? sdk.initSession(path.dirname(manifest), manifest, null) : sdk.initEmptySession(remote)));
  } catch (e) {
    const { refusal } = chain.files;
    throw refusal && reason(e).includes(refusal.message) ? refusal : e;
  }
  if (performance) sdk.enablePerformance(performance);
  interfaces = chain.interfaces;
  moreInterfaces = interfaces === null;
  chain.deployer = sdk.deployer || sdk.executeCommand(`::decode ${sdk.execute('tx-sender').result}`).slice(1);
}

function allInterfaces() {
  if (moreInterfaces) {
    interfaces = new Map();
    for (const [id, contract] of sdk.getContractsInterfaces()) interfaces.set(id, JSON.stringify(contract));
    moreInterfaces = false;
    if (!chain.moved) chain.interfaces = interfaces;
  }
  return interfaces;
}

/** To be called before whatever may add a contract; those there are stay as they are. */
function contractsMayCome() {
  moreInterfaces = true;
  chain.moved = true;
}

/** To be called before whatever may change contracts. */
function contractsMayChange() {
  contractsMayCome();
  interfaces = null;
}

function receipt(result) {
  const text = `{"result":"${result.result}","events":${result.events},"costs":${result.costs}${
    result.performance === undefined ? '' : `,"performance":${JSON.stringify(result.performance)}`
  }}`;
  result.free();
  return text;
}

// A transfer that the VM aborts leaves its sender as the sender of everything that follows.
function keepingSender(work) {
  try {
    return work();
  } catch (e) {
    if (!panics(e)) sdk.executeCommand(`::set_tx_sender ${chain.deployer}`);
    throw e;
  }
}

// The functions that mint panic if the recipient is a contract; the console's commands do not.
function minted(command) {
  const answer = sdk.executeCommand(command);
  if (!answer.startsWith('→')) throw answer;
  return answer;
}

function heights() {
  return `{"stacks":${sdk.stacksBlockHeight},"burn":${sdk.burnBlockHeight},"time":${sdk.getBlockTime()},"epoch":"${sdk.currentEpoch}"}`;
}

const call = { public: 'callPublicFn', private: 'callPrivateFn', readOnly: 'callReadOnlyFn' };
const mine = { any: 'mineEmptyBlocks', burn: 'mineEmptyBurnBlocks', stacks: 'mineEmptyStacksBlocks' };

function blockTransaction(tx) {
  const args = (call) => ({ contract: call.contract, method: call.method, args_maps: call.args.map(bytes), sender: call.sender });
  if (tx.callPublicFn) return { callPublicFn: args(tx.callPublicFn) };
  if (tx.callPrivateFn) return { callPrivateFn: args(tx.callPrivateFn) };
  if (tx.transferSTX) return { transferSTX: { ...tx.transferSTX, amount: Number(tx.transferSTX.amount) } };
  return tx;
}

/** Each answers with JSON text. */
const operations = {
  async hello({ parent, packageDirectory, console }) {
    sayAll = console;
    const version = process.versions.node;
    if (parseInt(version, 10) < 20) throw new Refusal(`node ${version}`);
    watchParent(parent);
    vm = loadPackage(packageDirectory);
    return json({ node: version, pid: process.pid });
  },

  async open({ manifest, remote, genesis, costs, coverage, performance }) {
    const key = JSON.stringify([manifest, remote, genesis, costs, coverage, performance]);
    const known = chains.get(key);
    if (known && known.files.unchanged()) {
      chain = known;
      sdk = known.sdk;
      chain.moved = false;
      if (costs) sdk.collectReport(false, '').free();
      await begin();
    } else {
      if (known) known.sdk.free();
      chains.delete(key);
      const files = new ProjectFiles();
      sdk = new vm.SDK((action, data) => files.answer(action, data), new vm.SDKOptions(costs, coverage, performance !== null));
      chain = { manifest, remote, genesis, performance, files, sdk, interfaces: null, moved: false };
      await begin();
      chains.set(key, chain);
    }
    return json({ deployer: chain.deployer, accounts: sdk.getAccounts(), memory: process.memoryUsage.rss() });
  },

  memory: () => String(process.memoryUsage.rss()),

  async reset() {
    chain.moved = false;
    await begin();
    return operations.memory();
  },

  call: ({ kind, contract, method, args, sender }) => receipt(sdk[call[kind]](new vm.CallFnArgs(contract, method, args.map(bytes), sender))),

  transfer: ({ amount, recipient, sender }) =>
    keepingSender(() => receipt(sdk.transferSTX(new vm.TransferSTXArgs(BigInt(amount), recipient, sender)))),

  deploy({ name, source, version, sender }) {
    contractsMayCome();
    return receipt(sdk.deployContract(new vm.DeployContractArgs(name, source, new vm.ContractOptions(version), sender)));
  },

  execute: ({ snippet }) => receipt(sdk.execute(snippet)),

  mineBlock({ transactions }) {
    if (transactions.some((tx) => tx.deployContract)) contractsMayCome();
    const receipts = keepingSender(() => sdk.mineBlock(transactions.map(blockTransaction)));
    return `[${receipts.map(({ result, events, costs }) => `{"result":"${result}","events":${events},"costs":${costs}}`).join(',')}]`;
  },

  mine: ({ kind, count }) => String(sdk[mine[kind]](count)),

  mintStx: ({ recipient, amount }) => json(minted(`::mint_stx ${recipient} ${amount}`)),
  mintFt: ({ token, recipient, amount }) => json(minted(`::mint_ft ${token} ${recipient} ${amount}`)),

  dataVar: ({ contract, name }) => json(sdk.getDataVar(contract, name)),
  mapEntry: ({ contract, name, key }) => json(sdk.getMapEntry(contract, name, bytes(key))),

  interface: ({ contract }) => (interfaces && interfaces.get(contract)) || allInterfaces().get(contract) || 'null',
  interfaces: () => `{${[...allInterfaces()].map(([id, text]) => `${JSON.stringify(id)}:${text}`).join(',')}}`,
  source: ({ contract }) => json(sdk.getContractSource(contract)),
  ast: ({ contract }) => json(sdk.getContractAST(contract)),
  assets: () => json(sdk.getAssetsMap()),
  heights,

  setEpoch({ epoch }) {
    contractsMayChange();
    sdk.setEpoch(epoch);
    return heights();
  },
  setDeployer({ address }) {
    sdk.deployer = address;
    chain.deployer = address;
    return json(sdk.executeCommand(`::set_tx_sender ${address}`));
  },

  testName: ({ name }) => json(sdk.setCurrentTestName(name)),
  report() {
    const report = sdk.collectReport(false, '');
    const text = `{"coverage":${JSON.stringify(report.coverage)},"costs":${report.costs}}`;
    report.free();
    return text;
  },
  command({ command }) {
    contractsMayChange();
    return json(sdk.executeCommand(command));
  },
  trace: () => json(sdk.getLastContractCallTrace()),
  plan() {
    const file = path.join(path.dirname(chain.manifest), 'deployments', 'default.simnet-plan.yaml');
    return json(chain.files.content(file));
  },
};

const panics = (e) => e instanceof WebAssembly.RuntimeError || (e instanceof Error && /unsafe aliasing|null pointer passed to rust/.test(e.message));
const reason = (e) => (typeof e === 'string' ? e : e instanceof Error ? e.message : String(e));

async function answer(line) {
  let request;
  try {
    request = JSON.parse(line);
    current = request.id;
    said = [];
    const result = await operations[request.op](request);
    return `{"id":${request.id},"ok":${result}${sayAll && said.length ? `,"said":${JSON.stringify(said)}` : ''}}\n`;
  } catch (e) {
    const kind = panics(e) ? 'panic' : e instanceof Refusal ? 'refused' : 'error';
    return `{"id":${request ? request.id : 0},"${kind}":${JSON.stringify(reason(e))},"said":${JSON.stringify(said)}}\n`;
  }
}

function write(text) {
  const out = Buffer.from(text);
  for (let from = 0; from < out.length; ) {
    try {
      from += fs.writeSync(1, out, from);
    } catch (e) {
      if (e.code === 'EAGAIN') continue;
      process.exit(0);
    }
  }
}

// A panic inside an asynchronous operation never settles its promise: it surfaces here.
process.on('uncaughtException', (e) => {
  write(`{"id":${current},"panic":${JSON.stringify(reason(e))},"said":${JSON.stringify(said)}}\n`);
  process.exit(70);
});

async function serve() {
  let pending = [];
  const chunk = Buffer.allocUnsafe(1 << 16);
  for (;;) {
    let length = 0;
    try {
      length = fs.readSync(0, chunk, 0, chunk.length, null);
    } catch (e) {
      if (e.code === 'EAGAIN') continue;
      if (e.code !== 'EOF') throw e;
    }
    if (length === 0) process.exit(0);
    let from = 0;
    let out = '';
    for (let end; (end = chunk.indexOf(10, from)) >= 0 && end < length; from = end + 1) {
      const piece = chunk.subarray(from, end);
      const line = (pending.length ? Buffer.concat([...pending, piece]) : piece).toString();
      pending = [];
      out += await answer(line);
      if (out.length > 1 << 15) {
        write(out);
        out = '';
      }
    }
    if (from < length) pending.push(Buffer.from(chunk.subarray(from, length)));
    if (out) write(out);
  }
}

serve();
