package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Leaf;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.tests.contracts.ComputationVerification;
import io.neuralnexus.tests.contracts.ComputationVerification.CommitResult;
import io.neuralnexus.tests.contracts.ComputationVerification.Dispute;
import io.neuralnexus.tests.contracts.ComputationVerification.ExecutionProgram;
import io.neuralnexus.tests.contracts.ComputationVerification.Progress;
import io.neuralnexus.tests.contracts.ComputationVerification.ProveStep;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Executions without jobs: a marketplace that does what a test says, two runs of one program, and
 * players of the dispute game.
 */
abstract class ComputationStage extends SuiteStage {
  static final long STAKE = 60 * STX;
  static final long BOND = 10 * STX;
  static final long VERIFIER_STAKE = 4 * AUDIT_BOND;
  static final long COMMIT_WINDOW = 20;
  static final long RESULT_WINDOW = 72;
  static final long REVEAL_WINDOW = 72;
  static final long MOVE_WINDOW = 36;
  static final long CLOCK = 288;
  static final long MOST_DISPUTES = 8;
  static final long DELIVERY_WINDOW = 144;
  static final long MOST_STEPS = 1_000;

  /** Writes a row of squares and their sum, then a score: loads, stores, jumps, arithmetic. */
  static final Program LOOP = loop(12);

  static final Inputs INPUTS = inputs(1);

  /** What an honest run of it comes to. */
  static final Play TRUTH = Play.honest(LOOP, INPUTS, MOST_STEPS);

  /** A marketplace. */
  ComputationVerification bench;

  /** The same without the role. */
  ComputationVerification thief;

  StandardPrincipal challenger;
  StandardPrincipal second;

  @Override
  protected List<FinishBootstrapRoles> roles() {
    bench =
        ComputationVerification.on(
            chain, Relay.deploy(chain, "bench", ComputationVerification.NAME));
    thief =
        ComputationVerification.on(
            chain, Relay.deploy(chain, "thief", ComputationVerification.NAME));
    challenger = chain.account("wallet_1");
    second = chain.account("wallet_2");
    var roles = new ArrayList<>(super.roles());
    roles.add(new FinishBootstrapRoles("marketplace", bench.contract()));
    return roles;
  }

  @Override
  protected List<Principal> everybody() {
    var all = super.everybody();
    all.add(chain.account("faucet"));
    return all;
  }

  static Program loop(long turns) {
    var code = new Assembler(K);
    int scratch = Layout.slot(K, Layout.SCRATCH);
    int output = Layout.slot(K, Layout.OUTPUT);
    var again = code.here();
    code.multiply(Register.R2, Register.R1, Register.R1);
    code.store(Register.R2, Register.R1.plus(scratch));
    code.load(Register.R4, Register.R1.plus(scratch));
    code.add(Register.R3, Register.R3, Register.R4);
    code.add(Register.R1, Register.R1, Operand.word(1));
    code.jumpIfLess(Register.R1, Operand.word(turns), again);
    code.store(Register.R3, Operand.word(Layout.model(K)));
    code.set(Register.R1, Operand.word(8_000));
    code.store(Register.R1, Operand.word(output));
    code.halt();
    return code.assemble(MODEL_WORDS);
  }

  static Inputs inputs(long job) {
    return new Inputs(
        job,
        List.of(0L, 0L, 0L, 0L, 0L, 0L),
        List.of(Slot.of(sha256("slot"), 1, 2, 3)),
        List.of(seedOf("one")),
        seedOf("two"),
        Slot.of(sha256("holdout"), 4, 5));
  }

  private static Seed seedOf(String name) {
    return new Seed(sha256(name).plus(sha256(name)), sha256("salt " + name));
  }

  // --- stages of an execution ---

  void registerProvider() {
    ok(computation.as(provider).registerProvider(uint(PROVIDER_STAKE)));
  }

  Uint registerVerifier(StandardPrincipal who) {
    return ok(computation.as(who).registerVerifier()).number();
  }

  /** The bond of an engagement. */
  Uint engaged() {
    return ok(bench.as(provider).engage(uint(STAKE), uint(BOND), Optional.empty())).hold();
  }

  static ExecutionProgram described(Program program) {
    return new ExecutionProgram(
        uint(program.entry()),
        uint(program.k()),
        uint(program.length()),
        program.root(),
        uint(program.words()));
  }

  /** An execution of the program with these seats. */
  Uint opened(Uint... auditors) {
    return opened(MOST_STEPS, auditors);
  }

  Uint opened(long mostSteps, Uint... auditors) {
    return opened(LOOP, TRUTH, mostSteps, auditors);
  }

  Uint opened(Program program, Play truth, long mostSteps, Uint... auditors) {
    if (computation.getProvider(provider).isEmpty()) registerProvider();
    return ok(bench
            .as(provider)
            .openExecution(
                engaged(),
                developer,
                described(program),
                truth.hash(0),
                uint(mostSteps),
                uint(COMMIT_WINDOW),
                List.of(auditors)))
        .id();
  }

  void commit(Uint id, StandardPrincipal who, Buff state, long steps) {
    ok(computation.as(who).commit(id, commitment(id, who, state, steps)));
  }

  TypedReceipt<Response<CommitResult, Uint>> result(Uint id, Play play) {
    return result(id, play, play.length());
  }

  TypedReceipt<Response<CommitResult, Uint>> result(Uint id, Play play, long steps) {
    var output = play.output();
    return bench
        .as(provider)
        .commitResult(id, play.end().bytes(), uint(steps), SALT, output.words(), output.path());
  }

