package io.neuralnexus.offchain.operator;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R1;
import static io.neuralnexus.offchain.machine.Register.R2;
import static io.neuralnexus.offchain.machine.Register.R3;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.chain.Bootstrap;
import io.neuralnexus.offchain.chain.Chain;
import io.neuralnexus.offchain.chain.SimnetChain;
import io.neuralnexus.offchain.chain.Wallet;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTerms;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTermsPrograms;
import io.neuralnexus.offchain.contracts.Governance;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.files.FileStore;
import io.neuralnexus.offchain.job.DatasetOwner;
import io.neuralnexus.offchain.job.Developer;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.secrecy.Secret;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A chain in lockstep with the suite on it, an owner with data, and a developer with jobs: whom
 * trainers and verifiers need to have something to do.
 */
final class Town implements AutoCloseable {
  static final int K = 13;

  /** The first step after the score is written: from there on it can be tampered with. */
  static final long FIRST = 5;

  /** The steps of a run. */
  static final long LENGTH = 607;

  static final long MAX_STEPS = 4_000;
  static final long STX = 1_000_000;
  static final long BASE = 50 * STX;
  static final long BONUS = 20 * STX;
  static final long AUDIT_FEE = 6 * STX;

  /** What {@link #trainer} asks. */
  static final long PRICE = 40 * STX;

  /** The trainer's half of the bonus for a score of 8,000. */
  static final long SCORED = BONUS * 3 / 5 / 2;

  static final long RICH = 100_000 * STX;

  /** Runs that one data set has seeds for. */
  private static final int RUNS = 8;

  /** Opened by whoever makes a town, not by whoever only asks for a role. */
  private static final class Suite {
    static final Simnet OPEN = open();
  }

  final SimnetChain chain;
  private final Simnet simnet;
  final Chain town;
  final FileStore files = FileStore.inMemory();
  final Marketplace market;
  final ComputationVerification computation;
  final Compensation vault;
  final Wallet ownerWallet = wallet("owner");
  final Wallet developerWallet = wallet("developer");
  final Program program = program();
  final Developer developer;
  private final List<DatasetOwner> datasets = new ArrayList<>();
  private final Map<Uint, String> orders = new HashMap<>();
  private int runs;

  Town() {
    simnet = Suite.OPEN.fork();
    chain = SimnetChain.lockstep("town", simnet);
    chain.fund(ownerWallet.address(), RICH);
    chain.fund(developerWallet.address(), RICH);
    town = chain.join("town", ownerWallet, developerWallet);
    market = Marketplace.on(town);
    computation = ComputationVerification.on(town);
    vault = Compensation.on(town);
    developer = new Developer(town, files, developerWallet.address(), secret("developer"));
    developer.announce();
  }

  private static Simnet open() {
    var simnet = Simnet.open(Path.of("../Clarinet.toml"), SimnetOptions.defaults());
    Bootstrap.finish(simnet, wallet("treasury").address(), wallet("guardian").address());
    return simnet;
  }

  static Wallet wallet(String name) {
    return Wallet.of(hash("wallet of " + name));
  }

  static Secret secret(String name) {
    return Secret.of(hash("secret of " + name));
  }

