package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ModelRegistry.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.LicenceToken;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Licences: sold, held, transferred, ended. */
class LicencesTest extends ModelStage {
  private static final long DURATION = 1_000;

  @Test
  void aLicenceIsBoughtForTheFee() {
    var id = offered(owner);
    long before = wallet(developer);

    var event = ok(buy(developer, id));

    assertThat(event.topic()).isEqualTo("purchase-licence");
    assertThat(event.id()).isEqualTo(uint(1)).isEqualTo(models.getLastLicence());
    assertThat(event.holder()).isEqualTo(developer);
    assertThat(event.licence()).isEqualTo(models.getLicence(event.id()).orElseThrow().licence());
    assertThat(event.licence().end()).isEqualTo(uint(burn() + DURATION));
    assertThat(event.licence().fee()).isEqualTo(uint(FEE));
    assertThat(wallet(developer)).isEqualTo(before - FEE);
    assertThat(number(vault.getSolvency().treasury())).isEqualTo(FEE - INCOME);
    assertThat(models.getClaimable(id, OWNERS)).isEqualTo(uint(INCOME));
    assertThat(models.getTerms(id, FIRST).orElseThrow().sold()).isEqualTo(uint(1));
  }

  @Test
  void aLicenceCoversItsPurposes() {
    var id = offered(owner, "purposes", uint(5));
    bought(developer, id);
    for (long purpose : List.of(1L, 4L, 5L)) {
      assertThat(models.isLicensed(id, developer, uint(purpose))).isTrue();
    }
    for (long purpose : List.of(0L, 2L, 3L, 7L)) {
      assertThat(models.isLicensed(id, developer, uint(purpose))).isFalse();
    }
    assertThat(models.isLicensed(id, keeper, uint(1))).isFalse();
  }

  @Test
  void aLicenceEndsWithItsTerm() {
    var id = offered(owner);
    bought(developer, id);
    pass(DURATION);
    assertThat(models.isLicensed(id, developer, uint(1))).isTrue();
    pass(1);
    assertThat(models.isLicensed(id, developer, uint(1))).isFalse();
  }

  @Test
  void aLicenceWithoutATermLastsForGood() {
    var id = offered(owner, "duration", uint(0));
    bought(developer, id);
    assertThat(models.getLicence(FIRST).orElseThrow().licence().end())
        .isEqualTo(uint(1_000_000_000));
  }

  @Test
  void aLicenceMayCostNothing() {
    var id = offered(owner, "fee", uint(0));
    bought(developer, id);
    assertThat(models.isLicensed(id, developer, uint(1))).isTrue();
  }

  @Test
  void theBuyerSaysWhatItPaysAtMost() {
    var id = offered(owner);
    assertThat(models.as(developer).purchaseLicence(id, FIRST, uint(FEE - 1))).isErr(ERR_TOO_DEAR);
  }

  @Test
  void termsAreSoldAsOftenAsTheyHaveSeats() {
    var id = offered(owner, "seats", uint(1));
    bought(developer, id);
    assertThat(buy(keeper, id)).isErr(ERR_SOLD_OUT);
  }

  @Test
  void whileExclusiveRightsRunNobodyElseBuys() {
    var id = offered(owner, "exclusive", bool(true), "duration", uint(50));
    bought(developer, id);
    pass(50);
    assertThat(buy(keeper, id)).isErr(ERR_EXCLUSIVE);
    pass(1);
    ok(buy(keeper, id));
  }

  @Test
  void exclusiveRightsAreSoldWhenNoLicenceRuns() {
    var id = offered(owner, "duration", uint(50));
    offer(owner, id, "exclusive", bool(true));
    bought(developer, id);
    pass(50);
    assertThat(models.as(keeper).purchaseLicence(id, uint(2), uint(FEE))).isErr(ERR_EXCLUSIVE);
    pass(1);
    ok(models.as(keeper).purchaseLicence(id, uint(2), uint(FEE)));
  }

  @Test
  void anAccountHoldsEightRunningLicencesOfAModel() {
    var id = offered(owner, "duration", uint(100));
    for (int i = 0; i < 8; i++) bought(developer, id);
    assertThat(buy(developer, id)).isErr(ERR_SLOTS_FULL);
    assertThat(models.getLicencesOf(id, developer)).hasSize(8);
  }

  @Test
  void endedLicencesGiveWay() {
    var id = offered(owner, "duration", uint(100));
    for (int i = 0; i < 8; i++) bought(developer, id);
    pass(101);
    ok(buy(developer, id));
    assertThat(models.getLicencesOf(id, developer)).hasSize(1);
  }