  /** An execution without auditors whose provider says this came out. */
  Uint revealed(Play play) {
    return revealed(opened(), play);
  }

  Uint revealed(Uint id, Play play) {
    commit(id, provider, play.end().hash(), play.length());
    pass(COMMIT_WINDOW + 1);
    ok(result(id, play));
    return id;
  }

  /** The same with one auditor, who has committed to another thing. */
  Uint audited(Play play, Play audit) {
    var id = opened(registerVerifier(auditor));
    commit(id, provider, play.end().hash(), play.length());
    commit(id, auditor, audit.end().hash(), audit.length());
    ok(result(id, play));
    return id;
  }

  TypedReceipt<Response<ComputationVerification.RevealAudit, Uint>> audit(
      Uint id, StandardPrincipal who, Play play) {
    return computation.as(who).revealAudit(id, play.end().hash(), uint(play.length()), SALT);
  }

  TypedReceipt<Response<ComputationVerification.Challenge_2, Uint>> challenge(
      Uint id, StandardPrincipal who, Play play) {
    return challenge(id, who, play.end().hash(), play.length());
  }

  TypedReceipt<Response<ComputationVerification.Challenge_2, Uint>> challenge(
      Uint id, StandardPrincipal who, Buff end, long steps) {
    return computation.as(who).challenge(id, end, uint(steps));
  }

  TypedReceipt<Response<ComputationVerification.SettleExecution, Uint>> settle(Uint id) {
    return bench.as(keeper).settleExecution(id, uint(0));
  }

  // --- the game ---

  static long stepOf(Dispute dispute, long part) {
    long lo = number(dispute.lo());
    long range = number(dispute.hi()) - lo;
    return lo + range * part / Math.min(16, range);
  }

  static List<Long> cutsOf(Dispute dispute) {
    long range = number(dispute.hi()) - number(dispute.lo());
    return LongStream.range(1, Math.min(16, range)).map(i -> stepOf(dispute, i)).boxed().toList();
  }

  Dispute dispute(Uint id) {
    return computation.getDispute(id).orElseThrow();
  }

  Progress progressOf(Uint id) {
    return computation.getProgress(id).orElseThrow();
  }

  TypedReceipt<Response<ComputationVerification.PostCuts, Uint>> cut(Uint id, Play says) {
    return computation
        .as(provider)
        .postCuts(id, cutsOf(dispute(id)).stream().map(says::hash).toList());
  }

  /** The first part of the range at whose end the two runs differ. */
  long difference(Uint id, Play says) {
    var dispute = dispute(id);
    for (int part = 0; part < dispute.cuts().size(); part++) {
      if (!dispute.cuts().get(part).equals(says.hash(stepOf(dispute, part + 1)))) return part;
    }
    return dispute.cuts().size();
  }

  TypedReceipt<Response<ComputationVerification.Pick, Uint>> pick(
      Uint id, StandardPrincipal who, long part) {
    return computation.as(who).pick(id, uint(part));
  }

  TypedReceipt<Response<ProveStep, Uint>> prove(Uint id, Play says) {
    long step = number(dispute(id).lo());
    var witness = says.witness(step);
    return prove(
        id,
        says.state(step).bytes(),
        witness.instruction(),
        witness.instructionPath(),
        witness.leaf());
  }

  TypedReceipt<Response<ProveStep, Uint>> prove(
      Uint id, Buff state, Buff instruction, List<Buff> path, Leaf leaf) {
    return computation
        .as(provider)
        .proveStep(id, state, instruction, path, leaf.words(), leaf.salt(), leaf.path());
  }

  /** Both sides move as their runs say, to the end of the dispute; returns the number of moves. */
  int play(Uint id, Play provided, StandardPrincipal who, Play claimed) {
    var entry = progressOf(id).current();
    int moves = 0;
    while (computation.getDispute(id).isPresent() && progressOf(id).current().equals(entry)) {
      moves++;
      switch (dispute(id).turn()) {
        case "cut" -> ok(cut(id, provided));
        case "pick" -> ok(pick(id, who, difference(id, claimed)));
        default -> ok(prove(id, provided));
      }
    }
    return moves;
  }

  /** To where the provider has to prove a step. */
  void playToTheProof(Uint id, Play provided, StandardPrincipal who, Play claimed) {
    while (!dispute(id).turn().equals("prove")) {
      if (dispute(id).turn().equals("cut")) ok(cut(id, provided));
      else ok(pick(id, who, difference(id, claimed)));
    }
  }

  /** Two for each halving into sixteen, and the proof. */
  static int bound(long range) {
    int moves = 1;
    for (long left = range; left > 1; left = (left + 15) / 16) moves += 2;
    return moves;
  }

  // --- money ---

  long treasuryDue() {
    return number(vault.getSolvency().treasury());
  }

  long held(Uint hold) {
    return number(vault.getHold(hold).orElseThrow().amount());
  }

  Uint stake(StandardPrincipal who) {
    return computation.getProvider(who).orElseThrow().stake();
  }

  static List<StandardPrincipal> all(StandardPrincipal... who) {
    return Arrays.asList(who);
  }

  void outcome(Uint id, String expected) {
    assertThat(computation.getOutcome(id)).isEqualTo(expected);
  }

  void paid(Principal who, long amount) {
    assertThat(balance(who)).as("balance of %s", who).isEqualTo(amount);
  }
}
