package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the votes of a committee lead to: score, who pays, who is slashed. */
class VerdictTest extends MarketStage {
  private static final int[] DISTINCT = {1, 1, 1, 1, 1, 1, 1};

  /** Parts of VALIDATOR_STAKE lost per seat. */
  private static final long OUTLIER = VALIDATOR_STAKE / 40;

  private static final long NO_SHOW = VALIDATOR_STAKE / 50;

  @ParameterizedTest
  @CsvSource({
    "60, 60",
    "70 60, 60",
    "70 60 65, 65",
    "80 50 70 60, 60",
    "0 100 50 25 75, 50",
    "99 1 50 49 2 98, 49",
    "7 6 5 4 3 2 1, 4",
    "80 80 80 0 0 0 0, 0"
  })
  void theScoreIsTheLowerMedianOfTheRevealed(String votes, long median) {
    var cast = Arrays.stream(votes.split(" ")).mapToLong(Long::parseLong).toArray();
    var bid = voted(voting(85, 40, DISTINCT), cast);

    var verdict = verdict(bid);

    assertThat(verdict.outcome()).isEqualTo("median");
    assertThat(verdict.score()).contains(uint(median));
    assertThat(bid(bid).finalScore()).contains(uint(median));
  }

  @ParameterizedTest
  @CsvSource({"4, 3, 60", "3, 4, 70"})
  void aVoteCountsOncePerSeat(int seats, int otherSeats, long median) {
    var bid = voted(voting(85, 40, seats, otherSeats), 60, 70);
    assertThat(verdict(bid).score()).contains(uint(median));
  }

  @Test
  void theVerdictTellsItselfAndSettles() {
    var bid = voted(voting(85, 40, DISTINCT), 80, 80, 80, 80, 80, 80, 80);

    var receipt = as(keeper).finalizeVerdict(bid);

    returnsEvent(
        receipt,
        event(
            "verdict-reached",
            "bid-id",
            bid,
            "round",
            1,
            "outcome",
            "median",
            "score",
            Optional.of(80),
            "pays",
            1,
            "seats",
            7));
    assertThat(topics(receipt))
        .containsExactly(
            "keeper-tipped",
            "seat-closed",
            "seat-closed",
            "seat-closed",
            "seat-closed",
            "seat-closed",
            "seat-closed",
            "seat-closed",
            "verdict-reached",
            "result-settled",
            "run-finished");
    assertThat(receipt)
        .hasPrint(
            event(
                "result-settled",
                "bid-id",
                bid,
                "model-id",
                model(bid),
                "dataset-id",
                1,
                "path",
                "verdict",
                "score",
                Optional.of(80),
                "price",
                AMOUNT,
                "provider-due",
                AMOUNT + FEE,
                "developer-due",
                FEE + TIPS - 2 * TIP - FEE,
                "fees",
                FEE,
                "slashed",
                0,
                "compensation",
                0,
                "bounty",
                0,
                "treasury",
                0));
    assertThat(state(bid)).isEqualTo(SETTLED);
    assertThat(balance(keeper)).isEqualTo(2 * TIP);
  }

  @Test
  void aSeatWithinTheDistanceIsPaidAndNotSlashed() {
    var bid = voted(voting(85, 40, DISTINCT), 70, 70, 70, 60, 80, 70, 70);

    var receipt = as(keeper).finalizeVerdict(bid);

    for (var voter : voters(bid)) {
      assertThat(due(bid, voter)).isEqualTo(SEAT_FEE);
      assertThat(validator(voter).stake()).isEqualTo(uint(VALIDATOR_STAKE));
      assertThat(validator(voter).seats()).isEqualTo(Uint.ZERO);
    }
    assertThat(receipt).hasPrint(closed(bid, 3, 60, SEAT_FEE, 0));
    assertThat(receipt).hasPrint(closed(bid, 4, 80, SEAT_FEE, 0));
  }

