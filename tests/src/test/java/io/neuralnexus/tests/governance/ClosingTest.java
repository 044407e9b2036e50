package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_OVER;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_UNKNOWN_PROPOSAL;
import static io.neuralnexus.tests.governance.GovernanceChain.DEPOSIT;
import static io.neuralnexus.tests.governance.GovernanceChain.TIP;
import static io.neuralnexus.tests.governance.GovernanceChain.payment;
import static io.neuralnexus.tests.governance.GovernanceChain.payments;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance.Proposal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosingTest extends GovernanceSpecification {
  ClosingTest(GovernanceChain chain) {
    super(chain);
  }

  @BeforeEach
  void wire() {
    chain.wired();
  }

  private TypedReceipt<?> close(Uint id) {
    return chain.as(chain.keeper).close(id);
  }

  private void closesWithDepositTo(StandardPrincipal refunded, Uint id) {
    var closed = close(id);
    assertThat(chain.ok(closed)).hasField("refunded", refunded).hasField("keeper", chain.keeper);
    assertThat(payments(closed))
        .containsExactly(
            payment(chain.self, refunded, DEPOSIT), payment(chain.self, chain.keeper, TIP));
    assertThat(chain.state(id)).isEqualTo("closed");
    assertThat(close(id)).isErr(ERR_NOT_OVER);
  }

  @Test
  void it_tells_what_was_closed_and_who_got_what() {
    var id = chain.propose();
    chain.whenOver(id, Proposal::voting);
    var action = chain.proposal(id).action().toClarity();
    assertThat(chain.ok(close(id)))
        .isEqualTo(
            tuple(
                "topic",
                ascii("close"),
                "id",
                id,
                "action",
                action,
                "at",
                chain.now(),
                "refunded",
                chain.treasury,
                "deposit",
                uint(DEPOSIT),
                "keeper",
                chain.keeper,
                "tip",
                uint(TIP)));
  }

  @ParameterizedTest
  @CsvSource({
    // yes, no
    "50000000000, 50000000000, true",
    "0, 100000000000, true",
    "50000000000, 49999999999, false",
    "99999999999, 0, false",
  })
  void the_deposit_of_a_defeated_proposal_goes_back_if_the_votes_cast_reach_the_quorum(
      long yes, long no, boolean back) {
    var id = chain.propose();
    if (yes > 0) chain.ok(chain.as(chain.alice).vote(id, true, uint(yes)));
    if (no > 0) chain.ok(chain.as(chain.bob).vote(id, false, uint(no)));
    chain.whenOver(id, Proposal::voting);
    closesWithDepositTo(back ? chain.proposer : chain.treasury, id);
  }

  @Test
  void the_deposit_of_an_expired_proposal_goes_back() {
    var id = chain.propose();
    chain.pass(id);
    chain.whenOver(id, Proposal::expiry);
    closesWithDepositTo(chain.proposer, id);
  }

  @Test
  void the_deposit_of_a_superseded_proposal_goes_back_though_nobody_voted_on_it() {
    var executed = chain.propose();
    var superseded = chain.propose();
    chain.pass(executed);
    chain.whenOver(executed, Proposal::timelock);
    chain.ok(chain.as(chain.keeper).execute(executed));
    closesWithDepositTo(chain.proposer, superseded);
  }

  @Test
  void a_superseded_proposal_is_closed_while_its_vote_still_runs() {
    var executed = chain.propose();
    chain.pass(executed);
    chain.mine(1000);
    var superseded = chain.propose();
    chain.whenOver(executed, Proposal::timelock);
    chain.ok(chain.as(chain.keeper).execute(executed));
    assertThat(chain.simnet.burnBlockHeight())
        .isLessThan(chain.proposal(superseded).since().burn().longValueExact() + 1008);
    closesWithDepositTo(chain.proposer, superseded);
  }

  @Test
  void the_lost_deposit_goes_to_the_treasury_of_the_day() {
    var lost = chain.id(chain.as(chain.proposer).proposePause(true));
    chain.enact(chain.as(chain.proposer).proposeTreasury(chain.carol));
    closesWithDepositTo(chain.carol, lost);
  }

  @Test
  void nothing_is_closed_while_it_can_still_be_executed() {
    var id = chain.propose();
    assertThat(close(id)).isErr(ERR_NOT_OVER);
    chain.pass(id);
    chain.lastOf(id, Proposal::voting);
    assertThat(close(id)).isErr(ERR_NOT_OVER);
    chain.mine(1);
    assertThat(close(id)).isErr(ERR_NOT_OVER);
    chain.whenOver(id, Proposal::timelock);
    assertThat(close(id)).isErr(ERR_NOT_OVER);
    chain.lastOf(id, Proposal::expiry);
    assertThat(close(id)).isErr(ERR_NOT_OVER);
    chain.mine(1);
    chain.ok(close(id));
  }

  @Test
  void a_vote_that_runs_is_not_closed_before_its_end() {
    var id = chain.propose();
    chain.lastOf(id, Proposal::voting);
    assertThat(close(id)).isErr(ERR_NOT_OVER);
    chain.mine(1);
    chain.ok(close(id));
  }

  @Test
  void an_executed_and_an_unknown_proposal_are_not_closed() {
    var id = chain.enact(chain.as(chain.proposer).proposePause(true));
    assertThat(close(id)).isErr(ERR_NOT_OVER);
    assertThat(close(uint(2))).isErr(ERR_UNKNOWN_PROPOSAL);
  }

  @Test
  void a_contract_that_closes_earns_the_tip_itself() {
    chain.simnet.deploy("itself", Intermediary.PASSES_ON, chain.deployer);
    var id = chain.propose();
    chain.whenOver(id, Proposal::voting);
    assertThat(chain.simnet.callPublic("itself", "close", List.of(id), chain.keeper))
        .isOk()
        .hasStxTransfer(TIP, chain.self, new ContractPrincipal(chain.deployer, "itself"));
  }
}
