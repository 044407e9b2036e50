package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Marketplace.Error.ERR_NOT_AUTHORISED;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.Marketplace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The names people know: accounts and data sets, through the marketplace. */
class FrontDoorTest extends JobStage {
  @Test
  void aDepositIsCreditedToTheSigner() {
    long before = wallet(developer);

    var event = ok(market.as(developer).depositFunds(uint(7 * STX)));

    assertThat(event.who()).isEqualTo(developer);
    assertThat(event.amount()).isEqualTo(uint(7 * STX));
    assertThat(market.getUserBalance(developer)).isEqualTo(uint(7 * STX));
    assertThat(wallet(developer)).isEqualTo(before - 7 * STX);
  }

  @Test
  void aWithdrawalGoesToTheSignersWallet() {
    ok(market.as(developer).depositFunds(uint(7 * STX)));
    long before = wallet(developer);

    ok(market.as(developer).withdrawFunds(uint(3 * STX)));

    assertThat(market.getUserBalance(developer)).isEqualTo(uint(4 * STX));
    assertThat(wallet(developer)).isEqualTo(before + 3 * STX);
  }

  @Test
  void aBalancePaysForAJobBeforeTheWalletDoes() {
    ok(market.as(developer).depositFunds(uint(50 * STX)));
    long before = wallet(developer);

    job();

    assertThat(balance(developer)).isZero();
    assertThat(wallet(developer)).isEqualTo(before - (BUDGET + TIPS - 50 * STX));
  }

  @Test
  void aDataSetBelongsToTheSigner() {
    var id = register();

    var dataset = market.getDataset(id).orElseThrow();
    assertThat(dataset.owner()).isEqualTo(owner);
    assertThat(dataset.record().inputRoot()).isEqualTo(slot(1).root(K));
    assertThat(data.getOwner(id).ok()).contains(owner);
  }

  @Test
  void theOwnerUpdatesTheTerms() {
    var id = register();

    var event = ok(market.as(owner).updateDataset(id, listing("price", uint(3 * STX))));

    assertThat(event.owner()).isEqualTo(owner);
    assertThat(market.getDataset(id).orElseThrow().terms().price()).isEqualTo(uint(3 * STX));
  }

  @Test
  void nobodyElseUpdatesThem() {
    var id = register();
    assertThat(market.as(developer).updateDataset(id, listing()))
        .isErr(DataRights.Error.ERR_NOT_AUTHORISED);
  }

  @Test
  void noContractStandsBetweenTheSignerAndTheDoor() {
    chain.deploy(
        "between",
        """
        (define-public (deposit) (contract-call? .marketplace deposit-funds u1))
        (define-public (withdraw) (contract-call? .marketplace withdraw-funds u1))
        """,
        deployer);
    ok(market.as(developer).depositFunds(uint(STX)));

    for (var call : List.of("deposit", "withdraw")) {
      assertThat(chain.callPublic("between", call, List.of(), developer)).isErr(ERR_NOT_AUTHORISED);
    }
  }

  @Test
  void thePlatformFeeIsThatOfGovernance() {
    assertThat(market.getPlatformFee()).isEqualTo(uint(300));
  }

  private Uint register() {
    var record = Marketplace.RegisterDatasetRecord.CODEC.decode(encoded(record(1)));
    return ok(market
            .as(owner)
            .registerDataset(record, listing(), List.of(seed(1).hash()), uint(DATA_STAKE)))
        .id();
  }

  private static io.neuralnexus.clarity.Value encoded(DataRights.RegisterDatasetRecord record) {
    return DataRights.RegisterDatasetRecord.CODEC.encode(record);
  }

  private Marketplace.DatasetTerms listing(Object... changes) {
    return Marketplace.DatasetTerms.CODEC.decode(
        DataRights.DatasetTerms.CODEC.encode(terms(changes)));
  }
}
