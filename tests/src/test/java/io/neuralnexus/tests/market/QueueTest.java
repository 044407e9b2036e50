package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The 32 bids that wait for a data set: their order, who gives way, and when they are matched. */
class QueueTest extends MarketStage {

  @Test
  void aBidBelowTheAskWaits() {
    var dataset = dataset();
    as(provider).setTerms(dataset, uint(AMOUNT / TIME + 1), uint(1)).value().ok();
    var bid = bidOn(dataset);
    assertThat(state(bid)).isEqualTo(QUEUED);
    assertThat(queue(dataset)).containsExactly(bid);
    assertThat(dataset(dataset).running()).isEqualTo(Uint.ZERO);
  }

  @Test
  void aBidThatMeetsTheAskExactlyRuns() {
    var dataset = dataset();
    as(provider).setTerms(dataset, uint(AMOUNT / TIME), uint(1)).value().ok();
    assertThat(state(bidOn(dataset))).isEqualTo(RUNNING);
  }

  @Test
  void aBidWithoutAFreeSlotWaits() {
    var dataset = dataset();
    bidOn(dataset);
    var second = bidOn(dataset);
    assertThat(state(second)).isEqualTo(QUEUED);
    assertThat(dataset(dataset).running()).isEqualTo(uint(1));
  }

  @Test
  void theQueueIsSortedByPricePerTimeAndTiesByAge() {
    var dataset = closedSlots();
    var middle = bidOn(dataset, 300_000, 100, DEADLINE);
    var worst = bidOn(dataset, 200_000, 100, DEADLINE);
    var best = bidOn(dataset, 400_000, 100, DEADLINE);
    var tie = bidOn(dataset, 150_000, 50, DEADLINE);
    var between = bidOn(dataset, 100_000, 40, DEADLINE);
    assertThat(queue(dataset)).containsExactly(best, middle, tie, between, worst);
  }

  @Test
  void aFullQueueRefusesWhoDoesNotBeatItsWorst() {
    var dataset = fullQueue();
    var before = wallets();
    assertThat(as(developer).placeComputationBid(dataset, uint(100_001), uint(100), uint(DEADLINE)))
        .isErr(ERR_QUEUE_FULL);
    assertThat(before.changes()).isEmpty();
    assertThat(market.vars().lastBidId()).isEqualTo(uint(32));
  }

  @Test
  void whoBeatsTheWorstTakesItsPlaceAndTheWorstGetsItsMoneyBack() {
    var dataset = fullQueue();
    var worst = queue(dataset).getLast();
    assertThat(worst).isEqualTo(uint(1));
    var before = wallets();

    var receipt = as(keeper).placeComputationBid(dataset, uint(100_002), uint(100), uint(DEADLINE));

    assertThat(receipt).isOk(uint(33)).hasPrint(refunded(worst, "outbid", 100_001 + TIPS));
    assertThat(state(worst)).isEqualTo(REFUNDED);
    assertThat(balance(developer)).isEqualTo(100_001 + TIPS);
    assertThat(before.changes())
        .isEqualTo(Map.of("keeper", -(100_002 + TIPS), "vault", 100_002 + TIPS));
    var queue = queue(dataset);
    assertThat(queue).hasSize(32).startsWith(uint(32)).endsWith(uint(2), uint(33));
    assertThat(as(developer).cancelBid(worst)).isErr(ERR_STATE);
  }

  @Test
  void theBestNewcomerOfAFullQueueStandsFirst() {
    var dataset = fullQueue();
    var best = bidOn(dataset, AMOUNT, 1, DEADLINE);
    assertThat(queue(dataset)).hasSize(32).startsWith(best, uint(32)).endsWith(uint(2));
  }

  @Test
  void leavingFromTheMiddleKeepsTheOrder() {
    var dataset = closedSlots();
    var bids = List.of(waiting(dataset, 3), waiting(dataset, 2), waiting(dataset, 1));
    as(developer).cancelBid(bids.get(1)).value().ok();
    assertThat(queue(dataset)).containsExactly(bids.get(0), bids.get(2));
    as(developer).cancelBid(bids.get(2)).value().ok();
    assertThat(queue(dataset)).containsExactly(bids.get(0));
    as(developer).cancelBid(bids.get(0)).value().ok();
    assertThat(queue(dataset)).isEmpty();
  }

  @Test
  void raisingTheCapacityMatchesTheBestThatFit() {
    var dataset = closedSlots();
    var second = waiting(dataset, 2);
    var first = waiting(dataset, 3);
    var third = waiting(dataset, 1);

    var receipt = as(provider).setTerms(dataset, uint(0), uint(2));

    assertThat(topics(receipt)).contains("bid-matched", "terms-set");
    assertThat(List.of(state(first), state(second), state(third)))
        .containsExactly(RUNNING, RUNNING, QUEUED);
    assertThat(model(first)).as("the best first").isEqualTo(uint(1));
    assertThat(model(second)).isEqualTo(uint(2));
    assertThat(queue(dataset)).containsExactly(third);
    assertThat(dataset(dataset).running()).isEqualTo(uint(2));
    assertThat(dataset(dataset).capacity()).isEqualTo(uint(2));
  }

  @Test
  void loweringTheAskMatchesThoseWhoMeetIt() {
    var dataset = dataset();
    as(provider).setTerms(dataset, uint(1_000_000), uint(5)).value().ok();
    var better = bidOn(dataset, 300_000, 100, DEADLINE);
    var worse = bidOn(dataset, 200_000, 100, DEADLINE);
    as(provider).setTerms(dataset, uint(3_001), uint(5)).value().ok();
    assertThat(state(better)).isEqualTo(QUEUED);
    as(provider).setTerms(dataset, uint(3_000), uint(5)).value().ok();
    assertThat(state(better)).isEqualTo(RUNNING);
    assertThat(state(worse)).isEqualTo(QUEUED);
    assertThat(queue(dataset)).containsExactly(worse);
  }

