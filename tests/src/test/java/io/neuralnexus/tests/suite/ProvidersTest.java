package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ComputationVerification.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.tests.contracts.Compensation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compute providers, and what binds their stake. */
class ProvidersTest extends ComputationStage {
  private static final long LEAST = 100 * STX;
  private static final long UNBONDING = 1_008;

  @Test
  void whoeverStakesEnoughIsAProviderOfMiddlingScore() {
    var event = told(computation.as(provider).registerProvider(uint(LEAST)));
    assertThat(event.provider()).isEqualTo(provider);
    assertThat(held(event.hold())).isEqualTo(LEAST);
    var registered = computation.getProvider(provider).orElseThrow();
    assertThat(registered.stake()).isEqualTo(event.hold());
    assertThat(registered.open()).isTrue();
    assertThat(registered.score()).isEqualTo(uint(5_000));
  }

  @Test
  void aStakeBelowTheMinimumIsRefused() {
    assertThat(computation.as(provider).registerProvider(uint(LEAST - 1))).isErr(ERR_BAD_STAKE);
  }

  @Test
  void anAccountRegistersOnce() {
    registerProvider();
    assertThat(computation.as(provider).registerProvider(uint(LEAST)))
        .isErr(ERR_ALREADY_REGISTERED);
  }

  @Test
  void aPauseStopsRegistrationsAndBidsButNotTheEnd() {
    registerProvider();
    var bond = engaged();
    pause();
    assertThat(computation.as(keeper).registerProvider(uint(LEAST))).isErr(ERR_PAUSED);
    assertThat(computation.as(keeper).registerVerifier()).isErr(ERR_PAUSED);
    assertThat(bench.as(provider).engage(uint(STAKE), uint(BOND), Optional.empty()))
        .isErr(ERR_PAUSED);
    ok(bench.as(keeper).disengage(bond));
    ok(computation.as(provider).unstakeProvider());
  }