  @Test
  void aSeatBeyondTheDistanceIsSlashedAndNotPaid() {
    var bid = voted(voting(85, 40, DISTINCT), 70, 70, 70, 59, 81, 70, 70);

    var receipt = as(keeper).finalizeVerdict(bid);

    for (int seat : new int[] {3, 4}) {
      var voter = voters(bid).get(seat);
      assertThat(due(bid, voter)).isZero();
      assertThat(validator(voter).stake()).isEqualTo(uint(VALIDATOR_STAKE - OUTLIER));
    }
    assertThat(receipt).hasPrint(closed(bid, 3, 59, 0, OUTLIER));
    assertThat(receipt).hasPrint(closed(bid, 4, 81, 0, OUTLIER));
    assertThat(receipt.value().ok().seats()).isEqualTo(uint(5));
    assertThat(market.vars().treasuryDue()).isEqualTo(uint(2 * OUTLIER));
  }

  @Test
  void theDistanceEndsAtZeroAndAtAHundred() {
    var low = voted(voting(85, 40, DISTINCT), 5, 5, 5, 5, 0, 0, 15);
    verdict(low);
    for (var voter : voters(low)) assertThat(due(low, voter)).isEqualTo(SEAT_FEE);
  }

  @Test
  void anUnavailableVoteNearAHighMedianIsNoScore() {
    var bid = voted(voting(85, 40, DISTINCT), 95, 95, 95, 95, 100, NO_DEVELOPER, NO_PROVIDER);
    verdict(bid);
    var voters = voters(bid);
    assertThat(due(bid, voters.get(4))).isEqualTo(SEAT_FEE);
    for (int seat : new int[] {5, 6}) {
      assertThat(due(bid, voters.get(seat))).as("neither paid").isZero();
      assertThat(validator(voters.get(seat)).stake())
          .as("nor slashed")
          .isEqualTo(uint(VALIDATOR_STAKE));
    }
  }

  @Test
  void aNoShowIsSlashedForEachSeat() {
    var bid = voted(voting(85, 40, DISTINCT), 80, ABSENT);

    var receipt = as(keeper).finalizeVerdict(bid);

    assertThat(receipt).hasPrint(closed(bid, 1, 255, 0, NO_SHOW));
    assertThat(validator(voters(bid).get(1)).stake()).isEqualTo(uint(VALIDATOR_STAKE - NO_SHOW));
    assertThat(market.vars().treasuryDue()).isEqualTo(uint(6 * NO_SHOW));
    assertThat(receipt.value().ok().seats()).isEqualTo(uint(1));
  }

  @Test
  void whoCommitsAndDoesNotRevealIsANoShow() {
    var bid = voting(85, 40, DISTINCT);
    commit(bid, 80, 80);
    var first = voters(bid).getFirst();
    as(first).revealVote(bid, uint(80), salt(first)).value().ok();
    mineTo(revealBy(bid) + 1);
    verdict(bid);
    assertThat(validator(voters(bid).get(1)).stake()).isEqualTo(uint(VALIDATOR_STAKE - NO_SHOW));
  }

  @Test
  void aValidatorOfSeveralSeatsIsPaidAndSlashedForEach() {
    var bid = voted(voting(85, 40, 4, 3), 60, 90);
    verdict(bid);
    var paid = voters(bid).get(0);
    var outlier = voters(bid).get(1);
    assertThat(due(bid, paid)).isEqualTo(4 * SEAT_FEE);
    assertThat(due(bid, outlier)).isZero();
    assertThat(validator(outlier).stake()).isEqualTo(uint(afterSlashes(3, 250)));
    assertThat(validator(paid).seats()).isEqualTo(Uint.ZERO);
    assertThat(validator(outlier).seats()).isEqualTo(Uint.ZERO);
  }

  @Test
  void whenMostFindNoWeightsTheProviderLosesAgainstTheDevelopersScore() {
    var bid =
        voted(
            voting(85, 55, DISTINCT),
            NO_PROVIDER,
            NO_PROVIDER,
            NO_PROVIDER,
            NO_PROVIDER,
            85,
            85,
            85);

    var verdict = verdict(bid);

    assertThat(verdict.outcome()).isEqualTo("no-provider");
    assertThat(verdict.score()).contains(uint(55));
    assertThat(verdict.pays()).isEqualTo(uint(2));
    assertThat(verdict.seats()).isEqualTo(uint(4));
    assertThat(due(bid, provider)).isEqualTo(AMOUNT * 5 / 30 + FEE - 4 * SEAT_FEE);
    assertPaidOrUntouched(bid, 4);
  }

