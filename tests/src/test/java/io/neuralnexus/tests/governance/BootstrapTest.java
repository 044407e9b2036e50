package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_BAD_PRINCIPAL;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_BOOTSTRAP_FINISHED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_CODE_MISMATCH;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_BOOTSTRAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrap;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.contracts.Governance.FreezeSince;
import io.neuralnexus.tests.contracts.Governance.StatusLastPause;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootstrapTest extends GovernanceSpecification {
  BootstrapTest(GovernanceChain chain) {
    super(chain);
  }

  private TypedReceipt<Response<FinishBootstrap, Uint>> finish(
      Principal treasury, Principal guardian, Principal... vaults) {
    return chain.as(chain.deployer).finishBootstrap(treasury, guardian, List.of(vaults), List.of());
  }

  private ContractPrincipal contract(String name) {
    chain.simnet.deploy(name, "(define-read-only (nothing) none)", chain.stranger);
    return new ContractPrincipal(chain.stranger, name);
  }

  @Test
  void a_fresh_contract_is_open_pays_the_deployer_and_has_no_guardian() {
    var status = chain.governance.getStatus();
    assertThat(status.bootstrapped()).isFalse();
    assertThat(status.guardian()).isEmpty();
    assertThat(status.vaults()).isEmpty();
    assertThat(status.pausedByVote()).isFalse();
    assertThat(status.lastPause())
        .isEqualTo(
            new StatusLastPause(Uint.ZERO, Uint.ZERO, new FreezeSince(Uint.ZERO, Uint.ZERO)));
    assertThat(status.lastProposal()).isEqualTo(Uint.ZERO);
    assertThat(status.obligations()).isEqualTo(Uint.ZERO);
    assertThat(chain.governance.isPaused()).isFalse();
    assertThat(chain.governance.getTreasury()).isEqualTo(chain.deployer);
  }

  @Test
  void it_sets_treasury_guardian_vaults_and_roles_at_once() {
    var vault = contract("vault");
    var done =
        chain
            .as(chain.deployer)
            .finishBootstrap(
                chain.treasury,
                chain.guardian,
                List.of(chain.market, vault),
                List.of(
                    new FinishBootstrapRoles("opener", chain.market),
                    new FinishBootstrapRoles("attestor", vault)));

    assertThat(chain.ok(done))
        .hasResult(
            tuple(
                "topic",
                ascii("finish-bootstrap"),
                "treasury",
                chain.treasury,
                "guardian",
                chain.guardian,
                "vaults",
                list(chain.market, vault),
                "roles",
                list(
                    tuple("role", ascii("opener"), "who", chain.market),
                    tuple("role", ascii("attestor"), "who", vault))));
    assertThat(GovernanceChain.payments(done)).isEmpty();
    var status = chain.governance.getStatus();
    assertThat(status.bootstrapped()).isTrue();
    assertThat(status.guardian()).contains(chain.guardian);
    assertThat(status.vaults()).containsExactly(chain.market, vault);
    assertThat(chain.governance.getTreasury()).isEqualTo(chain.treasury);
    assertThat(chain.governance.hasRole(chain.market, "opener")).isTrue();
    assertThat(chain.governance.hasRole(vault, "attestor")).isTrue();
    assertThat(chain.governance.hasRole(chain.market, "attestor")).isFalse();
    assertThat(chain.governance.hasRole(vault, "opener")).isFalse();
  }

  @Test
  void no_proposal_can_be_made_before_it() {
    assertThat(chain.as(chain.proposer).proposePause(true)).isErr(ERR_NOT_BOOTSTRAPPED);
    chain.wired();
    chain.ok(chain.as(chain.proposer).proposePause(true));
  }

  @Test
  void only_the_deployer_makes_it() {
    assertThat(
            chain
                .as(chain.stranger)
                .finishBootstrap(chain.treasury, chain.guardian, List.of(), List.of()))
        .isErr(ERR_NOT_AUTHORISED);
    assertThat(chain.governance.getStatus().bootstrapped()).isFalse();
  }

  @Test
  void the_deployer_makes_it_without_a_contract_between() {
    chain.simnet.deploy(
        "between",
        "(define-public (go (who principal)) (contract-call? .governance finish-bootstrap who who"
            + " (list) (list)))",
        chain.deployer);
    assertThat(chain.simnet.callPublic("between", "go", List.of(chain.treasury), chain.deployer))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void it_happens_once_and_leaves_the_deployer_without_power() {
    chain.wired();
    assertThat(finish(chain.deployer, chain.stranger)).isErr(ERR_BOOTSTRAP_FINISHED);
    assertThat(chain.as(chain.deployer).guardianPause()).isErr(ERR_NOT_AUTHORISED);
    assertThat(chain.governance.getTreasury()).isEqualTo(chain.treasury);
  }

  @Test
  void the_deployer_cannot_become_guardian_by_it() {
    assertThat(finish(chain.treasury, chain.deployer)).isErr(ERR_BAD_PRINCIPAL);
  }

  @Test
  void the_deployer_may_stay_treasury() {
    chain.ok(finish(chain.deployer, chain.guardian));
    assertThat(chain.governance.getTreasury()).isEqualTo(chain.deployer);
  }

  @Test
  void a_failure_leaves_nothing_set() {
    assertThat(finish(chain.treasury, chain.guardian, chain.market, chain.market))
        .isErr(ERR_BAD_PRINCIPAL);
    assertThat(chain.governance.getTreasury()).isEqualTo(chain.deployer);
    assertThat(chain.governance.getStatus().guardian()).isEqualTo(Optional.empty());
    chain.wired();
  }

  @Test
  void treasury_and_vaults_and_governance_all_differ() {
    assertThat(finish(chain.self, chain.guardian)).isErr(ERR_BAD_PRINCIPAL);
    assertThat(finish(chain.market, chain.guardian, chain.market)).isErr(ERR_BAD_PRINCIPAL);
    assertThat(finish(chain.treasury, chain.guardian, chain.self)).isErr(ERR_BAD_PRINCIPAL);
    assertThat(finish(chain.treasury, chain.guardian, contract("a"), chain.market, chain.market))
        .isErr(ERR_BAD_PRINCIPAL);
  }

  @Test
  void a_vault_is_a_deployed_contract() {
    var missing = new ContractPrincipal(chain.deployer, "missing");
    assertThat(finish(chain.treasury, chain.guardian, missing)).isErr(ERR_CODE_MISMATCH);
    assertThat(finish(chain.treasury, chain.guardian, chain.market, chain.alice))
        .isErr(ERR_CODE_MISMATCH);
  }

  @Test
  void eight_vaults_are_possible() {
    var vaults = new Principal[8];
    for (int i = 0; i < vaults.length; i++) vaults[i] = contract("vault-" + i);
    chain.ok(finish(chain.treasury, chain.guardian, vaults));
    assertThat(chain.governance.getStatus().vaults()).containsExactly(vaults);
  }

  @Test
  void a_role_goes_to_a_deployed_contract() {
    var missing = new ContractPrincipal(chain.deployer, "missing");
    for (var grants :
        List.of(
            List.of(new FinishBootstrapRoles("opener", missing)),
            List.of(
                new FinishBootstrapRoles("opener", missing),
                new FinishBootstrapRoles("opener", chain.market)))) {
      assertThat(
              chain
                  .as(chain.deployer)
                  .finishBootstrap(chain.treasury, chain.guardian, List.of(), grants))
          .isErr(ERR_CODE_MISMATCH);
    }
    assertThat(chain.governance.hasRole(chain.market, "opener")).isFalse();
  }

  @Test
  void the_first_proposal_has_id_one() {
    assertThat(chain.wired().propose()).isEqualTo(uint(1));
    assertThat(chain.propose()).isEqualTo(uint(2));
    assertThat(chain.governance.getStatus().lastProposal()).isEqualTo(uint(2));
  }
}
