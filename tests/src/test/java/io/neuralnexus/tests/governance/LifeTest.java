package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.governance.GovernanceChain.QUORUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance.Proposal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which state a proposal is in, by clock and tally. */
class LifeTest extends GovernanceSpecification {
  LifeTest(GovernanceChain chain) {
    super(chain);
  }

  @BeforeEach
  void wire() {
    chain.wired();
  }

  private void vote(Uint id, long yes, long no) {
    if (yes > 0) chain.ok(chain.as(chain.alice).vote(id, true, uint(yes)));
    if (no > 0) chain.ok(chain.as(chain.bob).vote(id, false, uint(no)));
  }

  @ParameterizedTest
  @EnumSource
  void a_passed_proposal_is_queued_then_ready_then_expired(Kind kind) {
    kind.prepare(chain);
    var id = chain.id(kind.propose(chain, chain.proposer));
    assertThat(chain.state(id)).isEqualTo("voting");
    chain.pass(id);
    chain.lastOf(id, Proposal::voting);
    assertThat(chain.state(id)).isEqualTo("voting");
    chain.mine(1);
    assertThat(chain.state(id)).isEqualTo("queued");
    chain.lastOf(id, Proposal::timelock);
    assertThat(chain.state(id)).isEqualTo("queued");
    chain.mine(1);
    assertThat(chain.state(id)).isEqualTo("ready");
    chain.lastOf(id, Proposal::expiry);
    assertThat(chain.state(id)).isEqualTo("ready");
    chain.mine(1);
    assertThat(chain.state(id)).isEqualTo("expired");
  }

  @Test
  void a_proposal_nobody_votes_on_is_defeated_when_the_vote_is_over_and_stays_so() {
    var id = chain.propose();
    chain.lastOf(id, Proposal::voting);
    assertThat(chain.state(id)).isEqualTo("voting");
    chain.mine(1);
    assertThat(chain.state(id)).isEqualTo("defeated");
    chain.whenOver(id, Proposal::expiry);
    assertThat(chain.state(id)).isEqualTo("defeated");
  }

  @Test
  void stacks_blocks_alone_end_no_period() {
    var id = chain.propose();
    chain.pass(id);
    chain.simnet.mineEmptyStacksBlocks(10_000);
    assertThat(chain.state(id)).isEqualTo("voting");
    chain.whenOver(id, Proposal::voting);
    chain.simnet.mineEmptyStacksBlocks(10_000);
    assertThat(chain.state(id)).isEqualTo("queued");
    chain.whenOver(id, Proposal::timelock);
    chain.simnet.mineEmptyStacksBlocks(10_000);
    assertThat(chain.state(id)).isEqualTo("ready");
  }

  /** A simnet mines no burn block without a Stacks block, so the rule itself is asked. */
  @ParameterizedTest
  @CsvSource({
    "10, 10, false",
    "11, 10, false",
    "10, 11, false",
    "11, 11, true",
    "9000, 10, false",
    "10, 9000, false",
  })
  void a_time_of_10_blocks_is_over_when_more_than_10_have_passed_on_both_chains(
      long stacks, long burn, boolean over) {
    chain.mine(10_000);
    // The call itself mines a Stacks block.
    var since =
        tuple(
            "stacks",
            uint(chain.simnet.stacksBlockHeight() + 1 - stacks),
            "burn",
            uint(chain.simnet.burnBlockHeight() - burn));
    var arguments = List.of(since, uint(10));
    assertThat(
            chain.simnet.callPrivate("governance", "is-over", arguments, chain.deployer).result())
        .isEqualTo(bool(over));
  }

  @ParameterizedTest
  @CsvSource({
    // yes, no
    "100000000000, 0, queued",
    "99999999999, 0, defeated",
    // A vote against never helps over the line.
    "99999999999, 1, defeated",
    // Exactly 60 %, and the least bit less.
    "120000000000, 80000000000, queued",
    "120000000000, 80000000001, defeated",
    "119999999999, 80000000000, defeated",
    "0, 100000000000, defeated",
  })
  void it_passes_with_quorum_in_yes_votes_and_threshold_in_votes_cast(
      long yes, long no, String state) {
    var id = chain.propose();
    vote(id, yes, no);
    chain.whenOver(id, Proposal::voting);
    assertThat(chain.state(id)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 100000000000",
    "400000000000, 100000000000",
    "400000000003, 100000000000",
    "400000000004, 100000000001",
    "1000000000000, 250000000000",
  })
  void the_quorum_is_a_quarter_of_the_vaults_but_at_least_the_floor(long held, long quorum) {
    if (held > 0) chain.simnet.transferStx(held, chain.market, chain.stranger);
    assertThat(chain.governance.quoteProposal().quorum()).isEqualTo(uint(quorum));
    assertThat(chain.proposal(chain.propose()).quorum()).isEqualTo(uint(quorum));
  }

