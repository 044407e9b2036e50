package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ModelRegistry.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.ModelRegistry;
import io.neuralnexus.tests.contracts.ModelRegistry.CheckParents;
import io.neuralnexus.tests.contracts.ModelRegistry.RegisterTrainedTrained;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models as tokens, their shares, and what is offered of them. */
class ModelsTest extends ModelStage {
  @Test
  void aModelBelongsToWhoeverRegistersIt() {
    var event = ok(models.as(owner).registerModel(sha256("weights"), "ipfs://model", List.of()));

    assertThat(event.topic()).isEqualTo("register-model");
    assertThat(event.id()).isEqualTo(uint(1));
    assertThat(event.owner()).isEqualTo(owner);
    assertThat(event.weightsHash()).isEqualTo(sha256("weights"));
    assertThat(event.uri()).isEqualTo("ipfs://model");
    assertThat(event.trained()).isEmpty();
    assertThat(event.contributors()).isEmpty();
    assertThat(event.parents()).isEmpty();
    assertThat(event.rightsEnd()).isEqualTo(uint(1_000_000_000));
    var model = models.getModel(event.id()).orElseThrow();
    assertThat(model.owner()).contains(owner);
    assertThat(model.record().creator()).isEqualTo(owner);
    assertThat(model.withheld()).isFalse();
    assertThat(model.anchor()).isEmpty();
  }

  @Test
  void aModelIsATokenOfTheStandard() {
    var id = model(owner);
    assertThat(models.getLastTokenId().ok()).isEqualTo(id);
    assertThat(models.getTokenUri(id).ok()).contains("ipfs://model");
    assertThat(models.getTokenUri(uint(9)).ok()).isEmpty();
    assertThat(models.getOwner(id).ok()).contains(owner);
    assertThat(models.getOwner(uint(9)).ok()).isEmpty();
  }

  @Test
  void modelsAreReadTenAtATime() {
    var id = model(owner);
    var found = models.getModels(List.of(id, uint(9)));
    assertThat(found.get(0)).isPresent();
    assertThat(found.get(1)).isEmpty();
  }

  @Test
  void weightsThatSomebodyElseRegisteredFirstAreRegisteredAllTheSame() {
    model(keeper);
    assertThat(models.getOwner(model(owner)).ok()).contains(owner);
  }

  @Test
  void aModelHasAHashAndAUri() {
    assertThat(models.as(owner).registerModel(Buff.of(new byte[31]), "ipfs://m", List.of()))
        .isErr(ERR_BAD_METADATA);
    assertThat(models.as(owner).registerModel(sha256("weights"), "", List.of()))
        .isErr(ERR_BAD_METADATA);
  }

  @Test
  void aPauseStopsRegistrations() {
    pause();
    assertThat(models.as(owner).registerModel(sha256("weights"), "ipfs://m", List.of()))
        .isErr(ERR_PAUSED);
  }

