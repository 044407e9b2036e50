package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A pause stops what opens something new, and nothing else. */
class PauseTest extends MarketStage {

  @Test
  void aPauseBlocksOpenings() {
    var dataset = dataset();
    pause();
    assertThat(as(provider).registerDataset(uint(STAKE), URI)).isErr(ERR_PAUSED);
    assertThat(as(developer).placeComputationBid(dataset, uint(AMOUNT), uint(TIME), uint(DEADLINE)))
        .isErr(ERR_PAUSED);
    assertThat(
            as(developer)
                .placeComputationBidWithHoldout(
                    dataset, uint(AMOUNT), uint(TIME), uint(DEADLINE), HASH))
        .isErr(ERR_PAUSED);
    assertThat(as(keeper).registerValidator(uint(VALIDATOR_STAKE))).isErr(ERR_PAUSED);
  }

  @Test
  void whatIsOpenGoesOnToItsEnd() {
    judges(2);
    var dataset = dataset();
    var first = bidOn(dataset);
    var waiting = bidOn(dataset);
    var cancelled = bidOn(dataset, AMOUNT / 2, TIME, DEADLINE);
    pause();

    assertThat(as(developer).cancelBid(cancelled)).isOk();
    assertThat(as(provider).setTerms(dataset, uint(0), uint(2))).isOk();
    assertThat(state(waiting)).as("matched in a pause").isEqualTo(RUNNING);
    assertThat(as(provider).topUpDataset(dataset, uint(1))).isOk();
    assertThat(as(judges.getFirst()).topUpValidator(uint(1))).isOk();
    claimed(delivered(waiting), provider, 85);
    as(developer).acceptResult(waiting).value().ok();
    claimed(delivered(first), provider, 85);
    assertThat(as(developer).contestResult(first, uint(40))).isOk();
    drawn(first);
    voted(first, 80, 80);
    verdict(first);
    assertThat(as(provider).claimValidationReward(model(first))).isOk();
    assertThat(as(developer).withdrawBalance(uint(AMOUNT / 2 + TIPS))).isOk();
    assertThat(as(provider).requestDatasetUnstake(dataset)).isOk();
    assertThat(as(judges.getFirst()).requestValidatorUnstake()).isOk();
    chain.transferStx(1, vault, keeper);
    assertThat(as(keeper).skim()).isOk();
  }

  @Test
  void timeoutsAndExitsIgnoreIt() {
    var silent = claimed(provider, 85);
    var expiring = bid();
    var leaving = dataset();
    as(provider).requestDatasetUnstake(leaving).value().ok();
    as(keeper).registerValidator(uint(VALIDATOR_STAKE)).value().ok();
    as(keeper).requestValidatorUnstake().value().ok();
    mineTo(burn() + UNBONDING - 100);
    pause();
    mineTo(burn() + 101);
    assertThat(governance.isPaused()).isTrue();
    assertThat(as(keeper).settleUnanswered(silent)).isOk();
    assertThat(as(keeper).expireBid(expiring)).isOk();
    assertThat(as(provider).withdrawDatasetStake(leaving)).isOk();
    assertThat(as(keeper).withdrawValidatorStake()).isOk();
  }

  @Test
  void afterThePauseOpeningsGoOn() {
    var dataset = dataset();
    pause();
    mineTo(burn() + 433);
    assertThat(as(provider).registerDataset(uint(STAKE), URI)).isOk();
    assertThat(as(keeper).registerValidator(uint(VALIDATOR_STAKE))).isOk();
    assertThat(state(bidOn(dataset))).isEqualTo(RUNNING);
  }

  private void pause() {
    var guardian = somebody("guardian", 0);
    var house = somebody("house", 0);
    governance
        .as(treasury)
        .finishBootstrap(house, guardian, List.of(vault), List.of())
        .value()
        .ok();
    governance.as(guardian).guardianPause().value().ok();
  }
}
