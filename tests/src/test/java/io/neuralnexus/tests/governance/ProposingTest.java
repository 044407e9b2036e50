package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_ALREADY_FROZEN;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_BAD_PRINCIPAL;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_CODE_MISMATCH;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_INDIRECT_CALL;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_FROZEN;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_TRANSFER_FAILED;
import static io.neuralnexus.tests.governance.GovernanceChain.DEPOSIT;
import static io.neuralnexus.tests.governance.GovernanceChain.EXECUTION;
import static io.neuralnexus.tests.governance.GovernanceChain.NO_CODE;
import static io.neuralnexus.tests.governance.GovernanceChain.QUORUM;
import static io.neuralnexus.tests.governance.GovernanceChain.TIP;
import static io.neuralnexus.tests.governance.GovernanceChain.VOTING;
import static io.neuralnexus.tests.governance.GovernanceChain.payment;
import static io.neuralnexus.tests.governance.GovernanceChain.payments;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance.Proposal;
import io.neuralnexus.tests.contracts.Governance.QuoteProposal;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProposingTest extends GovernanceSpecification {
  ProposingTest(GovernanceChain chain) {
    super(chain);
  }

  @BeforeEach
  void wire() {
    chain.wired();
  }

  @ParameterizedTest
  @EnumSource
  void it_announces_the_proposal_with_the_rules_of_the_day(Kind kind) {
    kind.prepare(chain);
    var next = chain.governance.getStatus().lastProposal().plus(Uint.ONE);
    var proposed = kind.propose(chain, chain.proposer);

    var action = kind.action(chain);
    var expected =
        tuple(
            "topic", ascii("propose"),
            "id", next,
            "proposer", chain.proposer,
            "action", action,
            "subject", GovernanceChain.subject(action),
            "base", Uint.ZERO,
            "deposit", uint(DEPOSIT),
            "tip", uint(TIP),
            "quorum", uint(QUORUM),
            "threshold", uint(6000),
            "since", chain.now(),
            "voting", uint(VOTING),
            "timelock", uint(kind.timelock()),
            "expiry", uint(kind.timelock() + EXECUTION),
            "yes", Uint.ZERO,
            "no", Uint.ZERO,
            "state", ascii("open"));
    assertThat(chain.ok(proposed)).isEqualTo(expected);
    assertThat(payments(proposed))
        .containsExactly(payment(chain.proposer, chain.self, DEPOSIT + TIP));
    assertThat(chain.governance.getProposal(next).map(Proposal::toClarity))
        .contains(inVoting(expected));
  }

  /** The proposal as it is read: without name and id of the event, its state being that of now. */
  private static TupleValue inVoting(TupleValue event) {
    var fields = new HashMap<>(event.fields());
    fields.remove("topic");
    fields.remove("id");
    fields.put("state", ascii("voting"));
    return new TupleValue(fields);
  }

  @ParameterizedTest
  @EnumSource
  void it_is_made_without_a_contract_between_signer_and_governance(Kind kind) {
    kind.prepare(chain);
    chain.simnet.deploy("between", Intermediary.PROPOSES, chain.deployer);
    assertThat(
            chain.simnet.callPublic(
                "between", kind.name().toLowerCase(), List.of(), chain.proposer))
        .isErr(ERR_INDIRECT_CALL);
  }

  @Test
  void a_contract_proposes_with_its_own_money() {
    chain.simnet.deploy("itself", Intermediary.TAKES_PART, chain.deployer);
    var itself = new ContractPrincipal(chain.deployer, "itself");
    chain.simnet.transferStx(DEPOSIT + TIP, itself, chain.stranger);

    var done = chain.simnet.callPublic("itself", "propose", List.of(), chain.stranger);
    assertThat(done).isOk().hasStxTransfer(DEPOSIT + TIP, itself, chain.self);
    assertThat(chain.proposal(uint(1)).proposer()).isEqualTo(itself);
  }

  @Test
  void it_takes_deposit_and_tip_to_the_last_micro_stx() {
    var all = chain.balance(chain.stranger).longValueExact();
    chain.simnet.transferStx(all - (DEPOSIT + TIP) + 1, chain.bob, chain.stranger);
    assertThat(chain.as(chain.stranger).proposePause(true)).isErr(ERR_TRANSFER_FAILED);
    chain.simnet.transferStx(1, chain.stranger, chain.bob);
    chain.ok(chain.as(chain.stranger).proposePause(true));
    assertThat(chain.balance(chain.stranger)).isZero();
  }

  @Test
  void a_quote_tells_deposit_tip_and_quorum() {
    assertThat(chain.governance.quoteProposal())
        .isEqualTo(new QuoteProposal(uint(DEPOSIT), uint(QUORUM), uint(TIP)));
  }

  @Test
  void it_can_be_made_in_a_pause_the_way_out() {
    chain.ok(chain.as(chain.guardian).guardianPause());
    for (var kind : Kind.values()) {
      if (kind != Kind.OWNER) chain.ok(kind.propose(chain, chain.proposer));
    }
  }

  @Test
  void a_role_names_a_deployed_contract_by_the_hash_of_its_code() {
    var as = chain.as(chain.proposer);
    var missing = new ContractPrincipal(chain.deployer, "missing");
    assertThat(as.proposeRole(chain.market, "opener", NO_CODE, true)).isErr(ERR_CODE_MISMATCH);
    assertThat(as.proposeRole(chain.market, "opener", chain.code(chain.self), true))
        .isErr(ERR_CODE_MISMATCH);
    assertThat(as.proposeRole(missing, "opener", NO_CODE, true)).isErr(ERR_CODE_MISMATCH);
    assertThat(as.proposeRole(chain.alice, "opener", NO_CODE, true)).isErr(ERR_CODE_MISMATCH);
  }

  @Test
  void a_model_that_was_frozen_is_not_frozen_again() {
    chain.enact(chain.as(chain.proposer).proposeFreeze(uint(7)));
    assertThat(chain.as(chain.proposer).proposeFreeze(uint(7))).isErr(ERR_ALREADY_FROZEN);
    chain.mine(GovernanceChain.FREEZE + 1);
    assertThat(chain.as(chain.proposer).proposeFreeze(uint(7))).isErr(ERR_ALREADY_FROZEN);
    chain.ok(chain.as(chain.proposer).proposeFreeze(uint(8)));
  }

  @Test
  void an_owner_is_proposed_for_a_frozen_model_only() {
    assertThat(chain.as(chain.proposer).proposeOwner(uint(7), chain.bob)).isErr(ERR_NOT_FROZEN);
    chain.enact(chain.as(chain.proposer).proposeFreeze(uint(7)));
    chain.ok(chain.as(chain.proposer).proposeOwner(uint(7), chain.bob));
    assertThat(chain.as(chain.proposer).proposeOwner(uint(8), chain.bob)).isErr(ERR_NOT_FROZEN);
    chain.mine(GovernanceChain.FREEZE + 1);
    assertThat(chain.as(chain.proposer).proposeOwner(uint(7), chain.bob)).isErr(ERR_NOT_FROZEN);
  }

  @Test
  void a_treasury_is_neither_governance_nor_a_vault() {
    var as = chain.as(chain.proposer);
    assertThat(as.proposeTreasury(chain.self)).isErr(ERR_BAD_PRINCIPAL);
    assertThat(as.proposeTreasury(chain.market)).isErr(ERR_BAD_PRINCIPAL);
  }

  @Test
  void vaults_are_different_contracts_other_than_treasury_and_governance() {
    chain.simnet.deploy("purse", Intermediary.TAKES_PART, chain.deployer);
    var purse = new ContractPrincipal(chain.deployer, "purse");
    var as = chain.as(chain.proposer);
    assertThat(as.proposeVaults(List.of(purse, purse))).isErr(ERR_BAD_PRINCIPAL);
    assertThat(as.proposeVaults(List.of(chain.self))).isErr(ERR_BAD_PRINCIPAL);
    assertThat(as.proposeVaults(List.of(purse, chain.alice))).isErr(ERR_CODE_MISMATCH);
    chain.ok(as.proposeVaults(List.of()));
    chain.enact(as.proposeTreasury(purse));
    assertThat(as.proposeVaults(List.of(purse))).isErr(ERR_BAD_PRINCIPAL);
  }

  @Test
  void proposals_are_read_in_pages_with_gaps_where_there_is_none() {
    var first = chain.propose();
    var second = chain.id(chain.as(chain.proposer).proposePause(true));
    assertThat(chain.governance.getProposals(List.of(second, uint(3), first, Uint.ZERO)))
        .containsExactly(
            chain.governance.getProposal(second),
            Optional.empty(),
            chain.governance.getProposal(first),
            Optional.empty());
  }
}
