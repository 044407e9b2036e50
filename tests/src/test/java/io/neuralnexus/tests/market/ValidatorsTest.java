package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staking to be drawn: registering, strengthening, leaving, and from when a stake weighs. */
class ValidatorsTest extends MarketStage {

  @Test
  void registeringMovesTheStakeAndTakesASlot() {
    var before = wallets();

    returnsEvent(
        as(keeper).registerValidator(uint(VALIDATOR_STAKE)),
        event(
            "validator-registered",
            "validator",
            keeper,
            "slot",
            0,
            "stake",
            VALIDATOR_STAKE,
            "floor",
            VALIDATOR_STAKE,
            "seats",
            0,
            "unbonding",
            UNBONDING,
            "unlock",
            Optional.empty()));

    assertThat(before.changes())
        .isEqualTo(Map.of("keeper", -VALIDATOR_STAKE, "vault", VALIDATOR_STAKE));
    assertThat(validator(keeper).stake()).isEqualTo(uint(VALIDATOR_STAKE));
    assertThat(market.getCounts().validators()).isEqualTo(uint(1));
    assertThat(market.maps().slots(uint(0))).contains(keeper);
  }

  @Test
  void aStakeKeepsItsBounds() {
    for (var amount :
        List.of(uint(0), uint(VALIDATOR_STAKE - 1), uint(10_000_000_000L * STX + 1), Uint.MAX)) {
      assertThat(as(keeper).registerValidator(amount)).isErr(ERR_BAD_AMOUNT);
    }
    var rich = somebody("rich", Long.MAX_VALUE / 4);
    assertThat(as(rich).registerValidator(uint(10_000_000_000L * STX))).isOk();
  }

  @Test
  void oneIsAValidatorOnce() {
    register(keeper);
    assertThat(as(keeper).registerValidator(uint(VALIDATOR_STAKE))).isErr(ERR_ALREADY_REGISTERED);
  }

  @Test
  void whoCannotPayIsTold() {
    var poor = somebody("poor", VALIDATOR_STAKE - 1);
    assertThat(as(poor).registerValidator(uint(VALIDATOR_STAKE))).isErr(ERR_PAY_IN);
    chain.mintStx(poor, 1);
    register(poor);
    assertThat(as(poor).topUpValidator(uint(1))).isErr(ERR_PAY_IN);
  }

  @Test
  void strangersHaveNoValidatorToStrengthenOrTakeBack() {
    assertThat(as(keeper).topUpValidator(uint(1))).isErr(ERR_NO_VALIDATOR);
    assertThat(as(keeper).requestValidatorUnstake()).isErr(ERR_NO_VALIDATOR);
    assertThat(as(keeper).withdrawValidatorStake()).isErr(ERR_NO_VALIDATOR);
  }

  @Test
  void toppingUpAddsToTheStake() {
    register(keeper);
    var before = wallets();
    returnsEvent(
        as(keeper).topUpValidator(uint(5)),
        event(
            "validator-topped-up", "validator", keeper, "amount", 5, "stake", VALIDATOR_STAKE + 5));
    assertThat(before.changes()).isEqualTo(Map.of("keeper", -5L, "vault", 5L));
    assertThat(validator(keeper).stake()).isEqualTo(uint(VALIDATOR_STAKE + 5));
  }

  @Test
  void aTopUpIsOneMicroStxAtLeastAndTenBillionStxAtMost() {
    register(keeper);
    for (var amount : List.of(uint(0), uint(10_000_000_000L * STX + 1), Uint.MAX)) {
      assertThat(as(keeper).topUpValidator(amount)).isErr(ERR_BAD_AMOUNT);
    }
    assertThat(as(keeper).topUpValidator(uint(1))).isOk();
  }

  @Test
  void aTopUpAfterASlashMustReachTheMinimum() {
    var bid = voted(voting(85, 40, 6, 1), 80);
    verdict(bid);
    var absent = voters(bid).getLast();
    var lost = VALIDATOR_STAKE - number(validator(absent).stake());
    assertThat(lost).isPositive();
    assertThat(as(absent).topUpValidator(uint(lost - 1))).isErr(ERR_BAD_AMOUNT);
    assertThat(as(absent).topUpValidator(uint(lost))).isOk();
    assertThat(validator(absent).stake()).isEqualTo(uint(VALIDATOR_STAKE));
  }

