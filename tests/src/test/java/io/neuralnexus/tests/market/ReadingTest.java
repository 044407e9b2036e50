package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the read-only functions tell wallets. */
class ReadingTest extends MarketStage {

  @Test
  void aDatasetIsReadAloneOrInAList() {
    var dataset = dataset();
    var stored = Optional.of(dataset(dataset));
    assertThat(market.getDataset(dataset)).isEqualTo(stored);
    assertThat(market.getDataset(uint(2))).isEmpty();
    assertThat(market.getDatasets(List.of(uint(2), dataset)))
        .containsExactly(Optional.empty(), stored);
  }

  @Test
  void aBidIsReadAloneOrInAListWithItsTermsEvidenceAndModel() {
    var bid = delivered();
    var stored = Optional.of(bid(bid));
    assertThat(market.getBid(bid)).isEqualTo(stored);
    assertThat(market.getBids(List.of(uint(2), bid))).containsExactly(Optional.empty(), stored);
    assertThat(market.getBidTerms(bid)).isPresent().isEqualTo(market.maps().bidTerms(bid));
    assertThat(market.getEvidence(bid)).isPresent().isEqualTo(market.maps().evidence(bid));
    assertThat(market.getModel(uint(1))).contains(bid);
    assertThat(market.getModel(uint(2))).isEmpty();
  }

  @Test
  void theQueueIsReadBestFirst() {
    var dataset = dataset();
    bidOn(dataset);
    assertThat(market.getQueue(dataset)).isEmpty();
    bidOn(dataset, AMOUNT, TIME, DEADLINE);
    bidOn(dataset, AMOUNT + 1, TIME, DEADLINE);
    assertThat(market.getQueue(dataset)).containsExactly(uint(3), uint(2));
  }

  @Test
  void aCommitteeIsTheLatestRounds() {
    var bid = voting(85, 40, 7);
    assertThat(market.getCommittee(bid)).isPresent().isEqualTo(market.maps().committees(bid));
    assertThat(market.getCommittee(uint(9))).isEmpty();
  }

  @Test
  void aValidatorIsReadByItsPrincipal() {
    as(keeper).registerValidator(uint(VALIDATOR_STAKE)).value().ok();
    assertThat(market.getValidator(keeper)).contains(validator(keeper));
    assertThat(market.getValidator(provider)).isEmpty();
  }

  @Test
  void aBalanceIsZeroUntilSomethingIsCredited() {
    assertThat(market.getBalance(keeper)).isEqualTo(Uint.ZERO);
    var bid = bid();
    mineTo(deadline(bid) + 1);
    as(keeper).expireBid(bid).value().ok();
    assertThat(market.getBalance(keeper)).isEqualTo(uint(TIP));
    assertThat(market.getBalance(developer)).isEqualTo(uint(AMOUNT + TIPS - TIP));
  }

  @Test
  void whatCanBeClaimedIsKnownFromTheSettlementOn() {
    var bid = claimed(provider, 85);
    assertThat(market.getClaimable(model(bid), provider)).isEqualTo(Uint.ZERO);
    as(developer).acceptResult(bid).value().ok();
    assertThat(market.getClaimable(model(bid), provider)).isEqualTo(uint(AMOUNT + FEE));
    assertThat(market.getClaimable(model(bid), developer)).isEqualTo(uint(TIPS));
    assertThat(market.getClaimable(model(bid), keeper)).isEqualTo(Uint.ZERO);
    assertThat(market.getClaimable(uint(9), provider)).isEqualTo(Uint.ZERO);
    as(provider).claimValidationReward(model(bid)).value().ok();
    assertThat(market.getClaimable(model(bid), provider)).isEqualTo(Uint.ZERO);
  }

  @Test
  void countsTellTheIdsGivenAndTheValidatorsThereAre() {
    var dataset = dataset();
    bidOn(dataset);
    bidOn(dataset);
    dataset();
    dataset();
    for (int i = 0; i < 2; i++) {
      var validator = somebody("validator " + i, VALIDATOR_STAKE);
      as(validator).registerValidator(uint(VALIDATOR_STAKE)).value().ok();
      if (i == 0) as(validator).requestValidatorUnstake().value().ok();
      if (i == 0) mineTo(burn() + UNBONDING + 1);
      if (i == 0) as(validator).withdrawValidatorStake().value().ok();
    }
    assertThat(market.getCounts().toClarity())
        .isEqualTo(
            tuple("datasets", uint(3), "bids", uint(2), "models", uint(1), "validators", uint(1)));
  }

  @Test
  void solvencyTellsWhatIsOwedToWhomAndWhatIsThere() {
    as(provider).acceptResult(claimed(developer, 0)).value().ok();
    chain.transferStx(5, vault, keeper);
    gifts = 5;
    var owed = STAKE + AMOUNT + TIPS + FEE;
    assertThat(market.getSolvency().toClarity())
        .isEqualTo(
            tuple("obligations", uint(owed), "treasury", uint(150_000), "balance", uint(owed + 5)));
  }

  @Test
  void aGenerationIs144BurnBlocks() {
    mineTo(143);
    assertThat(market.getGeneration()).isEqualTo(uint(1));
    mineTo(144);
    assertThat(market.getGeneration()).isEqualTo(uint(2));
    mineTo(287);
    assertThat(market.getGeneration()).isEqualTo(uint(2));
    mineTo(288);
    assertThat(market.getGeneration()).isEqualTo(uint(3));
  }

  @Test
  void theCommitmentIsTheDocumentedHash() {
    var salt = salt(keeper);
    assertThat(market.getCommitment(uint(3), uint(4), uint(2), keeper, uint(77), salt))
        .isEqualTo(commitment(uint(3), uint(4), 2, keeper, 77, salt));
  }

  @Test
  void aDrawIsTheSameForTheSameSeedAndAnotherForAnother() {
    judges(7);
    var now = uint(generation());
    var draw = market.getDraw(HASH, now, developer, provider);
    assertThat(draw.weight()).isEqualTo(uint(7 * VALIDATOR_STAKE));
    assertThat(draw).isEqualTo(market.getDraw(HASH, now, provider, developer));
    var without = market.getDraw(HASH, now, judges.get(0), judges.get(3));
    assertThat(without.weight()).isEqualTo(uint(5 * VALIDATOR_STAKE));
    assertThat(without.voters()).hasSize(7).doesNotContain(judges.get(0), judges.get(3));
    assertThat(market.getDraw(salt(keeper), now, developer, provider).voters())
        .isNotEqualTo(draw.voters());
  }
}