  @Test
  void whenMostFindNoHoldoutSetTheDeveloperLosesAgainstTheProvidersScore() {
    var bid =
        voted(
            voting(developer, 10, 85, DISTINCT),
            NO_DEVELOPER,
            NO_DEVELOPER,
            NO_DEVELOPER,
            NO_DEVELOPER,
            10,
            10,
            10);

    var verdict = verdict(bid);

    assertThat(verdict.outcome()).isEqualTo("no-developer");
    assertThat(verdict.score()).contains(uint(85));
    assertThat(verdict.pays()).isEqualTo(uint(1));
    assertThat(due(bid, provider)).isEqualTo(AMOUNT + FEE);
    assertThat(due(bid, developer)).isEqualTo(FEE - 4 * SEAT_FEE + TIPS - 2 * TIP);
    assertThat(dataset(uint(1)).stake()).isEqualTo(uint(STAKE));
    assertPaidOrUntouched(bid, 4);
  }

  @Test
  void aMajorityIsOneOfTheRevealed() {
    var bid = voted(voting(85, 55, DISTINCT), NO_PROVIDER, NO_PROVIDER, 85);
    assertThat(verdict(bid).outcome()).isEqualTo("no-provider");
    assertThat(market.vars().treasuryDue()).as("four no-shows").isEqualTo(uint(4 * NO_SHOW));
  }

  @ParameterizedTest
  @CsvSource({"102", "101"})
  void halfIsNoMajority(long unavailable) {
    var bid = voted(voting(85, 55, DISTINCT), unavailable, unavailable, unavailable, 70, 71, 72);
    var verdict = verdict(bid);
    assertThat(verdict.outcome()).isEqualTo("median");
    assertThat(verdict.score()).contains(uint(71));
    assertThat(verdict.seats()).isEqualTo(uint(3));
  }

  @Test
  void whenHalfMissesEachSideTheBidIsSplitAndBothPay() {
    var bid =
        voted(
            voting(85, 40, DISTINCT),
            NO_PROVIDER,
            NO_PROVIDER,
            NO_PROVIDER,
            NO_DEVELOPER,
            NO_DEVELOPER,
            NO_DEVELOPER);

    var verdict = verdict(bid);

    assertThat(verdict.outcome()).isEqualTo("tied");
    assertThat(verdict.score()).isEmpty();
    assertThat(verdict.pays()).isEqualTo(uint(3));
    assertThat(verdict.seats()).isEqualTo(uint(6));
    assertThat(due(bid, provider)).isEqualTo(AMOUNT / 2 + FEE - 3 * SEAT_FEE);
    assertThat(due(bid, developer)).isEqualTo(AMOUNT / 2 + FEE - 3 * SEAT_FEE + TIPS - 2 * TIP);
    assertThat(dataset(uint(1)).stake()).isEqualTo(uint(STAKE));
    assertThat(bid(bid).finalScore()).isEmpty();
  }

  @Test
  void whoNamedTheScoreFartherFromTheMedianPaysTheCommittee() {
    var bid = voted(voting(85, 40, DISTINCT), 60, 60, 60, 60, 60, 60, 60);
    assertThat(verdict(bid).pays()).as("provider: 25, developer: 20").isEqualTo(uint(2));
    assertThat(due(bid, provider)).isEqualTo(AMOUNT * 10 / 30 + FEE - FEE);
    assertThat(due(bid, developer)).isEqualTo(AMOUNT - AMOUNT * 10 / 30 + FEE + TIPS - 2 * TIP);
  }

  @Test
  void equallyFarBothPayHalf() {
    var bid = voted(voting(80, 60, DISTINCT), 70, 70, 70);
    assertThat(verdict(bid).pays()).isEqualTo(uint(3));
    var price = AMOUNT * 20 / 30;
    assertThat(due(bid, provider)).isEqualTo(price + FEE - 3 * SEAT_FEE / 2);
    assertThat(due(bid, developer))
        .isEqualTo(AMOUNT - price + FEE - 3 * SEAT_FEE / 2 + TIPS - 2 * TIP);
  }

  @Test
  void theSidesAreTheSameWhoeverClaimed() {
    var bid = voted(voting(developer, 40, 85, DISTINCT), 80, 80, 80);
    assertThat(verdict(bid).pays()).as("the developer is farther").isEqualTo(uint(1));
    assertThat(due(bid, provider)).isEqualTo(AMOUNT + FEE);
  }

