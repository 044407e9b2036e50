package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Registering a data set, setting its terms, strengthening and taking back its stake. */
class DatasetsTest extends MarketStage {

  @Test
  void registeringMovesTheStakeAndOpensTheDatasetWithAskZeroAndCapacityOne() {
    var before = wallets();

    var receipt = as(provider).registerDataset(uint(STAKE), URI);

    assertThat(receipt)
        .isOk(uint(1))
        .hasPrint(
            event(
                "dataset-registered",
                "dataset-id",
                1,
                "owner",
                provider,
                "metadata-uri",
                URI,
                "stake",
                STAKE,
                "floor",
                STAKE,
                "ask",
                0,
                "capacity",
                1,
                "running",
                0,
                "quality",
                0,
                "samples",
                0,
                "unbonding",
                UNBONDING,
                "unlock",
                Optional.empty()));
    assertThat(before.changes()).isEqualTo(Map.of("provider", -STAKE, "vault", STAKE));
    var dataset = dataset(uint(1));
    assertThat(dataset.owner()).isEqualTo(provider);
    assertThat(dataset.metadataUri()).isEqualTo(URI);
    assertThat(dataset.stake()).isEqualTo(uint(STAKE));
    assertThat(dataset.floor()).isEqualTo(uint(STAKE));
    assertThat(dataset.unbonding()).isEqualTo(uint(UNBONDING));
    assertThat(dataset.capacity()).isEqualTo(uint(1));
    assertThat(dataset.unlock()).isEmpty();
  }

  @Test
  void idsCountUpFromOneAndAreNeverGivenTwice() {
    dataset();
    as(provider).registerDataset(uint(STAKE - 1), URI);
    assertThat(dataset()).isEqualTo(uint(2));
    assertThat(market.vars().lastDatasetId()).isEqualTo(uint(2));
  }

  @Test
  void theStakeIsAtLeastTheMinimumAndAtMostTenBillionStx() {
    for (var amount :
        List.of(uint(0), uint(STAKE - 1), uint(10_000_000_000L * STX + 1), Uint.MAX)) {
      assertThat(as(provider).registerDataset(amount, URI)).isErr(ERR_BAD_AMOUNT).hasNoEvents();
    }
    var rich = somebody("rich", Long.MAX_VALUE / 4);
    assertThat(as(rich).registerDataset(uint(10_000_000_000L * STX), URI)).isOk(uint(1));
  }

  @Test
  void anEmptyUriIsRefused() {
    assertThat(as(provider).registerDataset(uint(STAKE), "")).isErr(ERR_BAD_URI);
  }

  @Test
  void whoCannotPayTheStakeIsTold() {
    var poor = somebody("poor", STAKE - 1);
    assertThat(as(poor).registerDataset(uint(STAKE), URI)).isErr(ERR_PAY_IN);
    assertThat(market.vars().lastDatasetId()).isEqualTo(Uint.ZERO);
  }

  @Test
  void theOwnerSetsAskAndCapacity() {
    var dataset = dataset();
    var before = wallets();
    returnsEvent(
        as(provider).setTerms(dataset, uint(7), uint(3)),
        event("terms-set", "dataset-id", dataset, "ask", 7, "capacity", 3));
    assertThat(dataset(dataset).ask()).isEqualTo(uint(7));
    assertThat(dataset(dataset).capacity()).isEqualTo(uint(3));
    assertThat(before.changes()).isEmpty();
  }

  @Test
  void anAskAboveTenBillionStxIsRefused() {
    var dataset = dataset();
    assertThat(as(provider).setTerms(dataset, uint(10_000_000_000L * STX + 1), uint(1)))
        .isErr(ERR_BAD_AMOUNT);
    assertThat(as(provider).setTerms(dataset, uint(10_000_000_000L * STX), Uint.MAX)).isOk();
  }

  @Test
  void toppingUpAddsToTheStake() {
    var dataset = dataset();
    var before = wallets();
    returnsEvent(
        as(provider).topUpDataset(dataset, uint(5)),
        event("dataset-topped-up", "dataset-id", dataset, "amount", 5, "stake", STAKE + 5));
    assertThat(before.changes()).isEqualTo(Map.of("provider", -5L, "vault", 5L));
    assertThat(dataset(dataset).stake()).isEqualTo(uint(STAKE + 5));
  }

  @Test
  void aTopUpIsOneMicroStxAtLeastAndTenBillionStxAtMost() {
    var dataset = dataset();
    for (var amount : List.of(uint(0), uint(10_000_000_000L * STX + 1), Uint.MAX)) {
      assertThat(as(provider).topUpDataset(dataset, amount)).isErr(ERR_BAD_AMOUNT);
    }
    assertThat(as(provider).topUpDataset(dataset, uint(1))).isOk();
  }

