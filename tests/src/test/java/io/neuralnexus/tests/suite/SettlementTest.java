package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Marketplace.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.tests.contracts.Marketplace.FinalizeJob;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is paid what for a job that ran. */
class SettlementTest extends JobStage {
  @ParameterizedTest
  @CsvSource({"5000, 0", "5001, 4000", "7500, 10000000", "10000, 20000000"})
  void theBonusIsLinearFromTheThreshold(long score, long bonus) {
    var settled = settle(program(score, 5_000, 5_000));
    assertThat(number(settled.bonus())).isEqualTo(bonus);
    assertThat(balance(provider)).isEqualTo(BASE + bonus / 2);
    assertThat(balance(owner)).isEqualTo(STX + bonus / 4);
  }

  @Test
  void belowTheThresholdBaseAndPricesArePaid() {
    var settled = settle(program(4_999, 5_000, 5_000));

    assertThat(settled.outcome()).isEqualTo("accepted");
    assertThat(number(settled.bonus())).isZero();
    assertThat(balance(provider)).isEqualTo(BASE);
    assertThat(balance(owner)).isEqualTo(STX);
    assertThat(settled.model()).isEqualTo(uint(1));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 20000000", "2500, 5000000, 15000000", "10000, 20000000, 0"})
  void theJobSaysHowDataAndComputeShareTheBonus(long share, long data, long compute) {
    settle(program(10_000, 10_000, 0), "data-share", uint(share));
    assertThat(balance(owner)).isEqualTo(STX + data);
    assertThat(balance(provider)).isEqualTo(BASE + compute);
  }

  @Test
  void dataSetsShareByTheirWeights() {
    settle(program(10_000, 9_999, 1));
    assertThat(balance(owner)).isEqualTo(STX + 9_999_000);
    assertThat(balance(secondOwner)).isEqualTo(STX + 1_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4_999, 5_001})
  void weightsThatAreNotTheWholeCountAsEqual(long second) {
    settle(program(10_000, 5_000, second));
    assertThat(balance(owner)).isEqualTo(STX + 5 * STX);
    assertThat(balance(secondOwner)).isEqualTo(STX + 5 * STX);
  }

  @Test
  void whatEqualWeightsLeaveIsTheDevelopers() {
    staff();
    var program = program(10_000);
    var ids = new Uint[3];
    for (int i = 0; i < 3; i++) ids[i] = dataset(owner, "programs", programs(program));
    var job =
        ok(market.as(developer).createTrainingJob(spec(program, "count", uint(3)), List.of())).id();
    matched(job, ids);
    ok(market.as(provider).bidOnJob(job, uint(BASE)));
    begun(assigned(job));

    var settled = ok(market.as(keeper).finalizeJob(concluded(job, program)));

    assertThat(settled.data())
        .extracting(each -> number(each.amount()))
        .containsExactly(4_333_000L, 4_333_000L, 4_333_000L);
  }

  @Test
  void theAuctionsPriceIsPaidNotTheBase() {
    staff();
    var job = matched();
    ok(market.as(provider).bidOnJob(job, uint(30 * STX)));
    ok(market.as(keeper).finalizeJob(concluded(begun(assigned(job)), PROGRAM)));
    assertThat(balance(provider)).isEqualTo(36 * STX);
  }

  @Test
  void anAuditorWhoAgreedHasTheFee() {
    ok(market.as(keeper).finalizeJob(accepted()));
    assertThat(balance(auditor)).isEqualTo(AUDIT_FEE);
  }

  @Test
  void theFeeOfWhatIsPaidGoesToTheTreasury() {
    var settled = ok(market.as(keeper).finalizeJob(accepted()));

    // 3 % of 56 STX of compute, 2 STX of prices and 6 STX of bonus.
    assertThat(number(settled.fee())).isEqualTo(1_920_000);
    assertThat(number(vault.getSolvency().treasury())).isEqualTo(1_920_000);
  }

  @Test
  void theRestGoesToTheDeveloper() {
    ok(market.as(keeper).finalizeJob(accepted()));

    long paid = 56 * STX + 8 * STX + AUDIT_FEE + 1_920_000;
    // It locked the match itself, and has that tip too.
    assertThat(balance(developer)).isEqualTo(BUDGET - paid + TIP);
  }

  @Test
  void whoeverSettlesIsTipped() {
    ok(market.as(rival()).finalizeJob(accepted()));
    assertThat(balance(rival())).isEqualTo(TIP);
  }

  @Test
  void theModelIsRegisteredWithWhoContributed() {
    var job = accepted();
    var settled = ok(market.as(keeper).finalizeJob(job));

    var model = models.getModel(settled.model()).orElseThrow();
    assertThat(model.owner()).contains(developer);
    assertThat(model.record().creator()).isEqualTo(developer);
    assertThat(model.record().weightsHash())
        .isEqualTo(computation.getResult(execution(job)).orElseThrow().weightsRoot());
    var trained = model.record().trained().orElseThrow();
    assertThat(trained.job()).isEqualTo(job);
    assertThat(trained.score()).isEqualTo(uint(8_000));
    assertThat(trained.verified()).isTrue();
    assertThat(trained.marketplace()).isEqualTo(market.contract());
    assertThat(share(settled.model(), 0)).isEqualTo("7000 of " + developer);
    assertThat(share(settled.model(), 1)).isEqualTo("2250 of " + owner);
    assertThat(share(settled.model(), 2)).isEqualTo("750 of " + secondOwner);
  }

  @Test
  void theEventSaysWhoIsPaidWhat() {
    var job = accepted();
    var settled = ok(market.as(keeper).finalizeJob(job));

    assertThat(settled.topic()).isEqualTo("finalize-job");
    assertThat(settled.id()).isEqualTo(job);
    assertThat(settled.score()).isEqualTo(uint(8_000));
    assertThat(settled.data()).extracting(each -> each.to()).isEqualTo(List.of(owner, secondOwner));
    assertThat(settled.compute()).isEqualTo(uint(56 * STX));
    assertThat(settled.keeper()).isEqualTo(keeper);
    assertThat(state(job)).isEqualTo("completed");
    assertThat(progress(job).model()).isEqualTo(settled.model());
    assertThat(hasEscrow(job)).isFalse();
  }

  @Test
  void anExecutionThatGoesOnIsNotSettled() {
    assertThat(market.as(keeper).finalizeJob(processing())).isErr(ERR_PENDING);
  }

  @Test
  void aResultThatCanBeChallengedIsNotSettled() {
    assertThat(market.as(keeper).finalizeJob(submitted())).isErr(ERR_PENDING);
  }

  @Test
  void aJobIsSettledOnce() {
    var job = accepted();
    ok(market.as(keeper).finalizeJob(job));
    assertThat(market.as(keeper).finalizeJob(job)).isErr(ERR_STATE);
  }

  @Test
  void onlyAJobThatRanIsSettled() {
    assertThat(market.as(keeper).finalizeJob(uint(9))).isErr(ERR_NO_JOB);
    assertThat(market.as(keeper).finalizeJob(job())).isErr(ERR_STATE);
    assertThat(market.as(keeper).finalizeJob(matched())).isErr(ERR_NO_BID);
    assertThat(market.as(keeper).finalizeJob(keyed())).isErr(ERR_STATE);
  }

  @Test
  void withoutAResultThePricesArePaidAndNothingElse() {
    var job = processing();
    pass(TRAINING_WINDOW + 1);

    var settled = ok(market.as(keeper).finalizeJob(job));

    assertThat(settled.outcome()).isEqualTo("lapsed");
    assertThat(state(job)).isEqualTo("failed");
    assertThat(settled.model()).isEqualTo(uint(0));
    assertThat(balance(owner)).isEqualTo(STX);
    assertThat(balance(secondOwner)).isEqualTo(STX);
    assertThat(balance(provider)).isZero();
    assertThat(number(settled.fee())).isEqualTo(60_000);
    assertThat(models.vars().lastModel()).isEqualTo(uint(0));
  }

  @Test
  void aRefutedResultIsPaidLikeNone() {
    var job = submitted();
    ok(computation.as(keeper).challenge(execution(job), sha256("other"), uint(1)));
    pass(300);
    ok(computation.as(keeper).expireDispute(execution(job)));

    var settled = ok(market.as(keeper).finalizeJob(job));

    assertThat(settled.outcome()).isEqualTo("refuted");
    assertThat(number(settled.bonus())).isZero();
    assertThat(number(settled.compute())).isZero();
    assertThat(balance(owner)).isEqualTo(STX);
    assertThat(models.vars().lastModel()).isEqualTo(uint(0));
  }

  @Test
  void aDisputeThatRunsKeepsTheJobOpen() {
    var job = submitted();
    ok(computation.as(keeper).challenge(execution(job), sha256("other"), uint(1)));
    pass(300);
    assertThat(market.as(keeper).finalizeJob(job)).isErr(ERR_PENDING);
  }

  @Test
  void noVoteKeepsTheMoneyOfAJobThatRan() {
    var job = accepted();
    revoke(market.contract(), "marketplace");

    var settled = ok(market.as(keeper).finalizeJob(job));

    assertThat(settled.model()).isEqualTo(uint(0));
    assertThat(settled.outcome()).isEqualTo("accepted");
    assertThat(balance(provider)).isEqualTo(56 * STX);
    assertThat(hasEscrow(job)).isFalse();
  }

  private FinalizeJob settle(Program program, Object... changes) {
    return ok(market.as(keeper).finalizeJob(concluded(training(program, changes), program)));
  }

  private String share(Uint model, long index) {
    var share = vault.getShare(models.contract(), model, uint(index)).orElseThrow();
    return number(share.bps()) + " of " + share.holder();
  }
}
