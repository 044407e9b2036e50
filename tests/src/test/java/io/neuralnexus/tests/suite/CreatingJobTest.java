package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Marketplace.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobJobSpec;
import io.neuralnexus.tests.contracts.ModelRegistry;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a job may ask for, and what it costs to ask. */
class CreatingJobTest extends JobStage {
  /** 2^127: a product with it does not fit into 128 bits. */
  private static final Uint HUGE = Uint.of(BigInteger.ONE.shiftLeft(127));

  private static final long MOST = 10_000_000_000L * STX;

  @Test
  void theQuoteIsWhatIsPulled() {
    var quote =
        market.quoteJob(uint(2), uint(CAP), uint(BASE), uint(BONUS), uint(1), uint(AUDIT_FEE));
    long before = wallet(developer);

    var event = ok(market.as(developer).createTrainingJob(spec(PROGRAM), List.of()));

    assertThat(quote.amount()).isEqualTo(uint(BUDGET)).isEqualTo(event.amount());
    assertThat(quote.tips()).isEqualTo(uint(TIPS));
    assertThat(quote.total()).isEqualTo(uint(BUDGET + TIPS));
    assertThat(wallet(developer)).isEqualTo(before - number(quote.total()));
    var escrow = vault.getEscrow(market.contract(), event.id()).orElseThrow();
    assertThat(escrow.amount()).isEqualTo(uint(BUDGET));
    assertThat(escrow.payer()).isEqualTo(developer);
  }

  @Test
  void theQuoteTellsTheProviderWhatIsAtStake() {
    var quote = market.quoteJob(uint(1), uint(0), uint(200 * STX), uint(BONUS), uint(1), uint(STX));
    assertThat(quote.bond()).isEqualTo(uint(100 * STX));
    assertThat(quote.stake()).isEqualTo(uint(220 * STX));
  }

  @Test
  void theBondHasAMinimum() {
    var quote = market.quoteJob(uint(1), uint(0), uint(STX), uint(0), uint(1), uint(STX));
    assertThat(quote.bond()).isEqualTo(uint(10 * STX));
  }

  @Test
  void aJobKeepsItsSpecAndTheTermsOfItsDay() {
    var event = ok(market.as(developer).createTrainingJob(spec(PROGRAM), List.of()));

    var job = market.getTrainingJob(event.id()).orElseThrow();
    assertThat(event.topic()).isEqualTo("create-training-job");
    assertThat(event.id()).isEqualTo(uint(1)).isEqualTo(market.getLastJob());
    assertThat(event.developer()).isEqualTo(developer).isEqualTo(job.job().developer());
    assertThat(event.spec()).isEqualTo(spec(PROGRAM)).isEqualTo(job.job().spec());
    assertThat(event.lineage()).isEqualTo(job.job().lineage());
    assertThat(event.lineage().parents()).isEmpty();
    assertThat(event.terms().feeBps()).isEqualTo(uint(300)).isEqualTo(job.job().terms().feeBps());
    assertThat(event.terms().bond()).isEqualTo(uint(BOND)).isEqualTo(job.job().terms().bond());
    assertThat(job.job().terms().tip()).isEqualTo(uint(TIP));
    assertThat(job.job().terms().stake()).isEqualTo(uint(LOCKED));
    assertThat(job.job().terms().keyWindow()).isEqualTo(uint(KEY_WINDOW));
    assertThat(job.job().terms().confirmWindow()).isEqualTo(uint(CONFIRM_WINDOW));
    assertThat(state(event.id())).isEqualTo("open");
  }

  @Test
  void jobsAreFoundTwentyAtATime() {
    var jobs = Stream.generate(this::job).limit(21).toList();

    assertThat(market.getJobsIn("open", uint(1))).isEqualTo(jobs.subList(0, 20));
    assertThat(market.getJobsIn("open", uint(21))).containsExactly(jobs.getLast());
  }

  @Test
  void jobsAreFoundByStateAndById() {
    var first = job();
    var second = job();
    ok(market.as(developer).cancelJob(first));

    assertThat(market.getJobsIn("open", uint(1))).containsExactly(second);
    assertThat(market.getJobsIn("ended", uint(1))).containsExactly(first);
    assertThat(market.getJobsIn("ended", uint(2))).isEmpty();
    assertThat(market.getTrainingJobs(List.of(first, uint(9)))).element(0).isNotNull();
    assertThat(market.getTrainingJobs(List.of(uint(9))).getFirst()).isEmpty();
  }

  @Test
  void aPauseStopsNewJobs() {
    pause();
    refused(ERR_PAUSED);
  }

