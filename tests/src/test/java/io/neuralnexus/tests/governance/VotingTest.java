package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_ALREADY_VOTED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_INDIRECT_CALL;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_LOCKED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_TRANSFER_FAILED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_UNKNOWN_PROPOSAL;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_VOTING_CLOSED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_ZERO_AMOUNT;
import static io.neuralnexus.tests.governance.GovernanceChain.TIMELOCK;
import static io.neuralnexus.tests.governance.GovernanceChain.payment;
import static io.neuralnexus.tests.governance.GovernanceChain.payments;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance.Lock;
import io.neuralnexus.tests.contracts.Governance.Proposal;
import io.neuralnexus.tests.contracts.Governance.Vote;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VotingTest extends GovernanceSpecification {
  VotingTest(GovernanceChain chain) {
    super(chain);
  }

  @BeforeEach
  void wire() {
    chain.wired();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_vote_locks_its_weight_until_the_timelock_ends(boolean support) {
    var id = chain.propose();
    var release = chain.heights(TIMELOCK);
    var voted = chain.as(chain.alice).vote(id, support, uint(700));

    assertThat(chain.ok(voted))
        .isEqualTo(
            tuple(
                "topic", ascii("vote"),
                "id", id,
                "voter", chain.alice,
                "support", bool(support),
                "weight", uint(700),
                "pulled", uint(700),
                "release", release));
    assertThat(payments(voted)).containsExactly(payment(chain.alice, chain.self, 700));
    assertThat(chain.governance.getVote(id, chain.alice)).contains(new Vote(support, uint(700)));
    assertThat(chain.governance.getLock(chain.alice).map(Lock::toClarity))
        .contains(tuple("amount", uint(700), "release", release));
    assertThat(chain.proposal(id).yes()).isEqualTo(uint(support ? 700 : 0));
    assertThat(chain.proposal(id).no()).isEqualTo(uint(support ? 0 : 700));
  }

  @Test
  void votes_of_all_voters_add_up() {
    var id = chain.propose();
    chain.ok(chain.as(chain.alice).vote(id, true, uint(5)));
    chain.ok(chain.as(chain.bob).vote(id, false, uint(70)));
    chain.ok(chain.as(chain.carol).vote(id, true, uint(600)));
    chain.ok(chain.as(chain.keeper).vote(id, false, uint(1)));
    assertThat(chain.proposal(id).yes()).isEqualTo(uint(605));
    assertThat(chain.proposal(id).no()).isEqualTo(uint(71));
    assertThat(chain.governance.getVote(id, chain.stranger)).isEmpty();
  }

  @Test
  void one_lock_serves_every_proposal_and_only_what_it_lacks_is_pulled() {
    var first = chain.propose();
    var second = chain.propose();
    var third = chain.propose();
    chain.ok(chain.as(chain.alice).vote(first, true, uint(700)));

    var less = chain.as(chain.alice).vote(second, true, uint(400));
    assertThat(chain.ok(less)).hasField("weight", uint(400)).hasField("pulled", Uint.ZERO);
    assertThat(payments(less)).isEmpty();
    var more = chain.as(chain.alice).vote(third, false, uint(1000));
    assertThat(chain.ok(more)).hasField("weight", uint(1000)).hasField("pulled", uint(300));
    assertThat(payments(more)).containsExactly(payment(chain.alice, chain.self, 300));

    assertThat(chain.governance.getLock(chain.alice).orElseThrow().amount()).isEqualTo(uint(1000));
    assertThat(chain.proposal(first).yes()).isEqualTo(uint(700));
    assertThat(chain.proposal(second).yes()).isEqualTo(uint(400));
    assertThat(chain.proposal(third).no()).isEqualTo(uint(1000));
  }

  @Test
  void a_vote_is_final() {
    var id = chain.propose();
    chain.ok(chain.as(chain.alice).vote(id, true, uint(700)));
    assertThat(chain.as(chain.alice).vote(id, true, uint(700))).isErr(ERR_ALREADY_VOTED);
    assertThat(chain.as(chain.alice).vote(id, false, uint(900))).isErr(ERR_ALREADY_VOTED);
    assertThat(chain.proposal(id).yes()).isEqualTo(uint(700));
  }

  @Test
  void the_same_stx_cannot_vote_twice_under_two_names() {
    var id = chain.propose();
    chain.ok(chain.as(chain.alice).vote(id, true, uint(700)));
    chain.lastOf(id, Proposal::voting);
    assertThat(chain.as(chain.alice).withdrawLock()).isErr(ERR_LOCKED);
    chain.mine(1);
    assertThat(chain.as(chain.alice).withdrawLock()).isErr(ERR_LOCKED);
    assertThat(chain.as(chain.bob).vote(id, true, uint(700))).isErr(ERR_VOTING_CLOSED);
  }

  @Test
  void to_lock_vote_and_leave_within_one_block_fails() {
    var id = chain.propose();
    var alice = chain.as(chain.alice).tx();
    var receipts =
        chain.simnet.mineBlock(List.of(alice.vote(id, true, uint(700)), alice.withdrawLock()));
    assertThat(receipts.getFirst()).isOk();
    assertThat(receipts.getLast()).isErr(ERR_LOCKED);
  }

  @Test
  void votes_count_to_the_last_block_of_the_voting_period() {
    var id = chain.propose();
    chain.lastOf(id, Proposal::voting);
    chain.ok(chain.as(chain.alice).vote(id, true, uint(700)));
    chain.mine(1);
    assertThat(chain.as(chain.bob).vote(id, true, uint(700))).isErr(ERR_VOTING_CLOSED);
  }

  @Test
  void votes_count_from_the_block_of_the_proposal_on() {
    var proposing = chain.as(chain.proposer).tx().proposePause(true);
    Transaction voting = chain.as(chain.alice).tx().vote(uint(1), true, uint(700));
    assertThat(chain.simnet.mineBlock(List.of(proposing, voting)))
        .allSatisfy(receipt -> assertThat(receipt).isOk());
    assertThat(chain.proposal(uint(1)).yes()).isEqualTo(uint(700));
  }

  @Test
  void nobody_votes_on_a_proposal_that_does_not_exist() {
    chain.propose();
    assertThat(chain.as(chain.alice).vote(uint(2), true, uint(700))).isErr(ERR_UNKNOWN_PROPOSAL);
    assertThat(chain.as(chain.alice).vote(Uint.ZERO, true, uint(700))).isErr(ERR_UNKNOWN_PROPOSAL);
  }

  @Test
  void a_vote_has_a_weight() {
    var id = chain.propose();
    assertThat(chain.as(chain.alice).vote(id, true, Uint.ZERO)).isErr(ERR_ZERO_AMOUNT);
    chain.ok(chain.as(chain.alice).vote(id, true, Uint.ONE));
  }

  @Test
  void a_weight_is_at_most_what_the_voter_has_and_has_locked() {
    var first = chain.propose();
    var second = chain.propose();
    var all = Uint.of(chain.balance(chain.alice));
    assertThat(chain.as(chain.alice).vote(first, true, all.plus(Uint.ONE)))
        .isErr(ERR_TRANSFER_FAILED);
    chain.ok(chain.as(chain.alice).vote(first, true, uint(700)));
    assertThat(chain.as(chain.alice).vote(second, true, all.plus(Uint.ONE)))
        .isErr(ERR_TRANSFER_FAILED);
    chain.ok(chain.as(chain.alice).vote(second, true, all));
    assertThat(chain.balance(chain.alice)).isZero();
  }

  @Test
  void a_weight_that_would_overflow_the_tally_is_refused_like_any_other_too_large() {
    var id = chain.propose();
    chain.ok(chain.as(chain.alice).vote(id, true, uint(700)));
    assertThat(chain.as(chain.bob).vote(id, true, Uint.MAX)).isErr(ERR_TRANSFER_FAILED);
  }

  @Test
  void a_contract_between_cannot_lock_the_stx_of_its_caller() {
    var id = chain.propose();
    chain.simnet.deploy("between", Intermediary.PASSES_ON, chain.deployer);
    assertThat(chain.simnet.callPublic("between", "vote", List.of(id, uint(700)), chain.alice))
        .isErr(ERR_INDIRECT_CALL);
  }

  @Test
  void a_contract_votes_as_itself_with_its_own_stx() {
    var id = chain.propose();
    chain.simnet.deploy("itself", Intermediary.TAKES_PART, chain.deployer);
    var itself = new ContractPrincipal(chain.deployer, "itself");
    chain.simnet.transferStx(700, itself, chain.stranger);

    var arguments = List.of(id, bool(true), uint(700));
    assertThat(chain.simnet.callPublic("itself", "vote", arguments, chain.alice))
        .isOk()
        .hasStxTransfer(700, itself, chain.self);
    assertThat(chain.governance.getLock(itself).orElseThrow().amount()).isEqualTo(uint(700));
    assertThat(chain.governance.getLock(chain.alice)).isEmpty();

    chain.whenOver(id, Proposal::timelock);
    assertThat(chain.simnet.callPublic("itself", "withdraw-lock", List.of(), chain.bob))
        .isOk()
        .hasStxTransfer(700, chain.self, itself);
  }
}
