package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ModelRegistry.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation;
import org.junit.jupiter.api.Test;

/** What a vote that freezes a model stops, and what it cannot. */
class FreezeTest extends ModelStage {
  private static final long FREEZE = 5_040;
  private static final long DURATION = 100_000;

  @Test
  void noLicenceOfAFrozenModelIsSold() {
    var id = offered(owner);
    freeze(id);
    assertThat(models.getModel(id).orElseThrow().withheld()).isTrue();
    assertThat(buy(developer, id)).isErr(ERR_FROZEN);
  }

  @Test
  void aFrozenModelIsNotTransferred() {
    var id = model(owner);
    freeze(id);
    assertThat(models.as(owner).transfer(id, owner, keeper)).isErr(ERR_FROZEN);
  }

  @Test
  void whatWasEarnedBeforeIsPaid() {
    var id = offered(owner);
    bought(developer, id);
    freeze(id);
    assertThat(claimed(id, owner)).isEqualTo(INCOME);
  }

  /** A frozen model to which a derivative has paid a royalty since. */
  private Uint withIncomeWithheld() {
    var parent = offered(owner, "duration", uint(DURATION));
    var child = model(developer, bought(developer, parent));
    offer(developer, child);
    claimed(parent, owner);
    freeze(parent);
    bought(keeper, child);
    ok(models.as(keeper).settleRoyalty(child, uint(0)));
    return parent;
  }

  @Test
  void whatIsEarnedAfterIsWithheldThenReleased() {
    var parent = withIncomeWithheld();

    assertThat(models.as(keeper).claimShare(parent, OWNERS))
        .isErr(Compensation.Error.ERR_NOTHING_DUE);
    pass(FREEZE + 1);
    assertThat(claimed(parent, owner)).isEqualTo(970_000);
  }

  @Test
  void licencesOfAFrozenModelGoOn() {
    var id = offered(owner, "duration", uint(DURATION));
    bought(developer, id);
    freeze(id);
    assertThat(models.isLicensed(id, developer, uint(1))).isTrue();
  }

  @Test
  void aSecondVoteNamesTheOwnerWhoHasAllThatWasWithheld() {
    var parent = withIncomeWithheld();
    enact(governance.as(treasury).proposeOwner(parent, secondOwner));
    assertThat(models.as(keeper).claimShare(parent, OWNERS))
        .isErr(Compensation.Error.ERR_NOTHING_DUE);

    var event = ok(models.as(keeper).restoreOwner(parent));

    assertThat(event.topic()).isEqualTo("restore-owner");
    assertThat(event.model()).isEqualTo(parent);
    assertThat(event.from()).isEqualTo(owner);
    assertThat(event.to()).isEqualTo(secondOwner);
    assertThat(models.getOwner(parent).ok()).contains(secondOwner);
    assertThat(models.getModel(parent).orElseThrow().withheld()).isFalse();
    assertThat(claimed(parent, secondOwner)).isEqualTo(970_000);
    ok(buy(keeper, parent));
  }

  @Test
  void theVoteMayNameTheOwnerOfNow() {
    var id = offered(owner);
    freeze(id);
    enact(governance.as(treasury).proposeOwner(id, owner));
    ok(models.as(keeper).restoreOwner(id));
    assertThat(models.getOwner(id).ok()).contains(owner);
    ok(buy(developer, id));
  }

  @Test
  void anOwnerIsRestoredOnceAndByAVote() {
    var id = model(owner);
    assertThat(models.as(keeper).restoreOwner(id)).isErr(ERR_NOT_FROZEN);
    freeze(id);
    assertThat(models.as(keeper).restoreOwner(id)).isErr(ERR_NOT_FROZEN);
    enact(governance.as(treasury).proposeOwner(id, secondOwner));
    ok(models.as(keeper).restoreOwner(id));
    ok(models.as(secondOwner).transfer(id, secondOwner, keeper));
    assertThat(models.as(keeper).restoreOwner(id)).isErr(ERR_NOT_FROZEN);
    assertThat(models.as(keeper).restoreOwner(uint(9))).isErr(ERR_NO_MODEL);
  }

  // --- refunds

