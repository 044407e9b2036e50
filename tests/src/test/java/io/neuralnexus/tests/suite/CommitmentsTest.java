package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ComputationVerification.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.tests.contracts.ComputationVerification.CommitResult;
import io.neuralnexus.tests.contracts.TrainingMachine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What provider and auditors commit to before anyone knows what the others say. */
class CommitmentsTest extends ComputationStage {
  @Test
  void aCommitmentIsKept() {
    var id = opened();
    var commitment = commitment(id, provider, TRUTH.end().hash(), TRUTH.length());
    var event = told(computation.as(provider).commit(id, commitment));
    assertThat(event.who()).isEqualTo(provider);
    assertThat(progressOf(id).commitment()).isEqualTo(commitment);
  }

  @Test
  void itIsBoundToExecutionAndAccount() {
    var end = TRUTH.end().hash();
    assertThat(
            List.of(
                commitment(uint(1), provider, end, 5),
                commitment(uint(2), provider, end, 5),
                commitment(uint(1), auditor, end, 5),
                commitment(uint(1), provider, end, 6)))
        .doesNotHaveDuplicates();
  }

  @Test
  void itCannotBeChanged() {
    var id = opened(registerVerifier(auditor));
    for (var who : all(provider, auditor)) {
      commit(id, who, TRUTH.end().hash(), 5);
      assertThat(computation.as(who).commit(id, sha256("another"))).isErr(ERR_BAD_COMMITMENT);
    }
  }

  @Test
  void itIsNotEmpty() {
    var id = opened();
    for (var bad : List.of(Buff.EMPTY, Buff.of(new byte[31]), Buff.of(new byte[32]))) {
      assertThat(computation.as(provider).commit(id, bad)).isErr(ERR_BAD_COMMITMENT);
    }
  }

  @Test
  void onlyProviderAndAuditorsCommit() {
    registerVerifier(challenger);
    var id = opened(registerVerifier(auditor));
    for (var who : all(challenger, keeper, developer)) {
      assertThat(computation.as(who).commit(id, sha256("x"))).isErr(ERR_NOT_AUTHORISED);
    }
    assertThat(computation.as(provider).commit(uint(9), sha256("x"))).isErr(ERR_NO_EXECUTION);
  }

  @Test
  void theyCommitInTheWindow() {
    var id = opened();
    pass(COMMIT_WINDOW + 1);
    assertThat(computation.as(provider).commit(id, sha256("x"))).isErr(ERR_TOO_LATE);
  }

  @Test
  void nobodyCommitsAfterTheResult() {
    var id = revealed(TRUTH);
    assertThat(computation.as(provider).commit(id, sha256("x"))).isErr(ERR_STATE);
  }

  // --- result ---

  @Test
  void aResultOpensScoreAndContributions() {
    var id = committed(TRUTH);
    var event = told(result(id, TRUTH));
    assertThat(event.final_()).isEqualTo(TRUTH.end().hash());
    assertThat(event.steps()).isEqualTo(uint(TRUTH.length()));
    assertThat(event.status()).isEqualTo(uint(1));
    assertThat(event.score()).isEqualTo(uint(8_000));
    assertThat(event.weightsRoot()).isEqualTo(TRUTH.output().modelRoot());
    assertThat(computation.getResult(id).orElseThrow().score()).isEqualTo(uint(8_000));
    outcome(id, "revealed");
  }

  @Test
  void itWaitsForTheAuditorsOrForTheWindow() {
    var id = opened(registerVerifier(auditor));
    commit(id, provider, TRUTH.end().hash(), TRUTH.length());
    pass(COMMIT_WINDOW - 5);
    assertThat(result(id, TRUTH)).isErr(ERR_TOO_EARLY);
    commit(id, auditor, sha256("whatever"), 1);
    ok(result(id, TRUTH));
  }

  @Test
  void itDoesNotWaitForASilentAuditor() {
    var id = opened(registerVerifier(auditor));
    commit(id, provider, TRUTH.end().hash(), TRUTH.length());
    pass(COMMIT_WINDOW + 1);
    ok(result(id, TRUTH));
  }

  @Test
  void itIsNotTooLate() {
    var id = committed(TRUTH);
    pass(RESULT_WINDOW);
    assertThat(result(id, TRUTH)).isErr(ERR_TOO_LATE);
    outcome(id, "lapsed");
  }

  @Test
  void itIsWhatWasCommittedTo() {
    var lie = TRUTH.lying(Play.Lie.MEMORY, 7);
    var id = committed(TRUTH);
    assertThat(result(id, lie)).isErr(ERR_BAD_REVEAL);
    assertThat(result(id, TRUTH, TRUTH.length() - 1)).isErr(ERR_BAD_REVEAL);
    var output = TRUTH.output();
    assertThat(
            bench
                .as(provider)
                .commitResult(
                    id,
                    TRUTH.end().bytes(),
                    uint(TRUTH.length()),
                    sha256("another salt"),
                    output.words(),
                    output.path()))
        .isErr(ERR_BAD_REVEAL);
  }

  @Test
  void withoutACommitmentThereIsNoResult() {
    var id = opened();
    pass(COMMIT_WINDOW);
    assertThat(result(id, TRUTH)).isErr(ERR_BAD_REVEAL);
    pass(1);
    outcome(id, "lapsed");
  }

