package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Nobody can hold the others up by not answering: from every waiting state a keeper alone, with
 * nothing at stake, brings the bid to its end, is tipped for each step, and everybody can have what
 * is theirs.
 */
class TimeoutsTest extends MarketStage {

  @Test
  void aQueuedBidEnds() {
    var dataset = dataset();
    bidOn(dataset, AMOUNT, TIME, 4_320);
    var bid = bidOn(dataset);
    mineTo(deadline(bid) - TIME + 1);
    as(keeper).expireBid(bid).value().ok();
    assertThat(balance(developer)).isEqualTo(AMOUNT + TIPS - TIP);
    assertOver(bid, 1);
  }

  @Test
  void aRunningBidEnds() {
    var bid = bid();
    mineTo(deadline(bid) + 1);
    as(keeper).expireBid(bid).value().ok();
    assertThat(balance(developer)).isEqualTo(AMOUNT + TIPS - TIP);
    assertOver(bid, 1);
  }

  @Test
  void aDeliveredBidEnds() {
    var bid = delivered();
    mineTo(deadline(bid) + 1);
    as(keeper).expireBid(bid).value().ok();
    assertOver(bid, 1);
  }

  @Test
  void aClaimedBidEnds() {
    var bid = claimed(provider, 85);
    mineTo(deadline(bid) + 1);
    as(keeper).settleUnanswered(bid).value().ok();
    assertOver(bid, 1);
  }

  @Test
  void aContestNobodyCanJudgeEnds() {
    var bid = contested(provider, 85, 40);
    mineTo(burn() + 4);
    as(keeper).drawCommittee(bid).value().ok();
    assertOver(bid, 1);
  }

  @Test
  void aContestNobodyDrawsForInTimeEnds() {
    judges(1);
    var bid = contested(provider, 85, 40);
    for (int round = 1; round <= 3; round++) {
      mineTo(startOf(generation() + 2));
      as(keeper).drawCommittee(bid).value().ok();
    }
    assertOver(bid, 3);
  }

  @Test
  void aSilentCommitteeIsFollowedByAnotherAndThenTheBidEnds() {
    judges(1);
    var bid = drawn(contested(provider, 85, 40));
    mineTo(revealBy(bid) + 1);
    as(keeper).finalizeVerdict(bid).value().ok();
    as(judges.getFirst()).topUpValidator(uint(VALIDATOR_STAKE)).value().ok();
    drawn(bid);
    mineTo(revealBy(bid) + 1);
    as(keeper).finalizeVerdict(bid).value().ok();
    assertOver(bid, 4);
  }

  @Test
  void aSilentCommitteeWithNobodyToFollowItEnds() {
    judges(1);
    var bid = drawn(contested(provider, 85, 40));
    mineTo(revealBy(bid) + 1);
    as(keeper).finalizeVerdict(bid).value().ok();
    mineTo(startOf(generation() + 2));
    assertThat(as(keeper).drawCommittee(bid).value().ok().outcome()).isEqualTo("missed");
    mineTo(burn() + 4);
    assertThat(as(keeper).drawCommittee(bid).value().ok().outcome()).isEqualTo("nobody");
    assertOver(bid, 4);
  }

  @Test
  void afterItsBidsADatasetCanAlwaysBeLeft() {
    var bid = bid();
    as(provider).requestDatasetUnstake(uint(1)).value().ok();
    mineTo(burn() + UNBONDING + 1);
    as(keeper).expireBid(bid).value().ok();
    assertThat(as(provider).withdrawDatasetStake(uint(1))).hasStxTransfer(STAKE, vault, provider);
  }

  @Test
  void aCommitteeThatOutlivesTheDatasetsUnbondingHoldsItsStakeOnlyUntilItsVerdict() {
    judges(1);
    var bid = contested(provider, 85, 40);
    as(provider).requestDatasetUnstake(uint(1)).value().ok();
    drawn(bid);
    mineTo(burn() + UNBONDING + 1);
    as(keeper).finalizeVerdict(bid).value().ok();
    for (int round = 2; round <= 3; round++) {
      mineTo(startOf(generation() + 2));
      as(keeper).drawCommittee(bid).value().ok();
    }
    assertThat(state(bid)).isEqualTo(SETTLED);
    assertThat(as(provider).withdrawDatasetStake(uint(1))).isOk();
  }

  /** The keeper has earned its tips, nothing is left in the bid, everybody takes what is theirs. */
  private void assertOver(Uint bid, int tips) {
    assertThat(state(bid)).isIn(SETTLED, REFUNDED);
    assertThat(bid(bid).escrow()).isEqualTo(Uint.ZERO);
    assertThat(balance(keeper)).isEqualTo(tips * TIP);
    for (var who : List.of(provider, developer)) {
      if (state(bid) == SETTLED && due(bid, who) > 0) {
        as(who).claimValidationReward(model(bid)).value().ok();
      }
      assertThat(state(bid) == SETTLED ? due(bid, who) : 0).isZero();
      withdrawAll(who);
    }
    withdrawAll(keeper);
  }

  private void withdrawAll(StandardPrincipal who) {
    if (balance(who) > 0) as(who).withdrawBalance(uint(balance(who))).value().ok();
    assertThat(balance(who)).isZero();
  }
}