  @Test
  void leavingNamesTheEndOfTheUnbonding() {
    register(keeper);
    var before = wallets();
    var unlock = inBlocks(UNBONDING);
    returnsEvent(
        as(keeper).requestValidatorUnstake(),
        event("validator-unstaking", "validator", keeper, "unlock", unlock));
    assertThat(validator(keeper).unlock().orElseThrow().toClarity()).isEqualTo(unlock);
    assertThat(before.changes()).isEmpty();
  }

  @Test
  void whoLeavesNeitherTopsUpNorLeavesAgainNorRegistersAgain() {
    register(keeper);
    as(keeper).requestValidatorUnstake().value().ok();
    assertThat(as(keeper).topUpValidator(uint(1))).isErr(ERR_CLOSED);
    assertThat(as(keeper).requestValidatorUnstake()).isErr(ERR_CLOSED);
    assertThat(as(keeper).registerValidator(uint(VALIDATOR_STAKE))).isErr(ERR_ALREADY_REGISTERED);
  }

  @Test
  void theStakeComesBackOnceTheUnbondingHasPassed() {
    register(keeper);
    assertThat(as(keeper).withdrawValidatorStake()).isErr(ERR_STAKE_LOCKED);
    as(keeper).requestValidatorUnstake().value().ok();
    var end = burn() + UNBONDING;
    mineTo(end);
    assertThat(as(keeper).withdrawValidatorStake()).isErr(ERR_STAKE_LOCKED);
    mineTo(end + 1);
    var before = wallets();

    var receipt = as(keeper).withdrawValidatorStake();

    returnsEvent(
        receipt,
        event("validator-withdrawn", "validator", keeper, "slot", 0, "amount", VALIDATOR_STAKE));
    assertThat(before.changes())
        .isEqualTo(Map.of("keeper", VALIDATOR_STAKE, "vault", -VALIDATOR_STAKE));
    assertThat(market.maps().validators(keeper)).isEmpty();
    assertThat(market.getCounts().validators()).isEqualTo(Uint.ZERO);
    assertThat(as(keeper).withdrawValidatorStake()).isErr(ERR_NO_VALIDATOR);
  }

  @Test
  void aStakeWithASeatStaysUntilTheVerdict() {
    judges(1);
    var bid = drawn(contested(provider, 85, 40));
    var judge = judges.getFirst();
    as(judge).requestValidatorUnstake().value().ok();
    mineTo(burn() + UNBONDING + 1);
    assertThat(as(judge).withdrawValidatorStake()).isErr(ERR_STAKE_LOCKED);
    verdict(bid);
    assertThat(as(judge).withdrawValidatorStake()).isOk();
  }

  @Test
  void slotsAreGivenInOrderAndGivenBackOnesFirst() {
    var one = register(somebody("one", 2 * VALIDATOR_STAKE));
    var two = register(somebody("two", VALIDATOR_STAKE));
    assertThat(slot(two)).isEqualTo(1);
    as(one).requestValidatorUnstake().value().ok();
    as(two).requestValidatorUnstake().value().ok();
    mineTo(burn() + UNBONDING + 1);
    as(one).withdrawValidatorStake().value().ok();
    as(two).withdrawValidatorStake().value().ok();
    assertThat(market.maps().slots(uint(0))).isEmpty();
    assertThat(slot(register(somebody("three", VALIDATOR_STAKE)))).isEqualTo(1);
    assertThat(slot(register(one))).isEqualTo(0);
    assertThat(slot(register(somebody("four", VALIDATOR_STAKE)))).isEqualTo(2);
    assertThat(market.getCounts().validators()).isEqualTo(uint(3));
  }

  @Test
  void aStakeWeighsFromTwoGenerationsLater() {
    var now = generation();
    register(keeper);
    assertThat(weight(now)).isZero();
    assertThat(weight(now + 1)).isZero();
    assertThat(weight(now + 2)).isEqualTo(VALIDATOR_STAKE);
    mineTo(startOf(now + 1));
    as(keeper).topUpValidator(uint(7)).value().ok();
    assertThat(weight(now)).isZero();
    assertThat(weight(now + 2)).isEqualTo(VALIDATOR_STAKE);
    assertThat(weight(now + 3)).isEqualTo(VALIDATOR_STAKE + 7);
    mineTo(startOf(now + 3));
    assertThat(weight(now + 2)).isEqualTo(VALIDATOR_STAKE);
    assertThat(weight(now + 3)).isEqualTo(VALIDATOR_STAKE + 7);
    assertThat(weight(now + 9)).isEqualTo(VALIDATOR_STAKE + 7);
  }

