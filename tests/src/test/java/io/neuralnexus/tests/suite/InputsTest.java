package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Marketplace.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.ComputationVerification;
import io.neuralnexus.tests.contracts.Marketplace.CompleteTrainingJob;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the assignment to the result: keys, confirmation, reveal. */
class InputsTest extends JobStage {
  @Test
  void theDeveloperPostsAKeyOfTheHoldoutSetForEachGrantee() {
    var job = keyed();
    var keys = Collections.nCopies(2, wrapped());

    var event = ok(market.as(developer).postHoldoutKey(job, keys));

    assertThat(event.topic()).isEqualTo("post-holdout-key");
    assertThat(event.id()).isEqualTo(job);
    assertThat(event.keys()).isEqualTo(keys);
    assertThat(progress(job).holdoutPosted()).isTrue();
  }

  @Test
  void nobodyElsePostsIt() {
    assertThat(market.as(provider).postHoldoutKey(keyed(), Collections.nCopies(2, wrapped())))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void noGranteeIsLeftOut() {
    var job = keyed();
    for (int count : List.of(0, 1, 3)) {
      assertThat(market.as(developer).postHoldoutKey(job, Collections.nCopies(count, wrapped())))
          .isErr(ERR_KEYS_MISSING);
    }
  }

  @Test
  void theHoldoutKeyIsPostedOnce() {
    var job = keyed();
    postHoldout(job);
    assertThat(market.as(developer).postHoldoutKey(job, Collections.nCopies(2, wrapped())))
        .isErr(ERR_ALREADY_POSTED);
  }

  @Test
  void theHoldoutKeyIsPostedInTheWindow() {
    var job = keyed();
    pass(KEY_WINDOW + 1);
    assertThat(market.as(developer).postHoldoutKey(job, Collections.nCopies(2, wrapped())))
        .isErr(ERR_TOO_LATE);
  }

  @Test
  void theHoldoutKeyBelongsToAnAssignedJob() {
    assertThat(market.as(developer).postHoldoutKey(uint(9), List.of())).isErr(ERR_NO_JOB);
    assertThat(market.as(developer).postHoldoutKey(matched(), List.of())).isErr(ERR_NO_BID);
    assertThat(market.as(developer).postHoldoutKey(processing(), List.of())).isErr(ERR_STATE);
  }

  @Test
  void aConfirmationBeginsTheExecution() {
    var job = keyed();
    postKeys(job);
    postHoldout(job);

    var event = ok(market.as(provider).confirmInputs(job));

    assertThat(event.topic()).isEqualTo("confirm-inputs");
    assertThat(event.id()).isEqualTo(job);
    assertThat(event.provider()).isEqualTo(provider);
    assertThat(event.execution()).isEqualTo(execution(job));
    assertThat(state(job)).isEqualTo("processing");
    var execution = computation.getExecution(execution(job)).orElseThrow();
    assertThat(execution.initial()).isEqualTo(match(job).initial());
    assertThat(execution.developer()).isEqualTo(developer);
    assertThat(execution.window()).isEqualTo(uint(TRAINING_WINDOW));
    assertThat(execution.auditors()).isEqualTo(bid(job).auditors());
  }

  @Test
  void onlyTheProviderConfirms() {
    var job = keyed();
    postKeys(job);
    postHoldout(job);
    assertThat(market.as(keeper).confirmInputs(job)).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void allKeysAreThereBefore() {
    var job = keyed();
    postHoldout(job);
    assertThat(market.as(provider).confirmInputs(job)).isErr(ERR_KEYS_MISSING);
    ok(postKey(job, match(job).ids().getFirst(), owner));
    assertThat(market.as(provider).confirmInputs(job)).isErr(ERR_KEYS_MISSING);
  }

  @Test
  void theHoldoutKeyIsThereBefore() {
    var job = keyed();
    postKeys(job);
    assertThat(market.as(provider).confirmInputs(job)).isErr(ERR_KEYS_MISSING);
  }

  @Test
  void theProviderHasAWindowOfItsOwnToConfirm() {
    var job = keyed();
    postKeys(job);
    postHoldout(job);
    pass(KEY_WINDOW + CONFIRM_WINDOW);
    ok(market.as(provider).confirmInputs(job));
  }

  @Test
  void itConfirmsInTime() {
    var job = keyed();
    postKeys(job);
    postHoldout(job);
    pass(KEY_WINDOW + CONFIRM_WINDOW + 1);
    assertThat(market.as(provider).confirmInputs(job)).isErr(ERR_TOO_LATE);
  }

  @Test
  void onlyAnAssignedJobIsConfirmed() {
    staff();
    var job = matched();
    assertThat(market.as(provider).confirmInputs(uint(9))).isErr(ERR_NO_JOB);
    assertThat(market.as(provider).confirmInputs(job)).isErr(ERR_NO_BID);
    ok(market.as(provider).bidOnJob(job, uint(BASE)));
    assertThat(market.as(provider).confirmInputs(job)).isErr(ERR_STATE);
    begun(assigned(job));
    assertThat(market.as(provider).confirmInputs(job))
        .isErr(ComputationVerification.Error.ERR_STATE);
  }

  @Test
  void theProviderRevealsTheResult() {
    var job = committed();
    var trace = run(job);

    var event = ok(reveal(job, trace));

    assertThat(event.topic()).isEqualTo("complete-training-job");
    assertThat(event.id()).isEqualTo(job);
    assertThat(event.execution()).isEqualTo(execution(job));
    assertThat(event.score()).isEqualTo(uint(8_000));
    assertThat(event.steps()).isEqualTo(uint(trace.length()));
    assertThat(computation.getProgress(execution(job)).orElseThrow().state()).isEqualTo("revealed");
  }

  @Test
  void nobodyElseRevealsIt() {
    assertThat(revealed(committed(), keeper))
        .isErr(ComputationVerification.Error.ERR_NOT_AUTHORISED);
  }

  @Test
  void noContractRevealsForItsCaller() {
    var job = committed();
    var trace = run(job);
    chain.deploy(
        "between",
        """
        (define-public (reveal (id uint) (state (buff 166)) (steps uint) (salt (buff 32))
            (output (buff 256)) (path (list 19 (buff 32))))
          (contract-call? .marketplace complete-training-job id state steps salt output path))
        """,
        deployer);
    assertThat(
            chain.callPublic(
                "between",
                "reveal",
                List.of(
                    job,
                    trace.end().bytes(),
                    uint(trace.length()),
                    SALT,
                    trace.output().words(),
                    io.neuralnexus.clarity.Cl.list(List.copyOf(trace.output().path()))),
                provider))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void thereIsNoResultBeforeTheExecution() {
    var job = committed();
    var trace = run(job);
    var output = trace.output();
    assertThat(
            market
                .as(provider)
                .completeTrainingJob(
                    uint(9),
                    trace.end().bytes(),
                    uint(trace.length()),
                    SALT,
                    output.words(),
                    output.path()))
        .isErr(ERR_NO_JOB);
  }

  private TypedReceipt<Response<CompleteTrainingJob, Uint>> revealed(
      Uint job, io.neuralnexus.clarity.StandardPrincipal by) {
    var trace = run(job);
    var output = trace.output();
    return market
        .as(by)
        .completeTrainingJob(
            job, trace.end().bytes(), uint(trace.length()), SALT, output.words(), output.path());
  }

  /** Provider and auditor have committed to the honest run. */
  private Uint committed() {
    var job = processing();
    committed(job, run(job));
    return job;
  }
}