  @Test
  void noContractRegistersOrBuysForItsCaller() {
    var id = offered(owner);
    chain.deploy(
        "between",
        """
        (define-public (register)
          (contract-call? .model-registry register-model (sha256 0x) "ipfs://m" (list)))
        (define-public (buy (id uint))
          (contract-call? .model-registry purchase-licence id u1 u10000000))
        """,
        deployer);
    assertThat(chain.callPublic("between", "register", List.of(), developer))
        .isErr(ERR_NOT_AUTHORISED);
    assertThat(chain.callPublic("between", "buy", List.of(id), developer))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void onlyMarketplacesRegisterWhatWasTrained() {
    assertThat(
            models
                .as(developer)
                .registerTrained(
                    developer,
                    sha256("weights"),
                    "ipfs://m",
                    new RegisterTrainedTrained(uint(1), uint(10_000), true),
                    List.of(),
                    new CheckParents(List.of(), uint(1), List.of())))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void theOwnerTransfersAModelWithTheIncomeToCome() {
    var id = offered(owner);
    bought(developer, id);

    assertThat(models.as(owner).transfer(id, owner, secondOwner)).isOk();

    assertThat(models.getOwner(id).ok()).contains(secondOwner);
    assertThat(balance(owner)).isEqualTo(INCOME);
    bought(keeper, id);
    assertThat(claimed(id, secondOwner)).isEqualTo(INCOME);
  }

  @Test
  void aTransferIsPrinted() {
    var id = model(owner);
    var receipt = models.as(owner).transfer(id, owner, secondOwner).receipt();
    assertThat(models.events(receipt))
        .containsExactly(new ModelRegistry.Event.Transfer(id, secondOwner, owner));
  }

  @Test
  void onlyTheOwnerItselfTransfers() {
    var id = model(owner);
    chain.deploy(
        "between",
        """
        (define-public (steal (id uint))
          (contract-call? .model-registry transfer id tx-sender current-contract))
        """,
        deployer);
    assertThat(models.as(keeper).transfer(id, owner, keeper)).isErr(ERR_NOT_AUTHORISED);
    assertThat(models.as(keeper).transfer(id, keeper, owner)).isErr(ERR_NOT_AUTHORISED);
    assertThat(models.as(owner).transfer(id, owner, owner)).isErr(ERR_NOT_AUTHORISED);
    assertThat(chain.callPublic("between", "steal", List.of(id), owner)).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void aContributorGivesItsShareAwayAfterBeingPaid() {
    var id = trained();
    offer(developer, id);
    bought(keeper, id);

    var event = ok(models.as(owner).moveShare(id, FIRST, auditor));

    assertThat(event.topic()).isEqualTo("move-contribution");
    assertThat(event.model()).isEqualTo(id);
    assertThat(event.index()).isEqualTo(FIRST);
    assertThat(event.from()).isEqualTo(owner);
    assertThat(event.to()).isEqualTo(auditor);
    // 22.5 % of the income, besides what the job paid.
    assertThat(balance(owner)).isEqualTo(STX + 4_500_000 + INCOME * 2_250 / 10_000);
    long before = balance(auditor);
    bought(treasury, id);
    ok(models.as(keeper).claimShare(id, FIRST));
    assertThat(balance(auditor) - before).isEqualTo(INCOME * 2_250 / 10_000);
  }

  @Test
  void nobodyElseDoes() {
    var id = trained();
    assertThat(models.as(keeper).moveShare(id, FIRST, keeper)).isErr(ERR_NOT_AUTHORISED);
    assertThat(models.as(keeper).moveShare(id, uint(9), keeper)).isErr(ERR_NO_MODEL);
  }

  @Test
  void theOwnersShareGoesWithTheModelOnly() {
    var id = model(owner);
    assertThat(models.as(owner).moveShare(id, OWNERS, keeper)).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void anyoneClaimsForTheHolder() {
    var id = offered(owner);
    bought(developer, id);
    assertThat(models.getClaimable(id, OWNERS)).isEqualTo(uint(INCOME));

    var event = ok(models.as(keeper).claimShare(id, OWNERS));

    assertThat(event.amount()).isEqualTo(uint(INCOME));
    assertThat(balance(owner)).isEqualTo(INCOME);
    assertThat(models.as(keeper).claimShare(id, OWNERS)).isErr(Compensation.Error.ERR_NOTHING_DUE);
  }

  // --- terms

  @Test
  void theOwnerOffersTerms() {
    var id = model(owner);

    var event = ok(models.as(owner).addTerms(id, licenceTerms()));

    assertThat(event.topic()).isEqualTo("add-terms");
    assertThat(event.model()).isEqualTo(id);
    assertThat(event.index()).isEqualTo(FIRST);
    assertThat(event.terms()).isEqualTo(licenceTerms());
    var terms = models.getTerms(id, FIRST).orElseThrow();
    assertThat(terms.fee()).isEqualTo(uint(FEE));
    assertThat(terms.sold()).isEqualTo(uint(0));
    assertThat(terms.open()).isTrue();
    assertThat(models.getModel(id).orElseThrow().sales().terms()).isEqualTo(FIRST);
  }

  @Test
  void theOwnerClosesAndOpensThem() {
    var id = offered(owner);

    var event = ok(models.as(owner).setTermsOpen(id, FIRST, false));

    assertThat(event.topic()).isEqualTo("set-terms-open");
    assertThat(event.model()).isEqualTo(id);
    assertThat(event.index()).isEqualTo(FIRST);
    assertThat(event.open()).isFalse();
    assertThat(buy(developer, id)).isErr(ERR_SOLD_OUT);
    ok(models.as(owner).setTermsOpen(id, FIRST, true));
    ok(buy(developer, id));
  }

  @Test
  void nobodyElseTouchesThem() {
    var id = offered(owner);
    assertThat(models.as(keeper).addTerms(id, licenceTerms())).isErr(ERR_NOT_AUTHORISED);
    assertThat(models.as(keeper).setTermsOpen(id, FIRST, false)).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void termsBelongToAModel() {
    var id = model(owner);
    assertThat(models.as(owner).addTerms(uint(9), licenceTerms())).isErr(ERR_NO_MODEL);
    assertThat(models.as(owner).setTermsOpen(id, FIRST, false)).isErr(ERR_NO_TERMS);
    assertThat(models.quoteLicence(id, FIRST).error()).isEqualTo(ERR_NO_TERMS.code());
  }

  @Test
  void termsHaveBounds() {
    refused(ERR_BAD_TERMS, "purposes", uint(0));
    refused(ERR_BAD_TERMS, "purposes", uint(65_536));
    refused(ERR_BAD_TERMS, "fee", uint(10_000_000_000L * STX + 1));
    refused(ERR_BAD_TERMS, "minimum", uint(10_000_000_000L * STX + 1));
    refused(ERR_BAD_TERMS, "duration", uint(1_000_000_001));
    refused(ERR_BAD_TERMS, "share", uint(5_001));
    refused(ERR_BAD_TERMS, "seats", uint(0));
  }

  @Test
  void termsMayBeAtTheirVeryBounds() {
    var most = uint(10_000_000_000L * STX);
    offer(owner, model(owner), "purposes", uint(65_535), "fee", most, "minimum", most);
    offer(owner, model(owner), "duration", uint(1_000_000_000), "share", uint(5_000));
    offer(owner, model(owner), "seats", uint(1));
  }

  @Test
  void onlyTermsForDerivativesHaveAShareOfThem() {
    refused(ERR_BAD_TERMS, "derivatives", bool(false), "share", uint(0));
    refused(ERR_BAD_TERMS, "derivatives", bool(false), "minimum", uint(0));
    offer(owner, model(owner), "derivatives", bool(false), "share", uint(0), "minimum", uint(0));
  }

  @Test
  void aModelHas32TermsAtMost() {
    var id = model(owner);
    for (int i = 0; i < 32; i++) offer(owner, id);
    assertThat(models.as(owner).addTerms(id, licenceTerms())).isErr(ERR_TERMS_FULL);
  }

  @Test
  void aQuoteTellsFeeAndIncome() {
    var quote = models.quoteLicence(offered(owner), FIRST).ok();
    assertThat(quote.fee()).isEqualTo(uint(FEE));
    assertThat(quote.platform()).isEqualTo(uint(FEE - INCOME));
    assertThat(quote.income()).isEqualTo(uint(INCOME));
  }

  private Uint trained() {
    return model();
  }

  private void refused(ContractError error, Object... changes) {
    var id = model(owner);
    assertThat(models.as(owner).addTerms(id, licenceTerms(changes))).isErr(error);
  }
}
