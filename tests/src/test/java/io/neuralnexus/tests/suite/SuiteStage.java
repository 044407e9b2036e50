package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.Trace;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.ComputationVerification;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.DataRights.DatasetTerms;
import io.neuralnexus.tests.contracts.DataRights.PostKeyKeys;
import io.neuralnexus.tests.contracts.DataRights.RegisterDatasetRecord;
import io.neuralnexus.tests.contracts.Governance;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.contracts.LicenceToken;
import io.neuralnexus.tests.contracts.Marketplace;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobJobSpec;
import io.neuralnexus.tests.contracts.ModelRegistry;
import io.neuralnexus.tests.contracts.ModelRegistry.AddTermsTerms;
import io.neuralnexus.tests.suite.model.AuditTrailRecorder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The words in which the suite is specified, wired as the deployment plans wire it, and the people
 * every test begins with. After every test the vault must owe what its entries add up to, and have
 * it, and the events of the test alone must tell the state that the chain is in.
 *
 * <p>A call is a Stacks block of its own and mines no burn block, so the burn height decides when a
 * deadline has passed: {@code pass(n)} lets n burn blocks and as many Stacks blocks go by, the
 * first moment after a window of n blocks is {@code pass(n + 1)}.
 */
@ClarinetProject(manifest = "../Clarinet.toml")
public abstract class SuiteStage {
  protected static final long STX = 1_000_000;

  // Start values of parameters, see docs/contracts/governance.md.
  protected static final long TIP = 10_000;
  protected static final long DATA_STAKE = STX;
  protected static final long PROVIDER_STAKE = 200 * STX;
  protected static final long AUDIT_BOND = 25 * STX;
  protected static final long CHALLENGE_BOND = 50 * STX;

  // The job of most tests.
  protected static final long BASE = 50 * STX;
  protected static final long BONUS = 20 * STX;
  protected static final long CAP = 5 * STX;
  protected static final long AUDIT_FEE = 6 * STX;
  protected static final long THRESHOLD = 5_000;
  protected static final long WINDOW = 10;
  protected static final long TRAINING_WINDOW = 20;
  protected static final long MAX_STEPS = 100_000;
  protected static final int K = 13;
  protected static final int MODEL_WORDS = 8;
  protected static final long MEDICAL = 1;
  protected static final long EPSILON = 1_000_000;

  protected Simnet chain;
  protected Governance governance;
  protected Compensation vault;
  protected DataRights data;
  protected ComputationVerification computation;
  protected ModelRegistry models;
  protected LicenceToken licences;
  protected Marketplace market;

  protected StandardPrincipal deployer;
  protected StandardPrincipal owner;
  protected StandardPrincipal secondOwner;
  protected StandardPrincipal developer;
  protected StandardPrincipal provider;
  protected StandardPrincipal auditor;
  protected StandardPrincipal keeper;
  protected StandardPrincipal treasury;
  protected StandardPrincipal guardian;

  /** micro-STX sent to the vault that it owes nobody. */
  protected long gifts;

  private AuditTrailRecorder trail;
  private final Map<Long, Slot> slots = new HashMap<>();
  private final Map<Long, Seed> seeds = new HashMap<>();

  @BeforeEach
  protected void wire(Simnet simnet) {
    trail = new AuditTrailRecorder(simnet);
    chain = trail.chain();
    governance = Governance.on(chain);
    vault = Compensation.on(chain);
    data = DataRights.on(chain);
    computation = ComputationVerification.on(chain);
    models = ModelRegistry.on(chain);
    licences = LicenceToken.on(chain);
    market = Marketplace.on(chain);
    deployer = simnet.deployer();
    owner = simnet.account("wallet_1");
    secondOwner = simnet.account("wallet_2");
    developer = simnet.account("wallet_3");
    provider = simnet.account("wallet_4");
    auditor = simnet.account("wallet_5");
    keeper = simnet.account("wallet_6");
    treasury = simnet.account("wallet_7");
    guardian = simnet.account("wallet_8");
    gifts = 0;
    slots.clear();
    seeds.clear();
    ok(
        governance
            .as(deployer)
            .finishBootstrap(treasury, guardian, List.of(vault.contract()), roles()));
  }