  @Test
  void aRequestClosesTheDatasetAndNamesTheEndOfTheUnbonding() {
    var dataset = dataset();
    var before = wallets();
    var unlock = inBlocks(UNBONDING);
    returnsEvent(
        as(provider).requestDatasetUnstake(dataset),
        event("dataset-closed", "dataset-id", dataset, "unlock", unlock));
    assertThat(dataset(dataset).unlock().orElseThrow().toClarity()).isEqualTo(unlock);
    assertThat(before.changes()).isEmpty();
  }

  @Test
  void aClosedDatasetTakesNoBidNoTermsNoStakeAndNoSecondRequest() {
    var dataset = dataset();
    as(provider).requestDatasetUnstake(dataset).value().ok();
    assertThat(as(provider).setTerms(dataset, uint(1), uint(1))).isErr(ERR_CLOSED);
    assertThat(as(provider).topUpDataset(dataset, uint(1))).isErr(ERR_CLOSED);
    assertThat(as(provider).requestDatasetUnstake(dataset)).isErr(ERR_CLOSED);
    assertThat(as(developer).placeComputationBid(dataset, uint(AMOUNT), uint(TIME), uint(DEADLINE)))
        .isErr(ERR_CLOSED);
  }

  @Test
  void theStakeComesBackOnceTheUnbondingHasPassed() {
    var dataset = dataset();
    as(provider).requestDatasetUnstake(dataset).value().ok();
    var end = burn() + UNBONDING;
    mineTo(end);
    assertThat(as(provider).withdrawDatasetStake(dataset)).isErr(ERR_STAKE_LOCKED);
    mineTo(end + 1);
    var before = wallets();

    var receipt = as(provider).withdrawDatasetStake(dataset);

    returnsEvent(receipt, event("dataset-withdrawn", "dataset-id", dataset, "amount", STAKE));
    assertThat(before.changes()).isEqualTo(Map.of("provider", STAKE, "vault", -STAKE));
    assertThat(dataset(dataset).stake()).isEqualTo(Uint.ZERO);
    assertThat(as(provider).withdrawDatasetStake(dataset)).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void withoutARequestTheStakeStays() {
    var dataset = dataset();
    mineTo(burn() + UNBONDING + 1);
    assertThat(as(provider).withdrawDatasetStake(dataset)).isErr(ERR_STAKE_LOCKED);
  }

  @Test
  void onlyTheOwnerDoesAnyOfThis() {
    var dataset = dataset();
    assertThat(as(keeper).setTerms(dataset, uint(1), uint(1))).isErr(ERR_NOT_AUTHORISED);
    assertThat(as(keeper).topUpDataset(dataset, uint(1))).isErr(ERR_NOT_AUTHORISED);
    assertThat(as(keeper).requestDatasetUnstake(dataset)).isErr(ERR_NOT_AUTHORISED);
    as(provider).requestDatasetUnstake(dataset).value().ok();
    mineTo(burn() + UNBONDING + 1);
    assertThat(as(keeper).withdrawDatasetStake(dataset)).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void anUnknownDatasetIsNamedSo() {
    assertThat(as(provider).setTerms(uint(1), uint(1), uint(1))).isErr(ERR_NO_DATASET);
    assertThat(as(provider).topUpDataset(uint(1), uint(1))).isErr(ERR_NO_DATASET);
    assertThat(as(provider).requestDatasetUnstake(uint(1))).isErr(ERR_NO_DATASET);
    assertThat(as(provider).withdrawDatasetStake(uint(1))).isErr(ERR_NO_DATASET);
    assertThat(as(developer).placeComputationBid(uint(1), uint(AMOUNT), uint(TIME), uint(DEADLINE)))
        .isErr(ERR_NO_DATASET);
  }

  @Test
  void qualityIsTheFirstScoreThenAMovingAverage() {
    var dataset = dataset();
    settledAt(dataset, 90);
    assertThat(dataset(dataset).quality()).isEqualTo(uint(9_000));
    assertThat(dataset(dataset).samples()).isEqualTo(uint(1));
    settledAt(dataset, 61);
    assertThat(dataset(dataset).quality()).isEqualTo(uint((7 * 9_000 + 6_100) / 8));
    assertThat(dataset(dataset).samples()).isEqualTo(uint(2));
  }

  private void settledAt(Uint dataset, long score) {
    var bid = claimed(delivered(bidOn(dataset)), provider, score);
    as(developer).acceptResult(bid).value().ok();
  }
}