  @Test
  void all_vaults_count_once_each() {
    chain.simnet.deploy("purse", Intermediary.TAKES_PART, chain.deployer);
    var purse = new ContractPrincipal(chain.deployer, "purse");
    chain.enact(chain.as(chain.proposer).proposeVaults(List.of(chain.market, purse)));
    chain.simnet.transferStx(100_000_000_000L, chain.market, chain.stranger);
    chain.simnet.transferStx(500_000_000_000L, purse, chain.stranger);
    assertThat(chain.governance.quoteProposal().quorum()).isEqualTo(uint(150_000_000_000L));
  }

  @Test
  void what_governance_itself_holds_does_not_count() {
    var id = chain.propose();
    vote(id, 800_000_000_000L, 0);
    assertThat(chain.governance.quoteProposal().quorum()).isEqualTo(uint(QUORUM));
  }

  @Test
  void a_gift_to_a_vault_does_not_raise_the_bar_of_a_proposal_already_made() {
    var id = chain.propose();
    chain.simnet.transferStx(1_000_000_000_000L, chain.market, chain.stranger);
    assertThat(chain.proposal(id).quorum()).isEqualTo(uint(QUORUM));
    chain.pass(id);
    chain.whenOver(id, Proposal::voting);
    assertThat(chain.state(id)).isEqualTo("queued");
  }

  @Test
  void whatever_its_state_it_is_superseded_when_another_on_its_subject_is_executed() {
    var executed = chain.propose();
    var ready = chain.propose();
    var defeated = chain.propose();
    chain.pass(executed);
    chain.pass(ready);
    chain.mine(432);
    var queued = chain.propose();
    chain.pass(queued);
    chain.mine(1000);
    var voting = chain.propose();
    chain.whenOver(ready, Proposal::timelock);
    var all = List.of(executed, ready, defeated, queued, voting);
    assertThat(all.stream().map(chain::state))
        .containsExactly("ready", "ready", "defeated", "queued", "voting");

    chain.ok(chain.as(chain.keeper).execute(executed));
    assertThat(all.stream().map(chain::state))
        .containsExactly("executed", "superseded", "superseded", "superseded", "superseded");

    var next = chain.propose();
    assertThat(chain.proposal(next).base()).isEqualTo(executed);
    assertThat(chain.state(next)).isEqualTo("voting");
  }

  @Test
  void a_proposal_on_another_subject_is_left_alone() {
    var others =
        Stream.of(
                chain.as(chain.proposer).proposeParameter("market-min-bid", uint(20_000)),
                chain.as(chain.proposer).proposeFreeze(uint(7)),
                chain.as(chain.proposer).proposeFreeze(uint(8)),
                chain
                    .as(chain.proposer)
                    .proposeProgram(GovernanceChain.NO_CODE, uint(0), uint(0), true),
                chain
                    .as(chain.proposer)
                    .proposeProgram(chain.code(chain.market), uint(0), uint(0), true),
                chain.as(chain.proposer).proposeRetirement(chain.bob),
                chain.as(chain.proposer).proposeRetirement(chain.carol),
                chain.as(chain.proposer).proposeTreasury(chain.bob),
                chain.as(chain.proposer).proposeGuardian(chain.bob),
                chain.as(chain.proposer).proposePause(true))
            .map(chain::id)
            .toList();
    for (var each : others) {
      chain.pass(each);
    }
    chain.whenOver(others.getLast(), Proposal::timelock);
    for (var each : others) {
      assertThat(chain.state(each)).isEqualTo("ready");
      chain.ok(chain.as(chain.keeper).execute(each));
    }
  }
}
