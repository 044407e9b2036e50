package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.buff;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Uint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Placing a bid, what it costs, what it keeps, and how it ends before there is a result. */
class BidsTest extends MarketStage {

  @Test
  void aBidThatMeetsTheAskIsMatchedInTheCallAndGetsAModel() {
    var dataset = dataset();
    var before = wallets();
    var deadline = inBlocks(DEADLINE);

    var receipt = place(dataset, AMOUNT, TIME, DEADLINE);

    assertThat(receipt)
        .isOk(uint(1))
        .hasStxTransfer(AMOUNT + TIPS, developer, vault)
        .hasPrint(
            event(
                "bid-matched",
                "bid-id",
                1,
                "dataset-id",
                dataset,
                "model-id",
                1,
                "state",
                RUNNING));
    assertThat(topics(receipt)).containsExactly("bid-placed", "bid-matched");
    assertThat(before.changes())
        .isEqualTo(Map.of("developer", -(AMOUNT + TIPS), "vault", AMOUNT + TIPS));
    var bid = bid(uint(1));
    assertThat(bid.datasetId()).isEqualTo(dataset);
    assertThat(bid.developer()).isEqualTo(developer);
    assertThat(bid.provider()).isEqualTo(provider);
    assertThat(bid.amount()).isEqualTo(uint(AMOUNT));
    assertThat(bid.time()).isEqualTo(uint(TIME));
    assertThat(bid.escrow()).isEqualTo(uint(AMOUNT + TIPS));
    assertThat(bid.deadline().toClarity()).isEqualTo(deadline);
    assertThat(bid.holdoutHash()).isEmpty();
    assertThat(bid.state()).isEqualTo(uint(RUNNING));
    assertThat(bid.modelId()).isEqualTo(uint(1));
    assertThat(bid.finalScore()).isEmpty();
    assertThat(market.maps().models(uint(1))).contains(uint(1));
    assertThat(dataset(dataset).running()).isEqualTo(uint(1));
  }

  @Test
  void theEventOfABidTellsAllOfItAndTheTermsItKeeps() {
    var dataset = dataset();
    var deadline = inBlocks(DEADLINE);

    var receipt = place(dataset, AMOUNT, TIME, DEADLINE);

    var placed = prints(receipt.receipt()).findFirst().orElseThrow();
    assertThat(placed.get("bid-id")).isEqualTo(uint(1));
    assertThat(placed.get("dataset-id")).isEqualTo(dataset);
    assertThat(placed.get("developer")).isEqualTo(developer);
    assertThat(placed.get("provider")).isEqualTo(provider);
    assertThat(placed.get("amount")).isEqualTo(uint(AMOUNT));
    assertThat(placed.get("time")).isEqualTo(uint(TIME));
    assertThat(placed.get("escrow")).isEqualTo(uint(AMOUNT + TIPS));
    assertThat(placed.get("deadline")).isEqualTo(deadline);
    assertThat(placed.get("state")).isEqualTo(uint(QUEUED));
    assertThat(placed.get("terms"))
        .isEqualTo(
            tuple(
                "threshold", uint(80),
                "slash-line", uint(50),
                "committee-fee", uint(FEE),
                "contest-window", uint(CONTEST_WINDOW),
                "commit-window", uint(COMMIT_WINDOW),
                "reveal-window", uint(REVEAL_WINDOW),
                "keeper-tip", uint(TIP),
                "dataset-slash-bps", uint(5_000),
                "outlier-slash-bps", uint(250),
                "no-show-slash-bps", uint(200),
                "outlier-distance", uint(10),
                "bounty-bps", uint(2_000)));
    assertThat(market.maps().bidTerms(uint(1)).orElseThrow().toClarity())
        .isEqualTo(placed.get("terms"));
  }

  @Test
  void theHoldoutHashIsFixedWithTheBid() {
    var dataset = dataset();
    assertThat(
            as(developer)
                .placeComputationBidWithHoldout(
                    dataset, uint(AMOUNT), uint(TIME), uint(DEADLINE), HASH))
        .isOk(uint(1));
    assertThat(bid(uint(1)).holdoutHash()).contains(HASH);
    assertThat(
            as(developer)
                .placeComputationBidWithHoldout(
                    dataset, uint(AMOUNT), uint(TIME), uint(DEADLINE), buff(new byte[31])))
        .isErr(ERR_BAD_HASH);
  }

  @Test
  void oneDoesNotBidOnOnesOwnDataset() {
    var dataset = dataset();
    assertThat(as(provider).placeComputationBid(dataset, uint(AMOUNT), uint(TIME), uint(DEADLINE)))
        .isErr(ERR_OWN_DATASET);
  }