  @Test
  void itHasStepsUpToTheLimit() {
    var id = committed(TRUTH);
    assertThat(result(id, TRUTH, 0)).isErr(ERR_BAD_STEPS);
    assertThat(result(id, TRUTH, MOST_STEPS + 1)).isErr(ERR_BAD_STEPS);
  }

  @Test
  void itIsFinal() {
    var half = Play.honest(LOOP, INPUTS, 30);
    var id = committed(half);
    assertThat(result(id, half)).isErr(ERR_NOT_FINAL);
  }

  @Test
  void aRunThatDoesNotHaltEndsAtTheLimitWithoutAScore() {
    var half = Play.honest(LOOP, INPUTS, 30);
    var id = opened(30);
    commit(id, provider, half.end().hash(), 30);
    pass(COMMIT_WINDOW + 1);
    var event = ok(result(id, half));
    assertThat(event.status()).isEqualTo(uint(0));
    assertThat(event.score()).isEqualTo(uint(0));
  }

  @Test
  void aRunThatFaultsIsAResultWithoutAScore() {
    var code = new Assembler(K);
    code.fdiv(Register.R1, Register.R1, Operand.word(0));
    code.halt();
    var faulty = Play.honest(code.assemble(MODEL_WORDS), INPUTS, MOST_STEPS);
    var id = committed(faulty);
    var event = ok(result(id, faulty));
    assertThat(event.status()).isEqualTo(uint(7));
    assertThat(event.score()).isEqualTo(uint(0));
  }

  @Test
  void aWrongOpeningIsRefused() {
    var id = committed(TRUTH);
    var output = TRUTH.output();
    var end = TRUTH.end().bytes();
    var words = output.words().bytes();
    words[7] ^= 1;
    var path = output.path();
    assertThat(open(id, end, Buff.of(words), path))
        .isErr(TrainingMachine.Error.ERR_OUTPUT_MISMATCH);
    assertThat(open(id, end, Buff.of(new byte[255]), path))
        .isErr(TrainingMachine.Error.ERR_BAD_OUTPUT);
    assertThat(open(id, end, output.words(), path.subList(1, path.size())))
        .isErr(TrainingMachine.Error.ERR_BAD_OUTPUT);
    assertThat(open(id, Buff.of(new byte[166]), output.words(), path))
        .isErr(TrainingMachine.Error.ERR_BAD_STATE);
    ok(open(id, end, output.words(), path));
  }

  @Test
  void onlyTheProviderThroughItsMarketplaceHasAResult() {
    var id = committed(TRUTH);
    var output = TRUTH.output();
    for (var caller : List.of(thief.as(provider), computation.as(provider), bench.as(keeper))) {
      assertThat(
              caller.commitResult(
                  id,
                  TRUTH.end().bytes(),
                  uint(TRUTH.length()),
                  SALT,
                  output.words(),
                  output.path()))
          .isErr(ERR_NOT_AUTHORISED);
    }
  }

  @Test
  void thereIsOneResult() {
    var id = revealed(TRUTH);
    assertThat(result(id, TRUTH)).isErr(ERR_STATE);
  }

  // --- no result ---

  @Test
  void aProviderWithoutAResultLosesItsBondAndKeepsItsStake() {
    var id = opened();
    pass(COMMIT_WINDOW);
    outcome(id, "training");
    assertThat(settle(id)).isErr(ERR_PENDING);
    pass(1);
    outcome(id, "lapsed");

    var event = told(settle(id));

    assertThat(event.state()).isEqualTo("lapsed");
    paid(developer, BOND / 2);
    assertThat(treasuryDue()).isEqualTo(BOND / 2);
    assertThat(held(stake(provider))).isEqualTo(PROVIDER_STAKE);
    assertThat(vault.getHold(stake(provider)).orElseThrow().locked()).isEqualTo(uint(0));
    // (7 x 5,000 + 0) / 8
    assertThat(computation.getProvider(provider).orElseThrow().score()).isEqualTo(uint(4_375));
    assertThat(settle(id)).isErr(ERR_STATE);
  }

  @Test
  void whoHasCommittedHasTheResultWindowToo() {
    var id = opened();
    commit(id, provider, TRUTH.end().hash(), TRUTH.length());
    pass(COMMIT_WINDOW + RESULT_WINDOW);
    outcome(id, "training");
    pass(1);
    outcome(id, "lapsed");
  }

  @Test
  void onlyTheMarketplaceSettles() {
    var id = opened();
    pass(COMMIT_WINDOW + 1);
    assertThat(thief.as(keeper).settleExecution(id, uint(0))).isErr(ERR_NOT_AUTHORISED);
    assertThat(bench.as(keeper).settleExecution(uint(9), uint(0))).isErr(ERR_NO_EXECUTION);
  }

  private TypedReceipt<Response<CommitResult, Uint>> open(
      Uint id, Buff state, Buff words, List<Buff> path) {
    return bench.as(provider).commitResult(id, state, uint(TRUTH.length()), SALT, words, path);
  }

  /** Committed to by the provider; time for the result. */
  private Uint committed(Play play) {
    var id = opened();
    commit(id, provider, play.end().hash(), play.length());
    pass(COMMIT_WINDOW + 1);
    return id;
  }
}