  @Test
  void noContractStakesForItsCaller() {
    assertThat(thief.as(provider).registerProvider(uint(LEAST))).isErr(ERR_NOT_AUTHORISED);
    assertThat(thief.as(provider).registerVerifier()).isErr(ERR_NOT_AUTHORISED);
    registerProvider();
    assertThat(thief.as(provider).unstakeProvider()).isErr(ERR_NOT_AUTHORISED);
    assertThat(thief.as(provider).topUpProvider(uint(LEAST))).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void whoLeavesHasTheStakeAfterTheUnbonding() {
    registerProvider();
    var event = told(computation.as(provider).unstakeProvider());
    assertThat(event.amount()).isEqualTo(uint(PROVIDER_STAKE));
    assertThat(computation.getProvider(provider).orElseThrow().open()).isFalse();
    pass(UNBONDING);
    assertThat(vault.as(keeper).collectHold(stake(provider)))
        .isErr(Compensation.Error.ERR_TOO_EARLY);
    pass(1);
    ok(vault.as(keeper).collectHold(stake(provider)));
    paid(provider, PROVIDER_STAKE);
  }

  @Test
  void whatAJobBindsDoesNotLeave() {
    registerProvider();
    engaged();
    assertThat(ok(computation.as(provider).unstakeProvider()).amount())
        .isEqualTo(uint(PROVIDER_STAKE - STAKE));
  }

  @Test
  void whoHasLeftComesBackWithEnough() {
    registerProvider();
    ok(computation.as(provider).unstakeProvider());
    assertThat(computation.as(provider).topUpProvider(uint(LEAST - 1))).isErr(ERR_BAD_STAKE);
    var event = told(computation.as(provider).topUpProvider(uint(LEAST)));
    assertThat(event.amount()).isEqualTo(uint(LEAST));
    assertThat(computation.getProvider(provider).orElseThrow().open()).isTrue();
    assertThat(held(stake(provider))).isEqualTo(PROVIDER_STAKE + LEAST);
  }

  @Test
  void onlyAProviderHasAStakeToChange() {
    assertThat(computation.as(keeper).topUpProvider(uint(LEAST))).isErr(ERR_NOT_REGISTERED);
    assertThat(computation.as(keeper).unstakeProvider()).isErr(ERR_NOT_REGISTERED);
  }

  // --- engagements ---

  @Test
  void anEngagementBindsStakeAndBond() {
    registerProvider();
    var event = told(bench.as(provider).engage(uint(STAKE), uint(BOND), Optional.empty()));
    assertThat(event.marketplace()).isEqualTo(bench.contract());
    assertThat(event.score()).isEqualTo(uint(5_000));
    assertThat(held(event.hold())).isEqualTo(BOND);
    assertThat(vault.getHold(stake(provider)).orElseThrow().locked()).isEqualTo(uint(STAKE));
    assertThat(computation.getEngagement(event.hold()).orElseThrow().free()).isTrue();
  }

  @Test
  void itBindsNoMoreThanThereIs() {
    registerProvider();
    assertThat(bench.as(provider).engage(uint(PROVIDER_STAKE + 1), uint(BOND), Optional.empty()))
        .isErr(Compensation.Error.ERR_BAD_AMOUNT);
  }

  @Test
  void aBetterBidFreesTheOneItBeats() {
    registerProvider();
    ok(computation.as(challenger).registerProvider(uint(LEAST)));
    var beaten = engaged();
    var event = ok(bench.as(challenger).engage(uint(STAKE), uint(BOND), Optional.of(beaten)));
    assertThat(event.outbid()).contains(beaten);
    paid(provider, BOND);
    assertThat(vault.getHold(stake(provider)).orElseThrow().locked()).isEqualTo(uint(0));
    assertThat(bench.as(keeper).disengage(beaten)).isErr(ERR_STATE);
    assertThat(bench.as(challenger).engage(uint(1), uint(BOND), Optional.of(beaten)))
        .isErr(ERR_STATE);
  }

  @Test
  void onlyAListedMarketplaceEngages() {
    registerProvider();
    assertThat(thief.as(provider).engage(uint(STAKE), uint(BOND), Optional.empty()))
        .isErr(ERR_NOT_AUTHORISED);
    assertThat(computation.as(provider).engage(uint(STAKE), uint(BOND), Optional.empty()))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void onlyWhoIsOpenIsEngaged() {
    assertThat(bench.as(provider).engage(uint(STAKE), uint(BOND), Optional.empty()))
        .isErr(ERR_NOT_REGISTERED);
    registerProvider();
    ok(computation.as(provider).unstakeProvider());
    assertThat(bench.as(provider).engage(uint(0), uint(BOND), Optional.empty()))
        .isErr(ERR_NOT_REGISTERED);
  }

  @Test
  void theMarketplaceOfAnEngagementEndsItOnce() {
    registerProvider();
    var bond = engaged();
    assertThat(thief.as(provider).disengage(bond)).isErr(ERR_NOT_AUTHORISED);
    assertThat(bench.as(keeper).disengage(uint(99))).isErr(ERR_NO_ENGAGEMENT);
    told(bench.as(keeper).disengage(bond));
    paid(provider, BOND);
    assertThat(bench.as(keeper).disengage(bond)).isErr(ERR_STATE);
  }

  @Test
  void anEngagementHasOneExecution() {
    var id = opened();
    var bond = computation.getExecution(id).orElseThrow().bond();
    assertThat(bench.as(keeper).disengage(bond)).isErr(ERR_STATE);
    assertThat(
            bench
                .as(provider)
                .openExecution(
                    bond, developer, described(LOOP), TRUTH.hash(0), uint(1), uint(1), List.of()))
        .isErr(ERR_STATE);
  }

  @Test
  void anExecutionHasSteps() {
    registerProvider();
    assertThat(
            bench
                .as(provider)
                .openExecution(
                    engaged(),
                    developer,
                    described(LOOP),
                    TRUTH.hash(0),
                    uint(0),
                    uint(1),
                    List.of()))
        .isErr(ERR_BAD_STEPS);
  }

  @Test
  void anExecutionKeepsTheTermsThatItBeganWith() {
    registerProvider();
    var event =
        told(
            bench
                .as(provider)
                .openExecution(
                    engaged(),
                    developer,
                    described(LOOP),
                    TRUTH.hash(0),
                    uint(MOST_STEPS),
                    uint(COMMIT_WINDOW),
                    List.of()));
    var terms = event.terms();
    assertThat(terms.auditBond()).isEqualTo(uint(AUDIT_BOND));
    assertThat(terms.challengeBond()).isEqualTo(uint(CHALLENGE_BOND));
    assertThat(terms.resultWindow()).isEqualTo(uint(RESULT_WINDOW));
    assertThat(terms.revealWindow()).isEqualTo(uint(REVEAL_WINDOW));
    assertThat(terms.challengeWindow()).isEqualTo(uint(CHALLENGE_WINDOW));
    assertThat(terms.moveWindow()).isEqualTo(uint(MOVE_WINDOW));
    assertThat(terms.clock()).isEqualTo(uint(CLOCK));
    assertThat(terms.maxDisputes()).isEqualTo(uint(MOST_DISPUTES));
    assertThat(terms.deliveryWindow()).isEqualTo(uint(DELIVERY_WINDOW));
    assertThat(terms.bountyBps()).isEqualTo(uint(2_000));
  }

  @Test
  void aMarketplaceThatLostItsRoleEndsWhatItOpenedAndOpensNothing() {
    var id = opened();
    var code = codeOf(bench.contract());
    var proposed =
        governance.as(deployer).proposeRole(bench.contract(), "marketplace", code, false);
    enact(ok(proposed).id());
    assertThat(bench.as(provider).engage(uint(STAKE), uint(BOND), Optional.empty()))
        .isErr(ERR_NOT_AUTHORISED);
    assertThat(ok(settle(id)).state()).isEqualTo("lapsed");
  }
}