  /** Who may do what; a test may add its own contracts. */
  protected List<FinishBootstrapRoles> roles() {
    return List.of(
        new FinishBootstrapRoles("controller", named("data-rights")),
        new FinishBootstrapRoles("controller", named("computation-verification")),
        new FinishBootstrapRoles("controller", named("model-registry")),
        new FinishBootstrapRoles("controller", named("marketplace")),
        new FinishBootstrapRoles("marketplace", named("marketplace")),
        new FinishBootstrapRoles("licence-token", named("licence-token")),
        new FinishBootstrapRoles("attestor", named("zk-verification")));
  }

  @AfterEach
  void theVaultOwesWhatItsEntriesAddUpToAndHasIt() {
    var solvency = vault.getSolvency();
    assertThat(number(solvency.obligations())).as("obligations").isEqualTo(sumOfEntries());
    assertThat(number(solvency.balance()) - number(solvency.obligations()))
        .as("surplus")
        .isEqualTo(gifts);
  }

  /** Both engines have the same events and the same state; the official one looks slowly. */
  @AfterEach
  protected void theEventsAloneTellTheState() {
    if (SimnetOptions.defaults().engine() != Engine.JVM) return;
    assertThat(trail.firstDifference()).as("what the events tell otherwise").isEmpty();
  }

  private long sumOfEntries() {
    long sum = number(vault.getSolvency().treasury());
    for (var who : everybody()) sum += balance(who);
    for (long id = 1; id <= number(vault.getLastHold()); id++) {
      sum += vault.getHold(uint(id)).map(hold -> number(hold.amount())).orElse(0L);
    }
    for (long id = 1; id <= number(market.getLastJob()); id++) {
      sum +=
          vault
              .getEscrow(market.contract(), uint(id))
              .map(e -> number(e.amount()) + number(e.tips()) * number(e.tip()))
              .orElse(0L);
    }
    for (long id = 1; id <= number(models.vars().lastModel()); id++) {
      sum +=
          vault
              .getPool(models.contract(), uint(id))
              .map(pool -> number(pool.total()) - number(pool.paid()))
              .orElse(0L);
    }
    return sum + others();
  }

  /** micro-STX in entries of contracts that only this test knows. */
  protected long others() {
    return 0;
  }

  /** Everybody who may have a balance. */
  protected List<Principal> everybody() {
    var all = new ArrayList<Principal>();
    all.add(deployer);
    for (int i = 1; i <= 8; i++) all.add(chain.account("wallet_" + i));
    return all;
  }

  // --- values ---

  protected ContractPrincipal named(String contract) {
    return new ContractPrincipal(deployer, contract);
  }

  protected static long number(Uint value) {
    return value.toBigInteger().longValueExact();
  }

  /** What the call returned, which must be ok. */
  protected static <T> T ok(TypedReceipt<Response<T, Uint>> call) {
    return call.value().ok();
  }

  /** What the call returned, which must be ok, and its contract printed too. */
  protected static <T> T told(TypedReceipt<Response<T, Uint>> call) {
    var result = ok(call);
    var event = ((ResponseValue.Ok) call.receipt().result()).value();
    assertThat(call.receipt().events())
        .as("prints of %s", event)
        .anyMatch(each -> each instanceof Event.Print(_, var printed) && printed.equals(event));
    return result;
  }

  protected long balance(Principal who) {
    return number(vault.getBalance(who));
  }