  static Buff hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Buff.of(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Says that it scored, then adds up a data set a few times. */
  private static Program program() {
    var code = new Assembler(K);
    code.set(R2, word(8_000));
    code.store(R2, word(Layout.slot(K, Layout.OUTPUT)));
    code.set(R2, word(10_000));
    code.store(R2, word(Layout.slot(K, Layout.OUTPUT) + 1));
    code.count(
        R1,
        word(0),
        word(100),
        () -> {
          code.load(R2, word(Layout.slot(K, Layout.FIRST_DATASET)));
          code.add(R3, R3, R2);
          code.store(R3, word(Layout.model(K)));
        });
    code.halt();
    return code.assemble(1);
  }

  /** A job that is matched: the auction is open. */
  Uint job() {
    return job("job " + orders.size(), 1);
  }

  Uint job(String name, int seats) {
    var order =
        new Developer.Order(
            "adds up",
            name,
            program,
            Collections.nCopies(6, 0L),
            Slot.of(hash("slot of " + name), 1, 2, 3),
            List.of(),
            1,
            1,
            MAX_STEPS,
            new Developer.Terms(
                6 * STX, BASE, BONUS, 5_000, 5_000, 3_000, seats, AUDIT_FEE, false, 10, 10, 20));
    var job = developer.create(order);
    orders.put(job, name);
    developer.match(job, List.of(dataset().id()));
    return job;
  }

  /** A data set with a seed left. */
  private DatasetOwner dataset() {
    if (runs++ % RUNS == 0) datasets.add(register());
    return datasets.getLast();
  }

  private DatasetOwner register() {
    var secret = secret("owner").part("data set " + datasets.size());
    var terms =
        new DatasetTerms(
            false,
            "medical",
            Uint.of(1_000_000),
            Uint.of(100),
            Uint.ZERO,
            Uint.ZERO,
            true,
            Uint.of(5 * STX),
            List.of(
                new DatasetTermsPrograms(Uint.of(1_000), program.hash(), Uint.of(program.words()))),
            Uint.ONE,
            "ipfs://data");
    return DatasetOwner.register(
        town,
        files,
        ownerWallet.address(),
        secret,
        Slot.of(secret.derive("slot"), 5, 6, 7),
        new DatasetOwner.Registration(
            K, hash("commitment"), hash("schema"), 1_000_000, RUNS, 100 * STX),
        terms);
  }

  /** Gives somebody the keys of a job outside the chain. */
  void confide(Uint job, Path folder) throws IOException {
    Files.createDirectories(folder);
    var match = market.getTrainingJob(job).orElseThrow().match().orElseThrow();
    for (var dataset : datasets) {
      if (!match.ids().contains(dataset.id())) continue;
      write(
          folder,
          "job-%d-dataset-%d.key".formatted(job.longValueExact(), dataset.id().longValueExact()),
          dataset.message(job).bytes());
    }
    write(
        folder,
        "job-%d-holdout.key".formatted(job.longValueExact()),
        developer.message(orders.get(job)).bytes());
  }

  private static void write(Path folder, String name, Buff bytes) throws IOException {
    Files.writeString(folder.resolve(name), bytes.toString());
  }

  /** Whoever owes a key posts it. */
  void tend() {
    for (var each : orders.entrySet()) {
      var job = each.getKey();
      if (!developer.owes(job)) continue;
      for (var dataset : datasets) if (dataset.owes(job)) dataset.postKey(job);
      developer.postKey(job, each.getValue());
    }
  }

  /** Tends and waits until something is so. */
  void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      var seen = town.heights();
      tend();
      if (condition.getAsBoolean()) return;
      town.await(seen, Long.MAX_VALUE);
    }
  }

  /** All that contracts printed. */
  List<Value> events() {
    var values = new ArrayList<Value>();
    for (long from = 0; from <= town.heights().stacks(); ) {
      var page = town.events(from);
      page.events().forEach(event -> values.add(event.value()));
      from = page.next();
    }
    return values;
  }

  String state(Uint job) {
    return market.getTrainingJob(job).orElseThrow().progress().orElseThrow().state();
  }

  /** The setup of a role with a wallet full of money. */
  Operator.Setup setup(String name, Path directory, Conduct conduct) {
    return setup(name, chain.join(name), directory, conduct);
  }

  Operator.Setup setup(String name, Chain chain, Path directory, Conduct conduct) {
    return new Operator.Setup(
        chain, files, wallet(name), secret(name), directory.resolve(name), 1, conduct);
  }

  void fund(String name) {
    chain.fund(wallet(name).address(), RICH);
  }

  static Trainer trainer() {
    return trainer(400, 4);
  }

  /** A trainer with a stake in STX that works at so many jobs at once. */
  static Trainer trainer(long stake, int atOnce) {
    var policy =
        new Policy(
            Set.of(), 0xffff, 10_000 * STX, 9_700 * STX, 1 << 24, 100 * STX, 1_000 * STX, atOnce);
    return new Trainer(policy, stake * STX);
  }

  static Verifier verifier() {
    return new Verifier(true, 1_000 * STX, Optional.empty(), 0);
  }

  Uint execution(Uint job) {
    return market.getTrainingJob(job).orElseThrow().progress().orElseThrow().execution();
  }

  long parameter(String name) {
    return Governance.on(town).getParameter(name).orElseThrow().value().longValueExact();
  }

  long tip() {
    return parameter("keeper-tip");
  }

  /** What somebody has more than at the beginning, wallet, balance and holds, micro-STX. */
  long gain(String name) {
    var who = wallet(name).address();
    var gain =
        simnet.stxBalance(who).longValueExact() + vault.getBalance(who).longValueExact() - RICH;
    for (long id = 1; id <= vault.getLastHold().longValueExact(); id++) {
      var hold = vault.getHold(Uint.of(id));
      if (hold.isPresent() && hold.get().owner().equals(who)) {
        gain += hold.get().amount().longValueExact();
      }
    }
    return gain;
  }

  /** All micro-STX that anybody has. */
  long wealth() {
    return simnet.assets().get("STX").values().stream().mapToLong(BigInteger::longValueExact).sum();
  }

  /** Whether the vault has what it owes, to the micro-STX. */
  boolean isSolvent() {
    var solvency = vault.getSolvency();
    return solvency.balance().equals(solvency.obligations());
  }

  @Override
  public void close() {
    chain.close();
  }
}
