package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket.AcceptResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a score is worth, what a slash is made of, and how everybody claims its part. */
class SettlementTest extends MarketStage {
  private static final int[] DISTINCT = {1, 1, 1, 1, 1, 1, 1};

  @ParameterizedTest
  @CsvSource({
    "100, 500000",
    "80, 500000",
    "79, 483333",
    "65, 250000",
    "51, 16666",
    "50, 0",
    "49, 0",
    "0, 0"
  })
  void theProviderEarnsAllFromEightyNothingUpToFiftyAndInProportionBetween(long score, long price) {
    var bid = claimed(provider, score);
    mineTo(deadline(bid) + 1);
    var settled = as(keeper).settleUnanswered(bid).value().ok();
    assertThat(settled.price()).isEqualTo(uint(price));
    assertThat(due(bid, provider)).isEqualTo(price + FEE);
    assertThat(due(bid, developer)).isEqualTo(AMOUNT - price + TIPS - TIP);
  }

  @Test
  void atTheSlashLineNobodyIsSlashed() {
    assertThat(accepted(STAKE, AMOUNT, 50).slashed()).isEqualTo(Uint.ZERO);
    assertThat(dataset(uint(1)).stake()).isEqualTo(uint(STAKE));
  }

  @Test
  void belowItHalfTheStakeIsSlashedForTheDeveloperItsProofAndTheTreasury() {
    var settled = accepted(STAKE, AMOUNT, 49);

    assertThat(settled.slashed()).isEqualTo(uint(500_000));
    assertThat(settled.compensation()).isEqualTo(uint(250_000));
    assertThat(settled.bounty()).isEqualTo(uint(100_000));
    assertThat(settled.treasury()).isEqualTo(uint(150_000));
    assertThat(dataset(uint(1)).stake()).isEqualTo(uint(STAKE - 500_000));
    assertThat(market.vars().treasuryDue()).isEqualTo(uint(150_000));
    assertThat(due(uint(1), provider)).isZero();
    assertThat(due(uint(1), developer)).isEqualTo(AMOUNT + FEE + TIPS + 250_000 + 100_000);
  }

  @Test
  void aSlashIsExactToTheMicroStx() {
    var settled = accepted(STAKE + 7, AMOUNT, 49);
    assertThat(settled.slashed()).isEqualTo(uint(500_003));
    assertThat(settled.compensation()).isEqualTo(uint(250_001));
    assertThat(settled.bounty()).isEqualTo(uint(100_000));
    assertThat(settled.treasury()).isEqualTo(uint(150_002));
  }

  @Test
  void theCompensationIsNoMoreThanTheBid() {
    var settled = accepted(10 * STX, 100_000, 0);
    assertThat(settled.slashed()).isEqualTo(uint(5 * STX));
    assertThat(settled.compensation()).isEqualTo(uint(100_000));
    assertThat(settled.bounty()).isEqualTo(uint(STX));
    assertThat(settled.treasury()).isEqualTo(uint(3_900_000));
  }

  @Test
  void whoAdmitsItsOwnFailureIsSlashedWithoutABounty() {
    var bid = claimed(provider, 49);
    var settled = as(developer).acceptResult(bid).value().ok();
    assertThat(settled.slashed()).isEqualTo(uint(500_000));
    assertThat(settled.compensation()).isEqualTo(uint(250_000));
    assertThat(settled.bounty()).isEqualTo(Uint.ZERO);
    assertThat(settled.treasury()).isEqualTo(uint(250_000));
    assertThat(due(bid, provider)).as("its bond").isEqualTo(FEE);
    assertThat(due(bid, developer)).isEqualTo(AMOUNT + TIPS + 250_000);
  }

  @Test
  void aVerdictBelowTheLineSlashesAndPaysTheDeveloperWhoWasNearer() {
    var bid = voted(voting(85, 30, DISTINCT), 35, 35, 35, 35, 35, 35, 35);
    var receipt = as(keeper).finalizeVerdict(bid);
    assertThat(receipt.value().ok().pays()).isEqualTo(uint(2));
    var settled =
        prints(receipt.receipt())
            .filter(e -> e.fields().containsKey("slashed") && e.fields().containsKey("price"))
            .toList()
            .getFirst();
    assertThat(settled.get("slashed")).isEqualTo(uint(500_000));
    assertThat(settled.get("bounty")).isEqualTo(uint(100_000));
    assertThat(due(bid, provider)).as("the bond pays the committee").isZero();
    assertThat(due(bid, developer)).isEqualTo(AMOUNT + FEE + TIPS - 2 * TIP + 250_000 + 100_000);
    assertThat(market.vars().treasuryDue()).isEqualTo(uint(150_000));
  }

