package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Internal balances, keepers' tips, the treasury's part, gifts, and that all of it is there. */
class MoneyTest extends MarketStage {

  @Test
  void aBalanceIsWithdrawnInParts() {
    withBalance();
    var before = wallets();

    returnsEvent(
        as(developer).withdrawBalance(uint(100)),
        event("balance-withdrawn", "owner", developer, "amount", 100));

    assertThat(before.changes()).isEqualTo(Map.of("developer", 100L, "vault", -100L));
    assertThat(balance(developer)).isEqualTo(AMOUNT + TIPS - TIP - 100);
    assertThat(as(developer).withdrawBalance(uint(AMOUNT + TIPS - TIP - 100))).isOk();
    assertThat(balance(developer)).isZero();
  }

  @Test
  void noMoreThanTheBalanceIsWithdrawnAndNotNothing() {
    withBalance();
    assertThat(as(developer).withdrawBalance(uint(0))).isErr(ERR_BAD_AMOUNT);
    assertThat(as(developer).withdrawBalance(uint(AMOUNT + TIPS - TIP + 1))).isErr(ERR_BAD_AMOUNT);
    assertThat(as(developer).withdrawBalance(Uint.MAX)).isErr(ERR_BAD_AMOUNT);
    assertThat(as(provider).withdrawBalance(uint(1))).isErr(ERR_BAD_AMOUNT);
  }

  @Test
  void balancesAddUp() {
    var first = bid();
    var second = bid();
    mineTo(deadline(second) + 1);
    as(keeper).expireBid(first).value().ok();
    as(keeper).expireBid(second).value().ok();
    assertThat(balance(developer)).isEqualTo(2 * (AMOUNT + TIPS - TIP));
    assertThat(balance(keeper)).isEqualTo(2 * TIP);
  }

  @Test
  void giftsGoToTheTreasury() {
    dataset();
    chain.transferStx(123, vault, keeper);
    var before = wallets();

    returnsEvent(
        as(keeper).skim(),
        event("surplus-skimmed", "treasury", treasury, "slashed", 0, "surplus", 123));

    assertThat(before.changes()).isEqualTo(Map.of("treasury", 123L, "vault", -123L));
    assertThat(as(keeper).skim()).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void aGiftIsNobodysUntilItIsSkimmed() {
    chain.transferStx(123, vault, keeper);
    gifts = 123;
    assertThat(market.getSolvency().obligations()).isEqualTo(Uint.ZERO);
    assertThat(market.getSolvency().balance()).isEqualTo(uint(123));
    assertThat(as(keeper).withdrawBalance(uint(1))).isErr(ERR_BAD_AMOUNT);
  }

  @Test
  void slashedMoneyGoesToTheTreasury() {
    slashed();
    var before = wallets();

    returnsEvent(
        as(keeper).skim(),
        event("surplus-skimmed", "treasury", treasury, "slashed", 150_000, "surplus", 0));

    assertThat(before.changes()).isEqualTo(Map.of("treasury", 150_000L, "vault", -150_000L));
    assertThat(market.vars().treasuryDue()).isEqualTo(Uint.ZERO);
    assertThat(as(keeper).skim()).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void slashedMoneyAndGiftsGoTogether() {
    slashed();
    chain.transferStx(1, vault, keeper);
    assertThat(as(keeper).skim()).hasStxTransfer(150_001, vault, treasury);
  }

  @Test
  void theTreasuryIsTheOneThatGovernanceNames() {
    var named = somebody("named", 0);
    governance.as(treasury).finishBootstrap(named, keeper, List.of(vault), List.of()).value().ok();
    chain.transferStx(5, vault, keeper);
    assertThat(as(keeper).skim()).hasStxTransfer(5, vault, named);
  }

  @Test
  void payingToItselfIsAnErrorOfItsOwn() {
    dataset();
    var paid =
        chain.callPrivate("neural-training-market", "pay-out", List.of(uint(1), vault), treasury);
    assertThat(paid).isErr(ERR_PAY_OUT);
  }

  @Test
  void theLongestWayOfABidUsesAllItsTips() {
    judges(2);
    var bid = contested(provider, 85, 40);
    for (var outcome : List.of("missed", "missed")) {
      mineTo(startOf(generation() + 2));
      assertThat(as(keeper).drawCommittee(bid).value().ok().outcome()).isEqualTo(outcome);
    }
    for (var round : List.of("first silence", "second silence")) {
      mineTo(burn() + 4);
      as(keeper).drawCommittee(bid).value().ok();
      mineTo(revealBy(bid) + 1);
      assertThat(verdict(bid).outcome()).as(round).isEqualTo("silent");
      for (var judge : judges) {
        as(judge).topUpValidator(uint(VALIDATOR_STAKE / 2)).value().ok();
      }
    }
    assertThat(state(bid)).isEqualTo(SETTLED);
    assertThat(balance(keeper)).isEqualTo(6 * TIP);
    assertThat(due(bid, developer)).isEqualTo(AMOUNT / 2 + FEE);
    assertThat(due(bid, provider)).isEqualTo(AMOUNT / 2 + FEE);
  }

  @Test
  void whatTheSeatsCannotShareEvenlyStaysWithTheParties(@TempDir Path folder) {
    open(
        ProjectVariant.of(folder)
            .replace(
                "governance",
                "(parameter \"market-committee-fee\" u2100000",
                "(parameter \"market-committee-fee\" u2100006"));
    var fee = 2_100_006L;
    judges(7);
    var bid = voted(drawn(contested(provider, 80, 60)), 70);
    for (var voter : voters(bid)) assertThat(number(validator(voter).seats())).isPositive();
    verdict(bid);
    var price = AMOUNT * 20 / 30;
    var paid = seatsOf(bid, 0) * (fee / 7);
    assertThat(due(bid, voters(bid).getFirst())).isEqualTo(paid);
    assertThat(due(bid, provider)).isEqualTo(price + fee - paid / 2);
    assertThat(due(bid, developer))
        .isEqualTo(AMOUNT - price + fee - (paid - paid / 2) + TIPS - 2 * TIP);
  }

  @Test
  void anOddAmountIsSplitForTheDeveloper() {
    var bid = claimed(delivered(bidOn(dataset(), 100_001, TIME, DEADLINE)), provider, 85);
    as(developer).contestResult(bid, uint(40)).value().ok();
    mineTo(burn() + 4);
    as(keeper).drawCommittee(bid).value().ok();
    assertThat(due(bid, provider)).isEqualTo(50_000 + FEE);
    assertThat(due(bid, developer)).isEqualTo(50_001 + FEE + TIPS - TIP);
  }

  private int seatsOf(Uint bid, int voter) {
    return seatsPerVoter(market.maps().committees(bid).orElseThrow().voters())[voter];
  }

  private void withBalance() {
    var bid = bid();
    mineTo(deadline(bid) + 1);
    as(keeper).expireBid(bid).value().ok();
  }

  private void slashed() {
    as(provider).acceptResult(claimed(developer, 0)).value().ok();
  }
}