  @Test
  void theUnusedTermOfAFrozenModelIsRefunded() {
    var id = offered(owner, "duration", uint(DURATION));
    var licence = bought(developer, id);
    long start = number(models.getLicence(licence).orElseThrow().licence().start());
    bought(keeper, id);
    freeze(id);
    long unused = FEE * (DURATION - (burn() - start)) / DURATION;

    var event = ok(models.as(developer).refundLicence(licence, uint(unused)));

    assertThat(event.topic()).isEqualTo("refund-licence");
    assertThat(event.id()).isEqualTo(licence);
    assertThat(event.holder()).isEqualTo(developer);
    assertThat(event.unused()).isEqualTo(uint(unused));
    assertThat(event.amount()).isEqualTo(uint(unused));
    assertThat(balance(developer)).isEqualTo(unused);
    assertThat(models.isLicensed(id, developer, uint(1))).isFalse();
    assertThat(models.getLicence(licence)).isEmpty();
    assertThat(licences.getOwner(licence).ok()).isEmpty();
    assertThat(claimed(id, owner)).isEqualTo(2 * INCOME - unused);
  }

  @Test
  void aRefundReachesAsFarAsTheOwnersShare() {
    var id = offered(owner, "duration", uint(0));
    var first = bought(developer, id);
    freeze(id);

    // The platform's fee is not given back.
    assertThat(ok(models.as(developer).refundLicence(first, uint(0))).amount())
        .isEqualTo(uint(INCOME));
  }

  @Test
  void theHolderSaysWhatItWantsAtLeast() {
    var id = offered(owner, "duration", uint(0));
    var licence = bought(developer, id);
    freeze(id);
    assertThat(models.as(developer).refundLicence(licence, uint(INCOME + 1))).isErr(ERR_TOO_DEAR);
    assertThat(models.isLicensed(id, developer, uint(1))).isTrue();
  }

  @Test
  void aLicenceOfAModelThatIsNotFrozenIsNotRefunded() {
    var licence = bought(developer, offered(owner));
    assertThat(models.as(developer).refundLicence(licence, uint(0))).isErr(ERR_NOT_FROZEN);
  }

  @Test
  void onlyTheHolderIsRefunded() {
    var id = offered(owner, "duration", uint(DURATION));
    var licence = bought(developer, id);
    freeze(id);
    assertThat(models.as(keeper).refundLicence(licence, uint(0))).isErr(ERR_NOT_AUTHORISED);
    assertThat(models.as(keeper).refundLicence(uint(9), uint(0))).isErr(ERR_NO_LICENCE);
  }

  @Test
  void nothingIsRefundedOfATermThatIsOver() {
    var id = offered(owner, "duration", uint(10));
    var licence = bought(developer, id);
    freeze(id);
    assertThat(models.as(developer).refundLicence(licence, uint(0))).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void nothingIsRefundedOfALicenceThatBeganInTheLastBlockOfTheRights() {
    var parent = offered(owner, "duration", uint(DURATION));
    var child = model(developer, bought(developer, parent));
    offer(developer, child);
    pass(number(models.getModel(child).orElseThrow().record().rightsEnd()) - burn());
    var licence = bought(keeper, child);
    var terms = models.getLicence(licence).orElseThrow().licence();
    assertThat(terms.start()).isEqualTo(terms.end());
    freeze(child);

    assertThat(models.as(keeper).refundLicence(licence, uint(0))).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void nothingIsRefundedOfAnEmptyShare() {
    var id = offered(owner, "duration", uint(DURATION));
    var licence = bought(developer, id);
    claimed(id, owner);
    freeze(id);
    assertThat(models.as(developer).refundLicence(licence, uint(0))).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void exclusiveRightsThatAreGivenBackBindNobody() {
    var id = offered(owner, "exclusive", bool(true), "duration", uint(DURATION));
    var licence = bought(developer, id);
    freeze(id);
    ok(models.as(developer).refundLicence(licence, uint(0)));
    pass(FREEZE + 1);
    ok(buy(keeper, id));
  }

  @Test
  void othersLicencesKeepExclusiveRightsOutAfterARefund() {
    var id = offered(owner, "duration", uint(DURATION));
    Uint exclusive = offer(owner, id, "exclusive", bool(true));
    var licence = bought(developer, id);
    bought(keeper, id);
    freeze(id);
    ok(models.as(developer).refundLicence(licence, uint(0)));
    pass(FREEZE + 1);
    assertThat(models.as(treasury).purchaseLicence(id, exclusive, uint(FEE))).isErr(ERR_EXCLUSIVE);
  }
}
