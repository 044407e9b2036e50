package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_BAD_PRINCIPAL;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_FROZEN;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_READY;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_UNKNOWN_PROPOSAL;
import static io.neuralnexus.tests.governance.GovernanceChain.DEPOSIT;
import static io.neuralnexus.tests.governance.GovernanceChain.FREEZE;
import static io.neuralnexus.tests.governance.GovernanceChain.NO_CODE;
import static io.neuralnexus.tests.governance.GovernanceChain.TIP;
import static io.neuralnexus.tests.governance.GovernanceChain.payment;
import static io.neuralnexus.tests.governance.GovernanceChain.payments;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance;
import io.neuralnexus.tests.contracts.Governance.Freeze;
import io.neuralnexus.tests.contracts.Governance.Proposal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExecutingTest extends GovernanceSpecification {
  ExecutingTest(GovernanceChain chain) {
    super(chain);
  }

  @BeforeEach
  void wire() {
    chain.wired();
  }

  private Governance.As proposer() {
    return chain.as(chain.proposer);
  }

  private TypedReceipt<?> execute(Uint id) {
    return chain.as(chain.keeper).execute(id);
  }

  private TypedReceipt<?> grant(String role, boolean granted) {
    return proposer().proposeRole(chain.market, role, chain.code(chain.market), granted);
  }

  @ParameterizedTest
  @EnumSource
  void it_returns_the_deposit_to_the_proposer_and_pays_the_tip_to_the_caller(Kind kind) {
    kind.prepare(chain);
    var id = chain.ready(kind.propose(chain, chain.proposer));
    var executed = execute(id);

    assertThat(chain.ok(executed))
        .isEqualTo(
            tuple(
                "topic", ascii("execute"),
                "id", id,
                "action", kind.action(chain),
                "at", chain.now(),
                "refunded", chain.proposer,
                "deposit", uint(DEPOSIT),
                "keeper", chain.keeper,
                "tip", uint(TIP)));
    assertThat(payments(executed))
        .containsExactly(
            payment(chain.self, chain.proposer, DEPOSIT), payment(chain.self, chain.keeper, TIP));
    assertThat(chain.state(id)).isEqualTo("executed");
    assertThat(execute(id)).isErr(ERR_NOT_READY);
  }

  @Test
  void it_can_be_done_from_the_end_of_the_timelock_to_expiry() {
    var early = chain.propose();
    var late = chain.id(proposer().proposePause(true));
    assertThat(execute(early)).isErr(ERR_NOT_READY);
    chain.pass(early);
    chain.pass(late);
    chain.lastOf(early, Proposal::timelock);
    assertThat(execute(early)).isErr(ERR_NOT_READY);
    chain.mine(1);
    chain.ok(execute(early));
    chain.lastOf(late, Proposal::expiry);
    chain.ok(execute(late));
  }

  @Test
  void it_cannot_be_done_after_expiry() {
    var id = chain.propose();
    chain.pass(id);
    chain.whenOver(id, Proposal::expiry);
    assertThat(execute(id)).isErr(ERR_NOT_READY);
    assertThat(chain.governance.getParameter("platform-fee-bps").orElseThrow().value())
        .isEqualTo(uint(300));
  }

  @Test
  void a_defeated_a_superseded_and_an_unknown_proposal_cannot_be_executed() {
    var defeated = chain.id(proposer().proposePause(true));
    var superseded = chain.propose();
    var executed = chain.propose();
    chain.pass(superseded);
    chain.pass(executed);
    chain.whenOver(executed, Proposal::timelock);
    chain.ok(execute(executed));
    assertThat(execute(defeated)).isErr(ERR_NOT_READY);
    assertThat(execute(superseded)).isErr(ERR_NOT_READY);
    assertThat(execute(uint(4))).isErr(ERR_UNKNOWN_PROPOSAL);
  }

  @Test
  void a_contract_that_executes_earns_the_tip_itself() {
    chain.simnet.deploy("itself", Intermediary.PASSES_ON, chain.deployer);
    var itself = new ContractPrincipal(chain.deployer, "itself");
    var id = chain.ready(proposer().proposePause(true));
    assertThat(chain.simnet.callPublic("itself", "execute", List.of(id), chain.keeper))
        .isOk()
        .hasStxTransfer(TIP, chain.self, itself);
  }

  @Test
  void it_is_done_in_a_pause_too_which_is_the_way_out() {
    chain.enact(proposer().proposePause(true));
    assertThat(chain.governance.isPaused()).isTrue();
    chain.enact(proposer().proposePause(false));
    assertThat(chain.governance.isPaused()).isFalse();
  }

  // --- What each kind changes

  @Test
  void a_parameter_has_its_new_value() {
    chain.enact(proposer().proposeParameter("market-min-bid", uint(20_000)));
    assertThat(chain.governance.getSettings(List.of("platform-fee-bps", "market-min-bid")).values())
        .containsExactly(uint(300), uint(20_000));
  }

  @Test
  void a_role_is_granted_and_revoked() {
    chain.enact(grant("opener", true));
    assertThat(chain.governance.hasRole(chain.market, "opener")).isTrue();
    assertThat(chain.governance.hasRole(chain.market, "attestor")).isFalse();
    assertThat(chain.governance.hasRole(chain.self, "opener")).isFalse();
    chain.enact(grant("attestor", false));
    assertThat(chain.governance.hasRole(chain.market, "opener")).isTrue();
    chain.enact(grant("opener", false));
    assertThat(chain.governance.hasRole(chain.market, "opener")).isFalse();
  }

  @Test
  void a_stale_grant_cannot_undo_a_later_revocation() {
    chain.enact(grant("opener", true));
    var stale = chain.id(grant("opener", true));
    var revocation = chain.id(grant("opener", false));
    chain.pass(stale);
    chain.pass(revocation);
    chain.whenOver(revocation, Proposal::timelock);
    chain.ok(execute(revocation));
    assertThat(execute(stale)).isErr(ERR_NOT_READY);
    assertThat(chain.governance.hasRole(chain.market, "opener")).isFalse();
  }

  @Test
  void a_pause_lasts_until_a_vote_ends_it() {
    chain.enact(proposer().proposePause(true));
    assertThat(chain.governance.getStatus().pausedByVote()).isTrue();
    chain.mine(20_000);
    assertThat(chain.governance.isPaused()).isTrue();
    chain.enact(proposer().proposePause(false));
    assertThat(chain.governance.getStatus().pausedByVote()).isFalse();
    assertThat(chain.governance.isPaused()).isFalse();
  }

  @Test
  void a_freeze_runs_from_its_execution_for_its_time() {
    assertThat(chain.governance.isFrozen(uint(7))).isFalse();
    chain.enact(proposer().proposeFreeze(uint(7)));
    var freeze = chain.governance.getFreeze(uint(7)).orElseThrow();
    assertThat(freeze.toClarity())
        .isEqualTo(tuple("since", chain.now(), "blocks", uint(FREEZE), "owner", none()));
    chain.mine(FREEZE);
    assertThat(chain.governance.isFrozen(uint(7))).isTrue();
    assertThat(chain.governance.isFrozen(uint(8))).isFalse();
    chain.mine(1);
    assertThat(chain.governance.isFrozen(uint(7))).isFalse();
    assertThat(chain.governance.getFreeze(uint(7))).contains(freeze);
  }

  @Test
  void naming_the_owner_ends_the_freeze() {
    chain.enact(proposer().proposeFreeze(uint(7)));
    chain.enact(proposer().proposeFreeze(uint(8)));
    var freeze = chain.governance.getFreeze(uint(7)).orElseThrow();
    chain.enact(proposer().proposeOwner(uint(7), chain.carol));
    assertThat(chain.governance.isFrozen(uint(7))).isFalse();
    assertThat(chain.governance.getFreeze(uint(7)))
        .contains(new Freeze(freeze.blocks(), Optional.of(chain.carol), freeze.since()));
    assertThat(chain.governance.isFrozen(uint(8))).isTrue();
    assertThat(proposer().proposeOwner(uint(7), chain.bob)).isErr(ERR_NOT_FROZEN);
  }

  @Test
  void an_owner_is_named_while_the_freeze_lasts_or_not_at_all() {
    chain.enact(proposer().proposeFreeze(uint(7)));
    chain.mine(FREEZE - 1000);
    var late = chain.ready(proposer().proposeOwner(uint(7), chain.carol));
    assertThat(execute(late)).isErr(ERR_NOT_FROZEN);
    assertThat(chain.governance.getFreeze(uint(7)).orElseThrow().owner()).isEmpty();
    chain.whenOver(late, Proposal::expiry);
    assertThat(payments(chain.as(chain.keeper).close(late)))
        .contains(payment(chain.self, chain.proposer, DEPOSIT));
  }

  @Test
  void a_program_is_approved_and_retired() {
    assertThat(chain.governance.isProgramApproved(NO_CODE)).isFalse();
    chain.enact(proposer().proposeProgram(NO_CODE, uint(1_000_000), uint(64), true));
    assertThat(chain.governance.isProgramApproved(NO_CODE)).isTrue();
    assertThat(chain.governance.isProgramApproved(chain.code(chain.market))).isFalse();
    assertThat(chain.governance.getProgram(NO_CODE))
        .hasValueSatisfying(
            program -> {
              assertThat(program.epsilon()).isEqualTo(uint(1_000_000));
              assertThat(program.words()).isEqualTo(uint(64));
            });
    chain.enact(proposer().proposeProgram(NO_CODE, uint(1_000_000), uint(64), false));
    assertThat(chain.governance.isProgramApproved(NO_CODE)).isFalse();
    assertThat(chain.governance.getProgram(NO_CODE)).isEmpty();
  }

  @Test
  void a_verifier_is_retired() {
    chain.enact(proposer().proposeRetirement(chain.carol));
    assertThat(chain.governance.isVerifierRetired(chain.carol)).isTrue();
    assertThat(chain.governance.withoutRetired(List.of(chain.bob, chain.carol)))
        .containsExactly(chain.bob);
    assertThat(chain.governance.isVerifierRetired(chain.bob)).isFalse();
  }

  @Test
  void a_treasury_takes_over() {
    chain.enact(proposer().proposeTreasury(chain.carol));
    assertThat(chain.governance.getTreasury()).isEqualTo(chain.carol);
    assertThat(chain.governance.getSettings(List.of()).treasury()).isEqualTo(chain.carol);
  }

  @Test
  void a_guardian_takes_over() {
    chain.enact(proposer().proposeGuardian(chain.carol));
    assertThat(chain.governance.getStatus().guardian()).contains(chain.carol);
  }

  @Test
  void the_list_of_vaults_is_replaced() {
    chain.simnet.deploy("purse", Intermediary.TAKES_PART, chain.deployer);
    var purse = new ContractPrincipal(chain.deployer, "purse");
    chain.enact(proposer().proposeVaults(List.of(purse)));
    assertThat(chain.governance.getStatus().vaults()).containsExactly(purse);
    chain.enact(proposer().proposeVaults(List.of(chain.market, purse)));
    assertThat(chain.governance.getStatus().vaults()).containsExactly(chain.market, purse);
    chain.enact(proposer().proposeVaults(List.of()));
    assertThat(chain.governance.getStatus().vaults()).isEmpty();
  }

  @Test
  void treasury_and_vaults_that_became_the_same_in_the_meantime_are_refused() {
    chain.simnet.deploy("purse", Intermediary.TAKES_PART, chain.deployer);
    var purse = new ContractPrincipal(chain.deployer, "purse");
    var vaults = chain.id(proposer().proposeVaults(List.of(purse)));
    chain.pass(vaults);
    chain.mine(1700);
    var treasury = chain.id(proposer().proposeTreasury(purse));
    chain.pass(treasury);
    chain.whenOver(vaults, Proposal::timelock);
    assertThat(List.of(chain.state(vaults), chain.state(treasury)))
        .containsExactly("ready", "ready");

    chain.ok(execute(vaults));
    assertThat(execute(treasury)).isErr(ERR_BAD_PRINCIPAL);
    assertThat(chain.governance.getTreasury()).isEqualTo(chain.treasury);
    assertThat(chain.state(treasury)).isEqualTo("ready");
  }

  @Test
  void vaults_that_became_the_treasury_in_the_meantime_are_refused() {
    chain.simnet.deploy("purse", Intermediary.TAKES_PART, chain.deployer);
    var purse = new ContractPrincipal(chain.deployer, "purse");
    var vaults = chain.id(proposer().proposeVaults(List.of(purse)));
    chain.pass(vaults);
    chain.enact(proposer().proposeTreasury(purse));
    chain.whenOver(vaults, Proposal::timelock);
    assertThat(execute(vaults)).isErr(ERR_BAD_PRINCIPAL);
    assertThat(chain.governance.getStatus().vaults()).containsExactly(chain.market);
  }

  // --- Rules

  @Test
  void every_rule_of_a_proposal_comes_from_its_parameter() {
    var values =
        List.of(
            new Rule("governance-quorum-floor", 60_000_000_000L),
            new Rule("governance-quorum-bps", 5000),
            new Rule("governance-threshold-bps", 7000),
            new Rule("governance-voting", 500),
            new Rule("governance-timelock", 200),
            new Rule("governance-role-timelock", 3000),
            new Rule("governance-execution", 300),
            new Rule("governance-deposit", 2_000_000),
            new Rule("governance-keeper-tip", 3000),
            new Rule("governance-guardian-pause", 100),
            new Rule("governance-guardian-rest", 1500),
            new Rule("governance-freeze", 6000));
    var before = chain.propose();
    var ids =
        values.stream()
            .map(rule -> chain.id(proposer().proposeParameter(rule.name(), uint(rule.value()))))
            .toList();
    ids.forEach(chain::pass);
    chain.whenOver(ids.getLast(), Proposal::timelock);
    ids.forEach(id -> chain.ok(execute(id)));

    assertThat(chain.governance.quoteProposal().toClarity())
        .isEqualTo(
            tuple("deposit", uint(2_000_000), "tip", uint(3000), "quorum", uint(60_000_000_000L)));
    chain.simnet.transferStx(200_000_000_000L, chain.market, chain.stranger);
    var freeze = chain.proposal(chain.id(proposer().proposeFreeze(uint(7))));
    assertThat(freeze.quorum()).isEqualTo(uint(100_000_000_000L));
    assertThat(freeze.threshold()).isEqualTo(uint(7000));
    assertThat(freeze.voting()).isEqualTo(uint(500));
    assertThat(freeze.timelock()).isEqualTo(uint(700));
    assertThat(freeze.expiry()).isEqualTo(uint(1000));
    assertThat(freeze.deposit()).isEqualTo(uint(2_000_000));
    assertThat(freeze.tip()).isEqualTo(uint(3000));
    assertThat(freeze.action().value()).isEqualTo(uint(6000));
    var role = chain.proposal(chain.id(grant("opener", true)));
    assertThat(role.timelock()).isEqualTo(uint(3500));
    assertThat(role.expiry()).isEqualTo(uint(3800));
    assertThat(chain.ok(chain.as(chain.guardian).guardianPause()))
        .hasField("pause", uint(100))
        .hasField("rest", uint(1600));

    var old = chain.proposal(before);
    assertThat(List.of(old.voting(), old.timelock(), old.expiry(), old.threshold(), old.deposit()))
        .containsExactly(uint(1008), uint(1440), uint(2448), uint(6000), uint(DEPOSIT));
  }

  private record Rule(String name, long value) {}
}