  @Test
  void aDeveloperWhoWasFartherGetsNoBounty() {
    var bid = voted(voting(55, 0, DISTINCT), 45, 45, 45, 45, 45, 45, 45);
    verdict(bid);
    assertThat(due(bid, provider)).isEqualTo(FEE);
    assertThat(due(bid, developer)).isEqualTo(AMOUNT + FEE - FEE + TIPS - 2 * TIP + 250_000);
    assertThat(market.vars().treasuryDue()).isEqualTo(uint(250_000));
    assertThat(dataset(uint(1)).stake()).isEqualTo(uint(500_000));
  }

  @Test
  void aDeveloperWhoClaimedAndWasFartherGetsNoBountyEither() {
    var bid = voted(voting(developer, 0, 45, DISTINCT), 40, 40, 40, 40, 40, 40, 40);
    verdict(bid);
    assertThat(due(bid, provider)).isEqualTo(FEE);
    assertThat(due(bid, developer)).isEqualTo(AMOUNT + FEE - FEE + TIPS - 2 * TIP + 250_000);
    assertThat(market.vars().treasuryDue()).isEqualTo(uint(250_000));
  }

  @Test
  void equallyFarNobodyProvedIt() {
    var bid = voted(voting(55, 15, DISTINCT), 35, 35, 35, 35, 35, 35, 35);
    verdict(bid);
    assertThat(due(bid, provider)).isEqualTo(FEE - FEE / 2);
    assertThat(due(bid, developer)).isEqualTo(AMOUNT + FEE - FEE / 2 + TIPS - 2 * TIP + 250_000);
    assertThat(market.vars().treasuryDue()).isEqualTo(uint(250_000));
  }

  @Test
  void missingWeightsAreSlashedAtTheDevelopersScore() {
    var missing = NO_PROVIDER;
    var bid = voted(voting(85, 20, DISTINCT), missing, missing, missing, missing);
    verdict(bid);
    assertThat(dataset(uint(1)).stake()).isEqualTo(uint(500_000));
    assertThat(due(bid, provider)).isEqualTo(FEE - 4 * SEAT_FEE);
    assertThat(due(bid, developer)).isEqualTo(AMOUNT + FEE + TIPS - 2 * TIP + 250_000 + 100_000);
  }

  @Test
  void everyPartIsClaimedOnceAndTheyAddUpToTheBidAndTheBonds() {
    var bid = voted(voting(85, 40, DISTINCT), 80, 80, 80, 80, 80, 80, 80);
    verdict(bid);
    var before = wallets();

    for (var voter : voters(bid)) claims(bid, voter, SEAT_FEE);
    claims(bid, provider, AMOUNT + FEE);
    claims(bid, developer, TIPS - 2 * TIP);

    assertThat(before.changes())
        .containsEntry("provider", AMOUNT + FEE)
        .containsEntry("developer", TIPS - 2 * TIP)
        .containsEntry("judge 1", SEAT_FEE)
        .containsEntry("vault", -(AMOUNT + 2 * FEE + TIPS - 2 * TIP))
        .hasSize(10);
  }

  @Test
  void claimingTellsAndPaysTheCaller() {
    var bid = claimed(provider, 85);
    as(developer).acceptResult(bid).value().ok();
    var before = wallets();

    var receipt = as(provider).claimValidationReward(model(bid));

    assertThat(receipt)
        .isOk(uint(AMOUNT + FEE))
        .hasPrint(
            event(
                "reward-claimed",
                "model-id",
                model(bid),
                "bid-id",
                bid,
                "claimant",
                provider,
                "amount",
                AMOUNT + FEE));
    assertThat(before.changes())
        .isEqualTo(Map.of("provider", AMOUNT + FEE, "vault", -(AMOUNT + FEE)));
    assertThat(due(bid, provider)).isZero();
  }