  protected static Buff sha256(String text) {
    try {
      return Buff.of(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** The fields with changes: name, value, name, value. */
  protected static TupleValue changed(Map<String, Value> fields, Object... changes) {
    var all = new HashMap<>(fields);
    for (int i = 0; i < changes.length; i += 2) {
      if (!all.containsKey(changes[i])) {
        throw new IllegalArgumentException("there is no field " + changes[i]);
      }
      all.put((String) changes[i], (Value) changes[i + 1]);
    }
    return new TupleValue(all);
  }

  // --- time ---

  protected long burn() {
    return chain.burnBlockHeight();
  }

  /** Lets so many burn blocks go by, each with a Stacks block. */
  protected void pass(long blocks) {
    chain.mineEmptyBurnBlocks((int) blocks);
  }

  // --- votes ---

  /** Lets a proposal pass and carries it out. */
  protected void enact(Uint proposal) {
    ok(governance.as(deployer).vote(proposal, true, uint(QUORUM)));
    var rules = governance.getProposal(proposal).orElseThrow();
    pass(number(rules.timelock()) + 1);
    ok(governance.as(deployer).execute(proposal));
  }

  /** More than a quarter of what the vault has in any test. */
  private static final long QUORUM = 120_000 * STX;

  protected Buff codeOf(ContractPrincipal contract) {
    var hash = chain.execute("(contract-hash? '%s)".formatted(contract)).result();
    return (Buff) ((ResponseValue.Ok) hash).value();
  }

  /** The guardian stops whatever opens something new. */
  protected void pause() {
    ok(governance.as(guardian).guardianPause());
  }

  // --- data sets ---

  /** Programs of the tests: the score, and the weights of the data sets, as they are told. */
  protected static Program program(long score, long... weights) {
    var code = new Assembler(K);
    int output = Layout.slot(K, Layout.OUTPUT);
    code.set(Register.R1, Operand.word(score));
    code.store(Register.R1, Operand.word(output));
    for (int i = 0; i < weights.length; i++) {
      code.set(Register.R1, Operand.word(weights[i]));
      code.store(Register.R1, Operand.word(output + 1 + i));
    }
    code.set(Register.R1, Operand.word(42));
    code.store(Register.R1, Operand.word(Layout.model(K)));
    code.halt();
    return code.assemble(MODEL_WORDS);
  }

  /** A run that reaches 8,000 of 10,000 and says that the two data sets gave it 3 to 1. */
  protected static final Program PROGRAM = program(8_000, 7_500, 2_500);

  /** Terms that allow everything, with changes: name, value, name, value. */
  protected DatasetTerms terms(Object... changes) {
    return DatasetTerms.CODEC.decode(
        changed(
            Map.ofEntries(
                Map.entry("uri", ascii("ipfs://dataset")),
                Map.entry("category", ascii("medical")),
                Map.entry("price", uint(STX)),
                Map.entry("open", bool(true)),
                Map.entry("approval", bool(false)),
                Map.entry("purposes", uint(MEDICAL)),
                Map.entry("programs", programs(PROGRAM)),
                Map.entry("max-uses", uint(100)),
                Map.entry("expiry", uint(1_000_000)),
                Map.entry("min-score", uint(0)),
                Map.entry("min-fees", uint(0))),
            changes));
  }

  protected static ListValue programs(Program... allowed) {
    return Cl.list(
        java.util.Arrays.stream(allowed)
            .<Value>map(
                each ->
                    tuple(
                        "hash", each.hash(), "epsilon", uint(EPSILON), "words", uint(MODEL_WORDS)))
            .toList());
  }

  /** The data set that will have this id. */
  protected RegisterDatasetRecord record(long id) {
    return new RegisterDatasetRecord(
        uint(5 * EPSILON),
        sha256("root " + id),
        sha256("ciphertext " + id),
        slot(id).root(K),
        sha256("key " + id),
        sha256("schema"));
  }

  protected Slot slot(long id) {
    return slots.computeIfAbsent(
        id, n -> Slot.of(sha256("slot " + n), LongStream.range(0, 16).map(i -> n * i).toArray()));
  }

  protected Seed seed(long id) {
    return seeds.computeIfAbsent(
        id, n -> new Seed(twice(sha256("seed " + n)), sha256("salt " + n)));
  }

  private static Buff twice(Buff hash) {
    var bytes = new byte[64];
    System.arraycopy(hash.bytes(), 0, bytes, 0, 32);
    System.arraycopy(hash.bytes(), 0, bytes, 32, 32);
    return Buff.of(bytes);
  }

  protected Uint dataset(StandardPrincipal who, Object... changes) {
    long id = number(data.vars().lastDataset()) + 1;
    return ok(data.as(who)
            .registerDataset(
                record(id), terms(changes), List.of(seed(id).hash()), uint(DATA_STAKE)))
        .id();
  }

  // --- jobs ---

  /** The job of most tests, with changes: name, value, name, value. */
  protected TrainingJobJobSpec spec(Program program, Object... changes) {
    return TrainingJobJobSpec.CODEC.decode(
        changed(
            Map.ofEntries(
                Map.entry("uri", ascii("ipfs://job")),
                Map.entry("program", describe(program)),
                Map.entry("settings", Cl.list(java.util.Collections.nCopies(6, Cl.int_(0)))),
                Map.entry("holdout-root", holdout().root(K)),
                Map.entry("seed", seed(0).hash()),
                Map.entry("purpose", uint(MEDICAL)),
                Map.entry("count", uint(2)),
                Map.entry("cap", uint(CAP)),
                Map.entry("required", ListValue.EMPTY),
                Map.entry("base", uint(BASE)),
                Map.entry("bonus", uint(BONUS)),
                Map.entry("threshold", uint(THRESHOLD)),
                Map.entry("data-share", uint(5_000)),
                Map.entry("contributors-share", uint(3_000)),
                Map.entry("seats", uint(1)),
                Map.entry("audit-fee", uint(AUDIT_FEE)),
                Map.entry("max-steps", uint(MAX_STEPS)),
                Map.entry("fixed-price", bool(false)),
                Map.entry("min-score", uint(0)),
                Map.entry("min-fees", uint(0)),
                Map.entry("match-window", uint(WINDOW)),
                Map.entry("auction-window", uint(WINDOW)),
                Map.entry("training-window", uint(TRAINING_WINDOW))),
            changes));
  }

  protected static TupleValue describe(Program program) {
    return tuple(
        "root",
        program.root(),
        "length",
        uint(program.length()),
        "k",
        uint(program.k()),
        "entry",
        uint(program.entry()),
        "words",
        uint(program.words()));
  }

  protected Slot holdout() {
    return slot(0);
  }

  protected Uint job(Object... changes) {
    return ok(market.as(developer).createTrainingJob(spec(PROGRAM, changes), List.of())).id();
  }

  /** A job with one data set of each owner, matched. */
  protected Uint matched(Object... changes) {
    var first = dataset(owner);
    var second = dataset(secondOwner);
    return matched(job(changes), first, second);
  }

  protected Uint matched(Uint job, Uint... datasets) {
    ok(market.as(developer).proposeMatch(job, List.of(datasets)));
    ok(market.as(developer).lockMatch(job));
    return job;
  }

  /** A key that others can wrap secrets with: the generator of secp256k1. */
  protected static final Buff PUBLIC_KEY =
      Buff.fromHex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");

  /** The provider and the auditor, registered, each with a key to wrap secrets with. */
  protected void staff() {
    ok(computation.as(provider).registerProvider(uint(PROVIDER_STAKE)));
    ok(computation.as(auditor).registerVerifier());
    for (var who : List.of(provider, auditor)) ok(data.as(who).setEncryptionKey(PUBLIC_KEY));
  }

  /** Matched, bid for by the provider, and assigned. */
  protected Uint keyed(Object... changes) {
    staff();
    var job = matched(changes);
    ok(market.as(provider).bidOnJob(job, uint(BASE)));
    return assigned(job);
  }

  protected Uint assigned(Uint job) {
    pass(WINDOW + 4);
    ok(market.as(keeper).assignJob(job));
    return job;
  }

  protected List<Principal> grantees(Uint job) {
    return data.getJob(market.contract(), job).orElseThrow().grantees();
  }

  protected void postKeys(Uint job) {
    var record = data.getJob(market.contract(), job).orElseThrow();
    for (int i = 0; i < record.datasets().size(); i++) {
      ok(postKey(job, record.datasets().get(i), (StandardPrincipal) record.owners().get(i)));
    }
  }

  protected TypedReceipt<Response<DataRights.PostKey, Uint>> postKey(
      Uint job, Uint dataset, StandardPrincipal by) {
    var keys = grantees(job).stream().map(each -> new PostKeyKeys(each, wrapped())).toList();
    return data.as(by).postKey(market.contract(), job, dataset, keys);
  }

  protected static Buff wrapped() {
    return Buff.of(new byte[97]);
  }

  protected void postHoldout(Uint job) {
    var keys = grantees(job).stream().map(each -> wrapped()).toList();
    ok(market.as(developer).postHoldoutKey(job, keys));
  }

  /** Assigned, all keys posted, inputs confirmed. */
  protected Uint processing(Object... changes) {
    var job = keyed(changes);
    postKeys(job);
    postHoldout(job);
    ok(market.as(provider).confirmInputs(job));
    return job;
  }

  /** What an honest run of the job comes to. */
  protected Trace run(Uint job) {
    return run(job, PROGRAM);
  }

  protected Trace run(Uint job, Program program) {
    var ids = market.getTrainingJob(job).orElseThrow().match().orElseThrow().ids();
    return Trace.of(
        program,
        new Inputs(
            number(job),
            List.of(0L, 0L, 0L, 0L, 0L, 0L),
            ids.stream().map(id -> slot(number(id))).toList(),
            ids.stream().map(id -> seed(number(id))).toList(),
            seed(0),
            holdout()),
        MAX_STEPS);
  }

  protected Uint execution(Uint job) {
    return market.getTrainingJob(job).orElseThrow().progress().orElseThrow().execution();
  }

  protected static final Buff SALT = sha256("salt");

  protected Buff commitment(Uint execution, Principal who, Buff state, long steps) {
    return computation.commitmentOf(execution, who, state, uint(steps), SALT);
  }

  /** Provider and auditor commit to a run. */
  protected void committed(Uint job, Trace trace) {
    var execution = execution(job);
    for (var who : List.of(provider, auditor)) {
      ok(
          computation
              .as(who)
              .commit(execution, commitment(execution, who, trace.end().hash(), trace.length())));
    }
  }

  /** Provider and auditor have committed to the honest run, the provider revealed it. */
  protected Uint submitted(Object... changes) {
    var job = processing(changes);
    var trace = run(job);
    committed(job, trace);
    ok(reveal(job, trace));
    return job;
  }

  protected TypedReceipt<Response<Marketplace.CompleteTrainingJob, Uint>> reveal(
      Uint job, Trace trace) {
    var output = trace.output();
    return market
        .as(provider)
        .completeTrainingJob(
            job, trace.end().bytes(), uint(trace.length()), SALT, output.words(), output.path());
  }

  /** The auditor has agreed, nobody has challenged, the window is over. */
  protected Uint accepted(Object... changes) {
    var job = submitted(changes);
    var trace = run(job);
    ok(
        computation
            .as(auditor)
            .revealAudit(execution(job), trace.end().hash(), uint(trace.length()), SALT));
    pass(CHALLENGE_WINDOW + 1);
    return job;
  }

  protected static final long CHALLENGE_WINDOW = 144;

  /** Settled: the developer owns the model. */
  protected Uint model() {
    return ok(market.as(keeper).finalizeJob(accepted())).model();
  }

  // --- licences ---

  /** Terms of a licence for all purposes at 10 STX, with changes: name, value, name, value. */
  protected AddTermsTerms licenceTerms(Object... changes) {
    return AddTermsTerms.CODEC.decode(
        changed(
            Map.ofEntries(
                Map.entry("purposes", uint(3)),
                Map.entry("fee", uint(10 * STX)),
                Map.entry("duration", uint(1_000)),
                Map.entry("transferable", bool(true)),
                Map.entry("exclusive", bool(false)),
                Map.entry("derivatives", bool(true)),
                Map.entry("share", uint(1_000)),
                Map.entry("minimum", uint(100_000)),
                Map.entry("seats", uint(100))),
            changes));
  }
}