  @Test
  void theAmountIsAtLeastTheMinimumAndAtMostTenBillionStx() {
    var dataset = dataset();
    for (var amount : List.of(uint(0), uint(99_999), uint(10_000_000_000L * STX + 1), Uint.MAX)) {
      assertThat(as(developer).placeComputationBid(dataset, amount, uint(TIME), uint(DEADLINE)))
          .isErr(ERR_BAD_AMOUNT)
          .hasNoEvents();
    }
    assertThat(place(dataset, 100_000, TIME, DEADLINE)).isOk(uint(1));
  }

  @Test
  void tenBillionStxAreStillABid() {
    var dataset = dataset();
    var rich = somebody("rich", Long.MAX_VALUE / 4);
    var most = 10_000_000_000L * STX;
    assertThat(as(rich).placeComputationBid(dataset, uint(most), uint(TIME), uint(DEADLINE)))
        .isOk(uint(1))
        .hasStxTransfer(most + TIPS, rich, vault);
  }

  @Test
  void theDeadlineKeepsItsBounds() {
    var dataset = dataset();
    assertThat(place(dataset, AMOUNT, 1, 99)).isErr(ERR_BAD_TIME);
    assertThat(place(dataset, AMOUNT, 1, 4_321)).isErr(ERR_BAD_TIME);
    assertThat(as(developer).placeComputationBid(dataset, uint(AMOUNT), uint(1), Uint.MAX))
        .isErr(ERR_BAD_TIME);
    assertThat(place(dataset, AMOUNT, 1, 100)).isOk(uint(1));
    assertThat(place(dataset, AMOUNT, 1, 4_320)).isOk(uint(2));
  }

  @Test
  void theComputationTakesSomeTimeAndEndsByTheDeadline() {
    var dataset = dataset();
    assertThat(place(dataset, AMOUNT, 0, DEADLINE)).isErr(ERR_BAD_TIME);
    assertThat(place(dataset, AMOUNT, DEADLINE + 1, DEADLINE)).isErr(ERR_BAD_TIME);
    assertThat(as(developer).placeComputationBid(dataset, uint(AMOUNT), Uint.MAX, uint(DEADLINE)))
        .isErr(ERR_BAD_TIME);
    assertThat(place(dataset, AMOUNT, DEADLINE, DEADLINE)).isOk(uint(1));
  }

  @Test
  void whoCannotPayAmountAndTipsIsTold() {
    var dataset = dataset();
    var poor = somebody("poor", AMOUNT + TIPS - 1);
    assertThat(as(poor).placeComputationBid(dataset, uint(AMOUNT), uint(TIME), uint(DEADLINE)))
        .isErr(ERR_PAY_IN);
    chain.mintStx(poor, 1);
    assertThat(as(poor).placeComputationBid(dataset, uint(AMOUNT), uint(TIME), uint(DEADLINE)))
        .isOk(uint(1));
  }

  @Test
  void aDatasetSlashedBelowItsMinimumTakesNoBidUntilItIsToppedUp() {
    var dataset = slashedDataset();
    assertThat(dataset(dataset).stake()).isEqualTo(uint(STAKE / 2));
    assertThat(place(dataset, AMOUNT, TIME, DEADLINE)).isErr(ERR_STAKE_TOO_LOW);
    as(provider).topUpDataset(dataset, uint(STAKE / 2 - 1)).value().ok();
    assertThat(place(dataset, AMOUNT, TIME, DEADLINE)).isErr(ERR_STAKE_TOO_LOW);
    as(provider).topUpDataset(dataset, uint(1)).value().ok();
    assertThat(place(dataset, AMOUNT, TIME, DEADLINE)).isOk(uint(2));
    assertThat(state(uint(2))).isEqualTo(RUNNING);
  }

  @Test
  void modelIdsAreGivenAtTheMatchAndBelongToOneBid() {
    var dataset = dataset();
    var first = bidOn(dataset);
    var waiting = bidOn(dataset);
    var elsewhere = bidOn(dataset());
    assertThat(model(first)).isEqualTo(uint(1));
    assertThat(model(waiting)).isEqualTo(Uint.ZERO);
    assertThat(model(elsewhere)).isEqualTo(uint(2));
    mineTo(deadline(first) - TIME);
    as(provider).setTerms(dataset, uint(0), uint(2)).value().ok();
    assertThat(model(waiting)).isEqualTo(uint(3));
    assertThat(market.maps().models(uint(3))).contains(waiting);
  }

  @Test
  void aQueuedBidIsCancelledByItsDeveloperForAllItPaid() {
    var dataset = fullDataset();
    var bid = bidOn(dataset);
    var before = wallets();

    var receipt = as(developer).cancelBid(bid);

    returnsEvent(receipt, refunded(bid, "cancelled", AMOUNT + TIPS));
    assertThat(state(bid)).isEqualTo(REFUNDED);
    assertThat(bid(bid).escrow()).isEqualTo(Uint.ZERO);
    assertThat(balance(developer)).isEqualTo(AMOUNT + TIPS);
    assertThat(before.changes()).isEmpty();
    assertThat(queued(dataset)).isZero();
  }