  @Test
  void withoutAnyRevealTheDrawIsRepeatedOnce() {
    var bid = voted(voting(85, 40, 4, 3));

    var receipt = as(keeper).finalizeVerdict(bid);

    returnsEvent(
        receipt,
        event(
            "verdict-reached",
            "bid-id",
            bid,
            "round",
            1,
            "outcome",
            "silent",
            "score",
            Optional.empty(),
            "pays",
            0,
            "seats",
            0));
    assertThat(receipt)
        .hasPrint(
            event(
                "draw-awaited",
                "bid-id",
                bid,
                "state",
                CONTESTED,
                "round",
                2,
                "silent",
                true,
                "seed-height",
                burn() + 3));
    assertThat(state(bid)).isEqualTo(CONTESTED);
    for (var judge : judges) assertThat(validator(judge).seats()).isEqualTo(Uint.ZERO);
    assertThat(validator(voters(bid).get(0)).stake()).isEqualTo(uint(afterSlashes(4, 200)));
    assertThat(validator(voters(bid).get(1)).stake()).isEqualTo(uint(afterSlashes(3, 200)));
  }

  @Test
  void theSecondSilenceSplitsTheBidWithoutASlashOfTheDataset() {
    var bid = voted(voting(85, 40, 4, 3));
    verdict(bid);
    refill();
    voted(drawn(bid));
    assertThat(verdict(bid).outcome()).isEqualTo("silent");
    assertThat(state(bid)).isEqualTo(SETTLED);
    assertThat(bid(bid).finalScore()).isEmpty();
    assertThat(due(bid, provider)).isEqualTo(AMOUNT / 2 + FEE);
    assertThat(due(bid, developer)).isEqualTo(AMOUNT / 2 + FEE + TIPS - 4 * TIP);
    assertThat(dataset(uint(1)).stake()).isEqualTo(uint(STAKE));
  }

  @Test
  void aMissedDrawBetweenTwoSilencesDoesNotMakeThemOne() {
    var bid = voted(voting(85, 40, 4, 3));
    verdict(bid);
    refill();
    mineTo(startOf(generation() + 2));
    var missed = as(keeper).drawCommittee(bid);
    assertThat(missed)
        .hasPrint(
            event(
                "draw-awaited",
                "bid-id",
                bid,
                "state",
                CONTESTED,
                "round",
                3,
                "silent",
                true,
                "seed-height",
                burn() + 3));
    voted(drawn(bid));
    verdict(bid);
    assertThat(state(bid)).isEqualTo(SETTLED);
  }

  @Test
  void theSecondRoundMayDecide() {
    var bid = voted(voting(85, 40, 4, 3));
    verdict(bid);
    drawn(bid);
    assertThat(market.maps().committees(bid).orElseThrow().round()).isEqualTo(uint(2));
    var everyone = new long[voters(bid).size()];
    Arrays.fill(everyone, 80);
    voted(bid, everyone);
    assertThat(verdict(bid).score()).contains(uint(80));
    assertThat(state(bid)).isEqualTo(SETTLED);
  }

  private void assertPaidOrUntouched(Uint bid, int paid) {
    var voters = voters(bid);
    for (int seat = 0; seat < 7; seat++) {
      assertThat(due(bid, voters.get(seat))).isEqualTo(seat < paid ? SEAT_FEE : 0);
      assertThat(validator(voters.get(seat)).stake()).isEqualTo(uint(VALIDATOR_STAKE));
    }
  }

  private void refill() {
    for (StandardPrincipal judge : judges) {
      var lost = VALIDATOR_STAKE - number(validator(judge).stake());
      if (lost > 0) as(judge).topUpValidator(uint(lost)).value().ok();
    }
  }

  /** Of the least stake after one slash per seat, each a part of what is left. */
  private static long afterSlashes(int seats, long bps) {
    long stake = VALIDATOR_STAKE;
    for (int seat = 0; seat < seats; seat++) stake -= stake * bps / 10_000;
    return stake;
  }

  private TupleValue closed(Uint bid, int seat, long vote, long fee, long slashed) {
    return event(
        "seat-closed",
        "bid-id",
        bid,
        "validator",
        voters(bid).get(seat),
        "vote",
        vote,
        "fee",
        fee,
        "slashed",
        slashed,
        "stake",
        VALIDATOR_STAKE - slashed,
        "seats",
        0);
  }
}