  @Test
  void whoHasNoPartOrHasClaimedItGetsNothing() {
    var bid = claimed(provider, 85);
    as(developer).acceptResult(bid).value().ok();
    as(provider).claimValidationReward(model(bid)).value().ok();
    assertThat(as(provider).claimValidationReward(model(bid))).isErr(ERR_NOTHING_DUE);
    assertThat(as(keeper).claimValidationReward(model(bid))).isErr(ERR_NOTHING_DUE);
    assertThat(as(provider).claimValidationReward(uint(9))).isErr(ERR_NO_MODEL);
    assertThat(as(provider).claimValidationReward(uint(0))).isErr(ERR_NO_MODEL);
  }

  @Test
  void beforeTheEndThereIsNothingToClaim() {
    var bid = bid();
    var model = model(bid);
    assertThat(as(provider).claimValidationReward(model)).isErr(ERR_STATE);
    delivered(bid);
    assertThat(as(provider).claimValidationReward(model)).isErr(ERR_STATE);
    claimed(bid, provider, 85);
    assertThat(as(provider).claimValidationReward(model)).isErr(ERR_TOO_EARLY);
    as(developer).contestResult(bid, uint(40)).value().ok();
    assertThat(as(provider).claimValidationReward(model)).isErr(ERR_STATE);
  }

  @Test
  void aPartyThatClaimsAfterTheWindowSettlesTheSilentBid() {
    var bid = claimed(provider, 85);
    mineTo(deadline(bid));
    assertThat(as(provider).claimValidationReward(model(bid))).isErr(ERR_TOO_EARLY);
    mineTo(deadline(bid) + 1);

    var receipt = as(provider).claimValidationReward(model(bid));

    assertThat(receipt).isOk(uint(AMOUNT + FEE));
    assertThat(topics(receipt))
        .containsExactly("keeper-tipped", "result-settled", "run-finished", "reward-claimed");
    assertThat(balance(provider)).as("the tip").isEqualTo(TIP);
    assertThat(as(developer).claimValidationReward(model(bid))).isOk(uint(TIPS - TIP));
  }

  @Test
  void whoHasNoPartCannotSettleByClaiming() {
    var bid = claimed(provider, 85);
    mineTo(deadline(bid) + 1);
    assertThat(as(keeper).claimValidationReward(model(bid))).isErr(ERR_NOTHING_DUE);
    assertThat(state(bid)).isEqualTo(CLAIMED);
    assertThat(balance(keeper)).isZero();
  }

  @Test
  void aRefundedBidPaysNoReward() {
    var bid = bid();
    mineTo(deadline(bid) + 1);
    as(keeper).expireBid(bid).value().ok();
    assertThat(as(developer).claimValidationReward(uint(1))).isErr(ERR_STATE);
  }

  @Test
  void slashesAddUpOverTheRunsOfADataset() {
    var dataset = dataset();
    as(provider).setTerms(dataset, uint(0), uint(2)).value().ok();
    var first = claimed(delivered(bidOn(dataset)), developer, 0);
    var second = claimed(delivered(bidOn(dataset)), developer, 0);
    as(provider).acceptResult(first).value().ok();
    as(provider).acceptResult(second).value().ok();
    assertThat(dataset(dataset).stake()).isEqualTo(uint(STAKE / 4));
    assertThat(dataset(dataset).running()).isEqualTo(Uint.ZERO);
  }

  @Test
  void aSlashReachesAStakeInUnbonding() {
    var bid = claimed(developer, 0);
    as(provider).requestDatasetUnstake(uint(1)).value().ok();
    var slashed = as(provider).acceptResult(bid).value().ok().slashed();
    assertThat(slashed).isEqualTo(uint(STAKE / 2));
    mineTo(burn() + UNBONDING + 1);
    assertThat(as(provider).withdrawDatasetStake(uint(1)))
        .hasStxTransfer(STAKE / 2, vault, provider);
  }

  /** A bid for a data set of this stake, which the provider admits to be worth this score. */
  private AcceptResult accepted(long stake, long amount, long score) {
    var dataset = as(provider).registerDataset(uint(stake), URI).value().ok();
    var bid = claimed(delivered(bidOn(dataset, amount, TIME, DEADLINE)), developer, score);
    return as(provider).acceptResult(bid).value().ok();
  }

  private void claims(Uint bid, StandardPrincipal who, long amount) {
    assertThat(as(who).claimValidationReward(model(bid)))
        .isOk(uint(amount))
        .hasStxTransfer(amount, vault, who);
  }
}