  @Test
  void onlyItsDeveloperCancelsAndOnlyWhileItIsQueued() {
    var dataset = fullDataset();
    var queued = bidOn(dataset);
    assertThat(as(provider).cancelBid(queued)).isErr(ERR_NOT_AUTHORISED);
    assertThat(as(developer).cancelBid(uint(1))).isErr(ERR_STATE);
    as(developer).cancelBid(queued).value().ok();
    assertThat(as(developer).cancelBid(queued)).isErr(ERR_STATE);
    assertThat(as(developer).cancelBid(uint(9))).isErr(ERR_NO_BID);
  }

  @Test
  void aRunningBidWithoutAClaimIsRefundedAfterItsDeadline() {
    var bid = bid();
    var before = wallets();
    mineTo(deadline(bid));
    assertThat(as(keeper).expireBid(bid)).isErr(ERR_TOO_EARLY);
    mineTo(deadline(bid) + 1);

    var receipt = as(keeper).expireBid(bid);

    returnsEvent(receipt, refunded(bid, "unclaimed", AMOUNT + TIPS - TIP));
    assertThat(receipt).hasPrint(tipped(bid));
    assertThat(topics(receipt)).containsExactly("keeper-tipped", "bid-refunded", "run-finished");
    assertThat(balance(developer)).isEqualTo(AMOUNT + TIPS - TIP);
    assertThat(balance(keeper)).isEqualTo(TIP);
    assertThat(before.changes()).isEmpty();
    assertThat(state(bid)).isEqualTo(REFUNDED);
  }

  @Test
  void aDeliveredBidWithoutAClaimIsRefundedToo() {
    var bid = delivered();
    mineTo(deadline(bid));
    assertThat(as(keeper).expireBid(bid)).isErr(ERR_TOO_EARLY);
    mineTo(deadline(bid) + 1);
    assertThat(as(keeper).expireBid(bid)).isOk();
    assertThat(balance(developer)).isEqualTo(AMOUNT + TIPS - TIP);
  }

  @Test
  void noClaimIsAQualitySampleOfZeroAndNoSlash() {
    var bid = bid();
    mineTo(deadline(bid) + 1);
    var receipt = as(keeper).expireBid(bid);
    assertThat(receipt)
        .hasPrint(
            event(
                "run-finished",
                "dataset-id",
                1,
                "stake",
                STAKE,
                "running",
                0,
                "quality",
                0,
                "samples",
                1));
    assertThat(dataset(uint(1)).stake()).isEqualTo(uint(STAKE));
    assertThat(dataset(uint(1)).running()).isEqualTo(Uint.ZERO);
    assertThat(dataset(uint(1)).samples()).isEqualTo(uint(1));
  }

  @Test
  void aQueuedBidExpiresOnceLessTimeIsLeftThanItNeeds() {
    var dataset = fullDataset();
    var bid = bidOn(dataset);
    mineTo(deadline(bid) - TIME);
    assertThat(as(keeper).expireBid(bid)).isErr(ERR_TOO_EARLY);
    mineTo(deadline(bid) - TIME + 1);

    var receipt = as(keeper).expireBid(bid);

    returnsEvent(receipt, refunded(bid, "expired", AMOUNT + TIPS - TIP));
    assertThat(receipt).hasPrint(tipped(bid));
    assertThat(queued(dataset)).isZero();
    assertThat(dataset(dataset).samples()).as("nobody failed").isEqualTo(Uint.ZERO);
    assertThat(dataset(dataset).running()).isEqualTo(uint(1));
  }

  @Test
  void whatIsClaimedOrOverDoesNotExpire() {
    var bid = claimed(provider, 85);
    mineTo(deadline(bid) + DEADLINE);
    assertThat(as(keeper).expireBid(bid)).isErr(ERR_STATE);
    as(keeper).settleUnanswered(bid).value().ok();
    assertThat(as(keeper).expireBid(bid)).isErr(ERR_STATE);
    assertThat(as(keeper).expireBid(uint(9))).isErr(ERR_NO_BID);
  }

  private TypedReceipt<Response<Uint, Uint>> place(
      Uint dataset, long amount, long time, long deadline) {
    return as(developer).placeComputationBid(dataset, uint(amount), uint(time), uint(deadline));
  }

  /** A data set whose one slot is taken by bid 1, for long. */
  private Uint fullDataset() {
    var dataset = dataset();
    bidOn(dataset, AMOUNT, TIME, 4_320);
    return dataset;
  }

  private Uint slashedDataset() {
    var bid = claimed(developer, 10);
    as(provider).acceptResult(bid).value().ok();
    return bid(bid).datasetId();
  }
}
