package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_LOCKED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NO_LOCK;
import static io.neuralnexus.tests.governance.GovernanceChain.payment;
import static io.neuralnexus.tests.governance.GovernanceChain.payments;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance.Lock;
import io.neuralnexus.tests.contracts.Governance.Proposal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockTest extends GovernanceSpecification {
  LockTest(GovernanceChain chain) {
    super(chain);
  }

  @BeforeEach
  void wire() {
    chain.wired();
  }

  private Uint votedByAlice(Uint id) {
    chain.ok(chain.as(chain.alice).vote(id, true, uint(700)));
    return id;
  }

  private Uint role(String name) {
    return chain.id(
        chain.as(chain.proposer).proposeRole(chain.market, name, chain.code(chain.market), true));
  }

  @Test
  void the_whole_lock_is_withdrawn_when_the_timelock_is_over() {
    var id = votedByAlice(chain.propose());
    chain.ok(chain.as(chain.bob).vote(id, false, uint(30)));
    chain.lastOf(id, Proposal::timelock);
    assertThat(chain.as(chain.alice).withdrawLock()).isErr(ERR_LOCKED);
    chain.mine(1);

    var withdrawn = chain.as(chain.alice).withdrawLock();
    assertThat(chain.ok(withdrawn))
        .isEqualTo(
            tuple("topic", ascii("withdraw-lock"), "voter", chain.alice, "amount", uint(700)));
    assertThat(payments(withdrawn)).containsExactly(payment(chain.self, chain.alice, 700));
    assertThat(chain.governance.getLock(chain.alice)).isEmpty();
    assertThat(chain.governance.getLock(chain.bob).map(Lock::amount)).contains(uint(30));
    assertThat(chain.as(chain.alice).withdrawLock()).isErr(ERR_NO_LOCK);
  }

  @Test
  void stacks_blocks_alone_release_nothing() {
    votedByAlice(chain.propose());
    chain.simnet.mineEmptyStacksBlocks(5000);
    assertThat(chain.as(chain.alice).withdrawLock()).isErr(ERR_LOCKED);
  }

  @Test
  void who_never_voted_has_no_lock() {
    votedByAlice(chain.propose());
    assertThat(chain.as(chain.bob).withdrawLock()).isErr(ERR_NO_LOCK);
  }

  @Test
  void a_shorter_timelock_after_a_longer_one_does_not_release_earlier() {
    var longer = votedByAlice(role("opener"));
    var release = chain.governance.getLock(chain.alice).orElseThrow().release();
    chain.mine(10);
    votedByAlice(chain.propose());
    assertThat(chain.governance.getLock(chain.alice).orElseThrow().release()).isEqualTo(release);
    chain.lastOf(longer, Proposal::timelock);
    assertThat(chain.as(chain.alice).withdrawLock()).isErr(ERR_LOCKED);
    chain.mine(1);
    chain.ok(chain.as(chain.alice).withdrawLock());
  }

  @Test
  void a_later_vote_holds_the_lock_longer() {
    votedByAlice(chain.propose());
    chain.mine(500);
    var later = votedByAlice(chain.propose());
    chain.lastOf(later, Proposal::timelock);
    assertThat(chain.as(chain.alice).withdrawLock()).isErr(ERR_LOCKED);
    chain.mine(1);
    chain.ok(chain.as(chain.alice).withdrawLock());
  }

  @Test
  void the_fate_of_the_proposal_neither_shortens_nor_prolongs_the_lock() {
    var first = votedByAlice(chain.propose());
    var second = chain.propose();
    chain.pass(second);
    chain.mine(1);
    chain.whenOver(second, Proposal::timelock);
    chain.ok(chain.as(chain.keeper).execute(second));
    assertThat(chain.state(first)).isEqualTo("superseded");
    chain.ok(chain.as(chain.keeper).close(first));
    assertThat(chain.ok(chain.as(chain.alice).withdrawLock()))
        .hasField("amount", uint(GovernanceChain.QUORUM));
  }

  @Test
  void a_lock_is_withdrawn_in_a_pause_too() {
    var id = votedByAlice(chain.propose());
    chain.whenOver(id, Proposal::timelock);
    chain.ok(chain.as(chain.guardian).guardianPause());
    chain.ok(chain.as(chain.alice).withdrawLock());
  }

  @Test
  void a_vote_after_withdrawal_makes_a_new_lock_with_a_release_of_its_own() {
    var id = votedByAlice(chain.propose());
    chain.whenOver(id, Proposal::timelock);
    chain.ok(chain.as(chain.alice).withdrawLock());
    var next = chain.propose();
    var release = chain.heights(GovernanceChain.TIMELOCK);
    votedByAlice(next);
    assertThat(chain.governance.getLock(chain.alice).map(Lock::toClarity))
        .contains(tuple("amount", uint(700), "release", release));
  }

  @Test
  void a_contract_between_withdraws_nothing() {
    var id = votedByAlice(chain.propose());
    chain.whenOver(id, Proposal::timelock);
    chain.simnet.deploy("between", Intermediary.PASSES_ON, chain.deployer);
    assertThat(chain.simnet.callPublic("between", "withdraw-lock", List.of(), chain.alice))
        .isErr(ERR_NO_LOCK);
  }
}
