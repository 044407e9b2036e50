package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ModelRegistry.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.ModelRegistry.CheckParentsEdges;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a derivative owes the models it comes from. */
class LineageTest extends ModelStage {
  private static final long RIGHTS = 1_000;

  @Test
  void aDerivativeIsBoundToTheTermsOfItsParentsLicences() {
    var parent = offered(owner);
    var licence = bought(developer, parent);

    var event =
        ok(models.as(developer).registerModel(sha256("child"), "ipfs://c", List.of(licence)));

    assertThat(event.parents())
        .containsExactly(new CheckParentsEdges(uint(1_000), uint(100_000), parent));
    assertThat(event.rightsEnd())
        .isEqualTo(models.getLicence(licence).orElseThrow().licence().end());
    assertThat(models.getModel(event.id()).orElseThrow().record().parents())
        .containsExactly(parent);
  }

  @Test
  void aJobBindsTheParentsWhenItIsCreated() {
    var parent = offered(owner, "duration", uint(10_000));
    var licence = bought(developer, parent);
    staff();
    var job = ok(market.as(developer).createTrainingJob(spec(PROGRAM), List.of(licence))).id();
    ok(licences.as(developer).transfer(licence, developer, keeper));
    matched(job, dataset(owner), dataset(secondOwner));
    ok(market.as(provider).bidOnJob(job, uint(BASE)));

    var settled = ok(market.as(keeper).finalizeJob(concluded(begun(assigned(job)), PROGRAM)));

    var child = models.getModel(settled.model()).orElseThrow();
    assertThat(child.record().parents()).containsExactly(parent);
    assertThat(vault.getPool(models.contract(), settled.model()).orElseThrow().edges().getFirst())
        .satisfies(edge -> assertThat(edge.parent()).isEqualTo(parent));
  }

  @Test
  void noParentIsNamedTwice() {
    var parent = offered(owner);
    var first = bought(developer, parent);
    var second = bought(developer, parent);
    refused(ERR_BAD_PARENT, first, second);
    refused(ERR_BAD_PARENT, first, first);
  }

  @Test
  void theLicenceIsTheAuthorsOwn() {
    refused(ERR_BAD_PARENT, bought(keeper, offered(owner)));
    refused(ERR_NO_LICENCE, uint(9));
  }

  @Test
  void theLicenceGrantsDerivatives() {
    var parent = offered(owner, "derivatives", bool(false), "share", uint(0), "minimum", uint(0));
    refused(ERR_BAD_PARENT, bought(developer, parent));
  }

  @Test
  void theLicenceRuns() {
    var licence = bought(developer, offered(owner, "duration", uint(5)));
    pass(5);
    assertThat(models.checkParents(developer, List.of(licence)).isOk()).isTrue();
    pass(1);
    refused(ERR_BAD_PARENT, licence);
  }

  @Test
  void parentsTogetherHaveAtMostHalfOfTheIncome() {
    var first = bought(developer, offered(owner, "share", uint(2_500)));
    var second = bought(developer, offered(owner, "share", uint(2_500)));
    var third = bought(developer, offered(owner, "share", uint(1)));
    refused(ERR_PARENTS_TOO_DEAR, first, second, third);
    model(developer, first, second);
  }

  @Test
  void aLicenceOfADerivativeEndsWithTheRightsOfItsParents() {
    var licence = bought(developer, offered(owner));
    long end = number(models.getLicence(licence).orElseThrow().licence().end());
    var child = model(developer, licence);
    offer(developer, child, "duration", uint(10 * RIGHTS));
    pass(100);

    assertThat(ok(buy(keeper, child)).licence().end()).isEqualTo(uint(end));
    pass(RIGHTS - 100);
    ok(buy(keeper, child));
    pass(1);
    assertThat(buy(keeper, child)).isErr(ERR_RIGHTS_ENDED);
    assertThat(models.isLicensed(child, keeper, uint(1))).isFalse();
  }

  @Test
  void aDerivativeIsNotGivenAway() {
    var child = model(developer, bought(developer, offered(owner, "minimum", uint(0))));
    assertThat(models.as(developer).addTerms(child, licenceTerms("fee", uint(0))))
        .isErr(ERR_BAD_TERMS);
  }

  @Test
  void aFeeCoversTheMinimaOfTheParents() {
    var child = model(developer, bought(developer, offered(owner, "minimum", uint(5 * STX))));
    offer(developer, child, "fee", uint(5 * STX));
    assertThat(buy(keeper, child)).isErr(Compensation.Error.ERR_BELOW_ROYALTIES);
  }

  @Test
  void aParentHasItsShareOfEachSale() {
    var parent = offered(owner);
    var child = model(developer, bought(developer, parent));
    offer(developer, child);
    claimed(parent, owner);
    bought(keeper, child);

    var event = ok(models.as(auditor).settleRoyalty(child, uint(0)));

    assertThat(event.amount()).isEqualTo(uint(970_000));
    assertThat(event.parent()).isEqualTo(parent);
    assertThat(claimed(parent, owner)).isEqualTo(970_000);
    assertThat(claimed(child, developer)).isEqualTo(INCOME - 970_000);
  }

  @Test
  void orItsMinimumIfThatIsMore() {
    var parent = offered(owner, "minimum", uint(2 * STX));
    var child = model(developer, bought(developer, parent));
    offer(developer, child);
    bought(keeper, child);
    assertThat(ok(models.as(auditor).settleRoyalty(child, uint(0))).amount())
        .isEqualTo(uint(2 * STX));
  }

  @Test
  void royaltiesGoOnToTheGrandparents() {
    var grandparent = offered(owner);
    var parent = model(secondOwner, bought(secondOwner, grandparent));
    offer(secondOwner, parent, "share", uint(2_000));
    var child = model(developer, bought(developer, parent));
    offer(developer, child);
    models.as(keeper).settleRoyalty(parent, uint(0));
    claimed(grandparent, owner);
    claimed(parent, secondOwner);

    bought(keeper, child);
    assertThat(ok(models.as(keeper).settleRoyalty(child, uint(0))).amount())
        .isEqualTo(uint(1_940_000));
    assertThat(ok(models.as(keeper).settleRoyalty(parent, uint(0))).amount())
        .isEqualTo(uint(194_000));

    assertThat(claimed(child, developer)).isEqualTo(INCOME - 1_940_000);
    assertThat(claimed(parent, secondOwner)).isEqualTo(1_940_000 - 194_000);
    assertThat(claimed(grandparent, owner)).isEqualTo(194_000);
  }

  @Test
  void onlyWhatIsDueIsPassedOn() {
    var child = model(developer, bought(developer, offered(owner)));
    assertThat(models.as(keeper).settleRoyalty(child, uint(0)))
        .isErr(Compensation.Error.ERR_NOTHING_DUE);
    assertThat(models.as(keeper).settleRoyalty(child, uint(1))).isErr(ERR_NO_MODEL);
    assertThat(models.as(keeper).settleRoyalty(uint(9), uint(0))).isErr(ERR_NO_MODEL);
  }

  private void refused(ContractError error, Uint... parents) {
    assertThat(models.as(developer).registerModel(sha256("c"), "ipfs://c", List.of(parents)))
        .isErr(error);
    assertThat(models.checkParents(developer, List.of(parents)).error()).isEqualTo(error.code());
  }
}