  @Test
  void noContractSpendsTheSignersMoneyOnAJob() {
    chain.deploy(
        "between",
        "(define-public (create) (contract-call? .marketplace create-training-job %s (list)))"
            .formatted(TrainingJobJobSpec.CODEC.encode(spec(PROGRAM))),
        deployer);
    assertThat(chain.callPublic("between", "create", List.of(), developer))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void amountsAreAtMostTenBillionStxEach() {
    for (var name : List.of("cap", "base", "bonus", "audit-fee")) {
      refused(ERR_BAD_AMOUNT, name, uint(MOST + 1));
      refused(ERR_BAD_AMOUNT, name, HUGE);
    }
  }

  @Test
  void countsThatNoNumberHoldsAreRefusedNotComputedWith() {
    refused(ERR_BAD_AMOUNT, "count", HUGE);
    refused(ERR_BAD_AMOUNT, "seats", HUGE);
  }

  @Test
  void theWholeBudgetHasTheSameBound() {
    refused(Compensation.Error.ERR_BAD_AMOUNT, "base", uint(MOST));
  }

  @Test
  void whoCannotPayGetsNoJob() {
    refused(Compensation.Error.ERR_CANNOT_PAY, "base", uint(MOST / 2));
  }

  @Test
  void anAuditorIsPaidAtLeastTheMinimum() {
    refused(ERR_BAD_AMOUNT, "audit-fee", uint(5 * STX - 1));
  }

  @Test
  void ratesAreAtMostTheWhole() {
    for (var name : List.of("data-share", "contributors-share", "min-score")) {
      refused(ERR_BAD_RATE, name, uint(10_001));
    }
    refused(ERR_BAD_RATE, "threshold", uint(10_000));
  }

  @Test
  void aJobHasOneToTwentyDataSets() {
    refused(ERR_BAD_COUNT, "count", uint(0));
    refused(ERR_BAD_COUNT, "count", uint(21));
  }

  @Test
  void aJobBuysOneToThreeSeats() {
    refused(ERR_BAD_SEATS, "seats", uint(0));
    refused(ERR_BAD_SEATS, "seats", uint(4));
  }

  @Test
  void windowsLastAtMostAYearAndAnAuctionAWeek() {
    for (var name : List.of("match-window", "auction-window", "training-window")) {
      refused(ERR_BAD_WINDOW, name, uint(0));
      refused(ERR_BAD_WINDOW, name, uint(52_561));
    }
    refused(ERR_BAD_WINDOW, "auction-window", uint(1_009));
    job("match-window", uint(52_560), "auction-window", uint(1_008));
    job("training-window", uint(52_560));
  }

  @Test
  void sharesAndScoresMayBeTheWhole() {
    job("data-share", uint(10_000), "contributors-share", uint(10_000));
    job("min-score", uint(10_000), "threshold", uint(9_999));
  }

  @Test
  void hashesHave32Bytes() {
    refused(ERR_BAD_PROGRAM, "holdout-root", Buff.of(new byte[31]));
    refused(ERR_BAD_PROGRAM, "seed", Buff.of(new byte[31]));
    refusedProgram("root", Buff.of(new byte[31]));
  }

  @Test
  void aJobIsDescribedAndHasAPurpose() {
    refused(ERR_BAD_PROGRAM, "uri", ascii(""));
    refused(ERR_BAD_PROGRAM, "purpose", uint(0));
  }

  @Test
  void aProgramHasInstructionsAndStartsAtOne() {
    refusedProgram("length", uint(0));
    refusedProgram("length", uint(65_537));
    refusedProgram("entry", uint(PROGRAM.length()));
  }

  @Test
  void theMemoryIsOneThatTheMachineHas() {
    refusedProgram("k", uint(12));
    refusedProgram("k", uint(25));
    refusedProgram("words", uint(0));
    refusedProgram("words", uint((1 << K) + 1));
  }

  @Test
  void stepsAreCountedIn64Bits() {
    refused(ERR_BAD_PROGRAM, "max-steps", uint(0));
    refused(ERR_BAD_PROGRAM, "max-steps", Uint.of(BigInteger.ONE.shiftLeft(64)));
  }

  @Test
  void parentsAreLicencesOfTheDeveloper() {
    assertThat(market.as(developer).createTrainingJob(spec(PROGRAM), List.of(uint(1))))
        .isErr(ModelRegistry.Error.ERR_NO_LICENCE);
  }

  private void refusedProgram(String name, Value value) {
    refused(ERR_BAD_PROGRAM, "program", with(describe(PROGRAM), name, value));
  }

  private void refused(ContractError error, Object... changes) {
    assertThat(market.as(developer).createTrainingJob(spec(PROGRAM, changes), List.of()))
        .isErr(error);
    assertThat(market.getLastJob()).isEqualTo(uint(0));
  }
}