  @Test
  void onlyWhatIsOfferedIsBought() {
    assertThat(buy(developer, uint(9))).isErr(ERR_NO_MODEL);
    assertThat(buy(developer, model(owner))).isErr(ERR_NO_TERMS);
  }

  @Test
  void aPauseStopsSales() {
    var id = offered(owner);
    pause();
    assertThat(buy(developer, id)).isErr(ERR_PAUSED);
  }

  @Test
  void termsThatWereBoughtStayAsBought() {
    var id = offered(owner);
    var licence = models.getLicence(bought(developer, id)).orElseThrow();
    ok(models.as(owner).setTermsOpen(id, FIRST, false));
    ok(models.as(owner).transfer(id, owner, keeper));
    assertThat(models.getLicence(FIRST).orElseThrow()).isEqualTo(licence);
    assertThat(models.isLicensed(id, developer, uint(1))).isTrue();
  }

  // --- transfer

  @Test
  void aLicenceIsATokenOfTheStandard() {
    var id = offered(owner);
    var licence = bought(developer, id);
    assertThat(licences.getLastTokenId().ok()).isEqualTo(licence);
    assertThat(licences.getOwner(licence).ok()).contains(developer);
    assertThat(licences.getOwner(uint(9)).ok()).isEmpty();
    assertThat(licences.getTokenUri(licence).ok()).contains("ipfs://model");
    assertThat(licences.getTokenUri(uint(9)).ok()).isEmpty();
    assertThat(models.getLicenceOwner(licence)).contains(developer);
  }

  @Test
  void aTransferTakesTheRightsAlong() {
    var id = offered(owner);
    var licence = bought(developer, id);

    assertThat(licences.as(developer).transfer(licence, developer, keeper)).isOk();

    assertThat(licences.getOwner(licence).ok()).contains(keeper);
    assertThat(models.isLicensed(id, keeper, uint(1))).isTrue();
    assertThat(models.isLicensed(id, developer, uint(1))).isFalse();
    assertThat(models.getLicencesOf(id, developer)).isEmpty();
  }

  @Test
  void theHolderCanTransferAtTheRegistryToo() {
    var id = offered(owner);
    var licence = bought(developer, id);

    var event = ok(models.as(developer).transferLicence(licence, developer, keeper));

    assertThat(event.topic()).isEqualTo("transfer-licence");
    assertThat(event.id()).isEqualTo(licence);
    assertThat(event.sender()).isEqualTo(developer);
    assertThat(event.recipient()).isEqualTo(keeper);
  }

  @Test
  void nobodyTransfersTheLicenceOfAnother() {
    var licence = bought(developer, offered(owner));
    chain.deploy(
        "between",
        """
        (define-public (token (id uint))
          (contract-call? .licence-token transfer id tx-sender current-contract))
        (define-public (registry (id uint))
          (contract-call? .model-registry transfer-licence id tx-sender current-contract))
        """,
        deployer);
    assertThat(licences.as(keeper).transfer(licence, developer, keeper))
        .isErr(LicenceToken.Error.ERR_NOT_AUTHORISED);
    assertThat(licences.as(keeper).transfer(licence, keeper, owner)).isErr(ERR_NOT_AUTHORISED);
    assertThat(models.as(keeper).transferLicence(licence, developer, keeper))
        .isErr(ERR_NOT_AUTHORISED);
    assertThat(chain.callPublic("between", "token", List.of(licence), developer))
        .isErr(LicenceToken.Error.ERR_NOT_AUTHORISED);
    assertThat(chain.callPublic("between", "registry", List.of(licence), developer))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void onlyATransferableLicenceThatRunsIsTransferred() {
    var bound = bought(developer, offered(owner, "transferable", bool(false)));
    var ended = bought(developer, offered(owner, "duration", uint(5)));
    var self = bought(developer, offered(owner));
    pass(6);
    for (var each : List.of(bound, ended)) {
      assertThat(move(each, keeper)).isErr(ERR_NOT_TRANSFERABLE);
    }
    assertThat(move(self, developer)).isErr(ERR_NOT_TRANSFERABLE);
    assertThat(move(uint(9), keeper)).isErr(ERR_NO_LICENCE);
  }

  @Test
  void aRecipientNeedsASlot() {
    var id = offered(owner);
    for (int i = 0; i < 8; i++) bought(keeper, id);
    assertThat(move(bought(developer, id), keeper)).isErr(ERR_SLOTS_FULL);
  }

  private io.neuralnexus.clarinet.bindings.TypedReceipt<?> move(Uint id, StandardPrincipal to) {
    return licences.as(developer).transfer(id, developer, to);
  }
}