  @Test
  void whoLeavesWeighsForTwoGenerationsStill() {
    register(keeper);
    mineTo(startOf(generation() + 4));
    var now = generation();
    as(keeper).requestValidatorUnstake().value().ok();
    assertThat(weight(now - 1)).isEqualTo(VALIDATOR_STAKE);
    assertThat(weight(now + 1)).isEqualTo(VALIDATOR_STAKE);
    assertThat(weight(now + 2)).isZero();
  }

  @Test
  void olderWeightsThanThoseOfTheLastGenerationAreForgotten() {
    register(keeper);
    mineTo(startOf(generation() + 3));
    assertThat(weight(generation() - 1)).isEqualTo(VALIDATOR_STAKE);
    mineTo(startOf(generation() + 1));
    assertThat(weight(generation() - 2)).isZero();
  }

  @Test
  void changesOfOneGenerationActTogether() {
    var now = generation();
    register(keeper);
    as(keeper).topUpValidator(uint(1)).value().ok();
    as(keeper).topUpValidator(uint(2)).value().ok();
    assertThat(weight(now + 1)).isZero();
    assertThat(weight(now + 2)).isEqualTo(VALIDATOR_STAKE + 3);
  }

  @Test
  void aSlashedStakeBelowItsMinimumWeighsNothing() {
    var bid = voted(voting(85, 40, 6, 1), 80);
    verdict(bid);
    var now = generation();
    var absent = voters(bid).getLast();
    assertThat(number(validator(absent).stake())).isLessThan(VALIDATOR_STAKE);
    assertThat(weight(now + 1)).isEqualTo(2 * VALIDATOR_STAKE);
    assertThat(weight(now + 2)).isEqualTo(VALIDATOR_STAKE);
    as(absent).topUpValidator(uint(VALIDATOR_STAKE)).value().ok();
    assertThat(weight(now + 2))
        .isEqualTo(2 * VALIDATOR_STAKE + number(validator(absent).stake()) - VALIDATOR_STAKE);
  }

  @Test
  void aSlashedStakeAboveItsMinimumWeighsWhatIsLeft() {
    var heavy = somebody("heavy", 3 * VALIDATOR_STAKE);
    as(heavy).registerValidator(uint(3 * VALIDATOR_STAKE)).value().ok();
    mineTo(startOf(generation() + 2));
    var bid = drawn(contested(provider, 85, 40));
    mineTo(revealBy(bid) + 1);
    verdict(bid);
    var left = number(validator(heavy).stake());
    assertThat(left).isLessThan(3 * VALIDATOR_STAKE);
    assertThat(weight(generation() + 2)).isEqualTo(left);
  }

  @Test
  void moreThanSixteenValidatorsFillMoreThanOneNode() {
    var now = generation();
    for (int i = 0; i < 17; i++) register(somebody("validator " + i, VALIDATOR_STAKE));
    assertThat(weight(now + 2)).isEqualTo(17 * VALIDATOR_STAKE);
    mineTo(startOf(now + 2));
    var drawn = market.getDraw(HASH, uint(now + 2), provider, developer).voters();
    assertThat(drawn)
        .hasSize(7)
        .allSatisfy(voter -> assertThat(market.maps().validators(voter)).isPresent());
  }

  @Test
  void theLastOfAllPlacesIsTakenAndDrawnAndThenTheyAreFull(@TempDir Path folder) {
    open(
        ProjectVariant.of(folder)
            .replace(
                "neural-training-market",
                "(define-data-var slot-count uint u0)",
                "(define-data-var slot-count uint u65535)"));
    var last = register(somebody("last", VALIDATOR_STAKE));
    assertThat(slot(last)).isEqualTo(65_535);
    assertThat(as(keeper).registerValidator(uint(VALIDATOR_STAKE))).isErr(ERR_VALIDATORS_FULL);
    mineTo(startOf(generation() + 2));
    assertThat(market.getDraw(HASH, uint(generation()), provider, developer).voters())
        .hasSize(7)
        .containsOnly(last);
  }

  private StandardPrincipal register(StandardPrincipal who) {
    as(who).registerValidator(uint(VALIDATOR_STAKE)).value().ok();
    return who;
  }

  private long slot(StandardPrincipal who) {
    return number(validator(who).slot());
  }

  /** Sum of all weights in a generation. */
  private long weight(long generation) {
    return number(market.getDraw(HASH, uint(generation), provider, developer).weight());
  }
}
