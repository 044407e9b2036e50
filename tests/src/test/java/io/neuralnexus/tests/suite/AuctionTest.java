package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Marketplace.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.ComputationVerification;
import io.neuralnexus.tests.contracts.Marketplace.AcceptTrainingJob;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who runs a job, and for how much. */
class AuctionTest extends JobStage {
  @Test
  void aBidBindsStakeAndBond() {
    register(provider);
    var job = matched();

    var event = ok(bid(provider, job, 40 * STX));

    assertThat(event.topic()).isEqualTo("bid-on-job");
    assertThat(event.id()).isEqualTo(job);
    assertThat(event.provider()).isEqualTo(provider).isEqualTo(bid(job).provider());
    assertThat(event.price()).isEqualTo(uint(40 * STX)).isEqualTo(bid(job).price());
    assertThat(event.weighted()).isEqualTo(uint(60 * STX)).isEqualTo(bid(job).weighted());
    assertThat(event.outbid()).isEmpty();
    assertThat(event.bond()).isEqualTo(bid(job).bond());
    assertThat(stakeOf(provider).locked()).isEqualTo(uint(LOCKED));
    assertThat(vault.getHold(event.bond()).orElseThrow().amount()).isEqualTo(uint(BOND));
  }

  @Test
  void whoIsOutbidHasStakeAndBondBackAtOnce() {
    register(provider);
    register(rival());
    var job = matched();
    ok(bid(provider, job, BASE));

    var event = ok(bid(rival(), job, 49 * STX));

    assertThat(event.outbid()).contains(provider);
    assertThat(stakeOf(provider).locked()).isEqualTo(uint(0));
    assertThat(balance(provider)).isEqualTo(BOND);
    assertThat(bid(job).provider()).isEqualTo(rival());
  }

  @Test
  void aBidImprovesTheBestByTwoPercent() {
    register(provider);
    register(rival());
    var job = matched();
    ok(bid(provider, job, BASE));

    assertThat(bid(rival(), job, 49 * STX + 1)).isErr(ERR_BAD_BID);
    ok(bid(rival(), job, 49 * STX));
  }

  @Test
  void noBidDisplacesABidOfNothing() {
    register(provider);
    register(rival());
    var job = matched();
    ok(bid(provider, job, 0));
    assertThat(bid(rival(), job, 0)).isErr(ERR_BAD_BID);
  }

  @Test
  void aBetterReputationWinsAtAHigherPrice() {
    ok(market.as(keeper).finalizeJob(accepted()));
    register(rival());
    var job = matched();
    ok(bid(rival(), job, 48 * STX));

    var event = ok(bid(provider, job, 49 * STX));

    // 49 x (20,000 - 5,625) / 10,000 against 48 x 1.5
    assertThat(event.weighted()).isEqualTo(uint(70_437_500));
    assertThat(event.outbid()).contains(rival());
  }

  @Test
  void aBidIsAtMostTheBase() {
    register(provider);
    var job = matched();
    assertThat(bid(provider, job, BASE + 1)).isErr(ERR_BAD_BID);
    assertThat(
            market
                .as(provider)
                .bidOnJob(job, Uint.of(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE))))
        .isErr(ERR_BAD_BID);
  }

  @Test
  void aStakeCoversEachJobItIsBoundTo() {
    register(provider);
    ok(bid(provider, matched(), BASE));
    ok(bid(provider, matched(), BASE));
    assertThat(bid(provider, matched(), BASE)).isErr(Compensation.Error.ERR_BAD_AMOUNT);
  }

  @Test
  void bidsEndWithTheWindow() {
    register(provider);
    var job = matched();
    pass(WINDOW + 1);
    assertThat(bid(provider, job, BASE)).isErr(ERR_TOO_LATE);
  }

  @Test
  void anEarlyBidDoesNotMoveTheEnd() {
    register(provider);
    var job = matched("auction-window", uint(20));
    pass(10);
    ok(bid(provider, job, BASE));
    assertThat(bid(job).extensions()).isEqualTo(uint(0));
  }

  @Test
  void aLateBidMovesTheEndSixTimesAtMost() {
    register(provider);
    var job = matched("auction-window", uint(20));
    long price = BASE;
    pass(20);
    for (int i = 1; i <= 6; i++) {
      ok(bid(provider, job, price));
      assertThat(bid(job).extensions()).isEqualTo(uint(i));
      price = price * 97 / 100;
      pass(10);
    }
    ok(bid(provider, job, price));
    assertThat(bid(job).extensions()).isEqualTo(uint(6));
    pass(1);
    assertThat(bid(provider, job, price * 97 / 100)).isErr(ERR_TOO_LATE);
  }

  @Test
  void theFirstQualifiedProviderHasAJobOfFixedPrice() {
    register(provider);
    register(rival());
    var job = matched("fixed-price", bool(true));

    var event = ok(market.as(provider).acceptTrainingJob(job));

    assertThat(event.price()).isEqualTo(uint(BASE));
    assertThat(bid(job).closed()).isTrue();
    assertThat(market.as(rival()).acceptTrainingJob(job)).isErr(ERR_TOO_LATE);
  }

  @Test
  void aFixedPriceIsAcceptedAndAnAuctionBidFor() {
    register(provider);
    var fixed = matched("fixed-price", bool(true));
    var auction = matched();
    assertThat(bid(provider, fixed, STX)).isErr(ERR_WRONG_SALE);
    assertThat(market.as(provider).acceptTrainingJob(auction)).isErr(ERR_WRONG_SALE);
  }

  @Test
  void onlyProvidersBid() {
    assertThat(bid(provider, matched(), BASE))
        .isErr(ComputationVerification.Error.ERR_NOT_REGISTERED);
  }

  @Test
  void aProviderHasTheReputationThatJobAndDataSetsAskFor() {
    register(provider);
    var byJob = matched("min-score", uint(5_001));
    var byFees = matched("min-fees", uint(1));
    var first = dataset(owner, "min-score", uint(5_001));
    var byData = matched(job(), first, dataset(secondOwner));

    for (var job : List.of(byJob, byFees, byData)) {
      assertThat(bid(provider, job, BASE)).isErr(ERR_NOT_QUALIFIED);
    }
  }

  @Test
  void aDeveloperDoesNotRunItsOwnJob() {
    register(developer);
    assertThat(bid(developer, matched(), BASE)).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void noContractBidsForItsCaller() {
    register(provider);
    var job = matched();
    chain.deploy(
        "between",
        """
        (define-public (bid (job uint)) (contract-call? .marketplace bid-on-job job u1))
        """,
        deployer);
    assertThat(chain.callPublic("between", "bid", List.of(job), provider))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void aPauseStopsBids() {
    register(provider);
    var job = matched();
    pause();
    assertThat(bid(provider, job, BASE)).isErr(ComputationVerification.Error.ERR_PAUSED);
  }

  @Test
  void onlyAMatchedJobIsBidFor() {
    register(provider);
    assertThat(bid(provider, job(), BASE)).isErr(ERR_STATE);
    assertThat(bid(provider, uint(9), BASE)).isErr(ERR_NO_JOB);
    assertThat(market.as(provider).acceptTrainingJob(uint(9))).isErr(ERR_NO_JOB);
    var ended = matched();
    ok(market.as(developer).cancelJob(ended));
    assertThat(bid(provider, ended, BASE)).isErr(ERR_STATE);
  }

  private TypedReceipt<Response<AcceptTrainingJob, Uint>> bid(
      StandardPrincipal who, Uint job, long price) {
    return market.as(who).bidOnJob(job, uint(price));
  }
}