  @Test
  void loweringTheCapacityBelowWhatRunsMatchesNobodyUntilASlotIsFree() {
    var dataset = dataset();
    as(provider).setTerms(dataset, uint(0), uint(2)).value().ok();
    var first = bidOn(dataset);
    var second = bidOn(dataset);
    var third = bidOn(dataset);
    as(provider).setTerms(dataset, uint(0), uint(1)).value().ok();
    settle(first);
    assertThat(state(third)).as("one runs, one may").isEqualTo(QUEUED);
    settle(second);
    assertThat(state(third)).isEqualTo(RUNNING);
    assertThat(dataset(dataset).running()).isEqualTo(uint(1));
  }

  @Test
  void aSettlementGivesItsSlotToTheBestInTheQueue() {
    var dataset = dataset();
    var first = bidOn(dataset);
    var second = bidOn(dataset);
    settle(first);
    assertThat(state(second)).isEqualTo(RUNNING);
    assertThat(dataset(dataset).running()).isEqualTo(uint(1));
    assertThat(queue(dataset)).isEmpty();
  }

  @Test
  void anExpiryGivesItsSlotToTheQueueToo() {
    var dataset = dataset();
    var first = bidOn(dataset, AMOUNT, TIME, 100);
    var second = bidOn(dataset, AMOUNT, TIME, 4_320);
    mineTo(deadline(first) + 1);
    as(keeper).expireBid(first).value().ok();
    assertThat(state(second)).isEqualTo(RUNNING);
    assertThat(dataset(dataset).running()).isEqualTo(uint(1));
  }

  @Test
  void aSlashBelowTheMinimumHoldsTheQueueUntilTheTopUp() {
    var dataset = dataset();
    var first = bidOn(dataset);
    var second = bidOn(dataset);
    claimed(delivered(first), developer, 10);
    as(provider).acceptResult(first).value().ok();
    assertThat(state(second)).isEqualTo(QUEUED);
    as(provider).topUpDataset(dataset, uint(STAKE / 2 - 1)).value().ok();
    assertThat(state(second)).isEqualTo(QUEUED);
    as(provider).topUpDataset(dataset, uint(1)).value().ok();
    assertThat(state(second)).isEqualTo(RUNNING);
    assertThat(dataset(dataset).stake()).isEqualTo(uint(STAKE));
    assertThat(dataset(dataset).running()).isEqualTo(uint(1));
  }

  @Test
  void closingRefundsTheWholeQueueAndLeavesWhatRuns() {
    var dataset = dataset();
    var running = bidOn(dataset);
    var first = bidOn(dataset);
    var second = bidOn(dataset);

    var receipt = as(provider).requestDatasetUnstake(dataset);

    assertThat(receipt).hasPrint(refunded(second, "closed", AMOUNT + TIPS));
    assertThat(List.of(state(running), state(first), state(second)))
        .containsExactly(RUNNING, REFUNDED, REFUNDED);
    assertThat(balance(developer)).isEqualTo(2 * (AMOUNT + TIPS));
    assertThat(queue(dataset)).isEmpty();
  }

  @Test
  void aBidWithTooLittleTimeLeftIsRefundedInsteadOfMatched() {
    var dataset = closedSlots();
    var stale = bidOn(dataset, AMOUNT, 120, DEADLINE);
    var fresh = bidOn(dataset, AMOUNT / 2, 100, DEADLINE);
    mineTo(deadline(stale) - 120 + 1);

    var receipt = as(provider).setTerms(dataset, uint(0), uint(1));

    assertThat(receipt).hasPrint(refunded(stale, "expired", AMOUNT + TIPS));
    assertThat(state(stale)).isEqualTo(REFUNDED);
    assertThat(state(fresh)).isEqualTo(RUNNING);
  }

  @Test
  void aBidWithJustEnoughTimeLeftIsMatched() {
    var dataset = closedSlots();
    var bid = bidOn(dataset, AMOUNT, 120, DEADLINE);
    mineTo(deadline(bid) - 120);
    as(provider).setTerms(dataset, uint(0), uint(1)).value().ok();
    assertThat(state(bid)).isEqualTo(RUNNING);
  }

  @Test
  void queuesOfDatasetsDoNotTouchEachOther() {
    var one = closedSlots();
    var two = closedSlots();
    var onOne = waiting(one, 1);
    var onTwo = waiting(two, 1);
    as(provider).setTerms(one, uint(0), uint(1)).value().ok();
    assertThat(state(onOne)).isEqualTo(RUNNING);
    assertThat(state(onTwo)).isEqualTo(QUEUED);
    assertThat(queue(two)).containsExactly(onTwo);
  }

  private Uint closedSlots() {
    var dataset = dataset();
    as(provider).setTerms(dataset, uint(0), uint(0)).value().ok();
    return dataset;
  }

  /** A bid whose price per time has this rank among those made by this method. */
  private Uint waiting(Uint dataset, long rank) {
    return bidOn(dataset, 100_000 + rank, 100, DEADLINE);
  }

  /** 32 bids, each better than the one before. */
  private Uint fullQueue() {
    var dataset = closedSlots();
    for (int rank = 1; rank <= 32; rank++) waiting(dataset, rank);
    return dataset;
  }

  private void settle(Uint bid) {
    as(developer).acceptResult(claimed(delivered(bid), provider, 85)).value().ok();
  }
}
