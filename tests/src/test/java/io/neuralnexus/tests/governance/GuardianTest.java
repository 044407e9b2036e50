package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_ALREADY_VETOED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_VETOABLE;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_RESTING;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_UNKNOWN_PROPOSAL;
import static io.neuralnexus.tests.governance.GovernanceChain.DEPOSIT;
import static io.neuralnexus.tests.governance.GovernanceChain.PAUSE;
import static io.neuralnexus.tests.governance.GovernanceChain.REST;
import static io.neuralnexus.tests.governance.GovernanceChain.TIP;
import static io.neuralnexus.tests.governance.GovernanceChain.payment;
import static io.neuralnexus.tests.governance.GovernanceChain.payments;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance.Proposal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardianTest extends GovernanceSpecification {
  GuardianTest(GovernanceChain chain) {
    super(chain);
  }

  @BeforeEach
  void wire() {
    chain.wired();
  }

  @Nested
  class Pausing {
    @Test
    void a_pause_lasts_its_time_and_no_longer() {
      var paused = chain.as(chain.guardian).guardianPause();
      assertThat(chain.ok(paused))
          .isEqualTo(
              tuple(
                  "topic", ascii("guardian-pause"),
                  "guardian", chain.guardian,
                  "since", chain.now(),
                  "pause", uint(PAUSE),
                  "rest", uint(REST)));
      assertThat(payments(paused)).isEmpty();
      assertThat(chain.governance.getStatus().lastPause().toClarity())
          .isEqualTo(tuple("since", chain.now(), "pause", uint(PAUSE), "rest", uint(REST)));
      assertThat(chain.governance.isPaused()).isTrue();
      chain.mine(PAUSE);
      assertThat(chain.governance.isPaused()).isTrue();
      chain.mine(1);
      assertThat(chain.governance.isPaused()).isFalse();
    }

    @Test
    void between_two_pauses_is_a_rest() {
      chain.ok(chain.as(chain.guardian).guardianPause());
      assertThat(chain.as(chain.guardian).guardianPause()).isErr(ERR_RESTING);
      chain.mine(PAUSE + 1);
      assertThat(chain.as(chain.guardian).guardianPause()).isErr(ERR_RESTING);
      chain.mine(REST - PAUSE - 1);
      assertThat(chain.as(chain.guardian).guardianPause()).isErr(ERR_RESTING);
      chain.mine(1);
      chain.ok(chain.as(chain.guardian).guardianPause());
      assertThat(chain.governance.isPaused()).isTrue();
    }

    @Test
    void a_new_guardian_inherits_the_rest() {
      chain.ok(chain.as(chain.guardian).guardianPause());
      chain.enact(chain.as(chain.proposer).proposeGuardian(chain.carol));
      assertThat(chain.as(chain.carol).guardianPause()).isErr(ERR_RESTING);
      assertThat(chain.as(chain.guardian).guardianPause()).isErr(ERR_NOT_AUTHORISED);
      chain.mine(REST);
      chain.ok(chain.as(chain.carol).guardianPause());
    }

    @Test
    void a_vote_that_ends_a_pause_by_vote_does_not_end_the_guardians() {
      chain.enact(chain.as(chain.proposer).proposePause(true));
      var end = chain.ready(chain.as(chain.proposer).proposePause(false));
      chain.ok(chain.as(chain.guardian).guardianPause());
      chain.ok(chain.as(chain.keeper).execute(end));
      assertThat(chain.governance.isPaused()).isTrue();
      chain.mine(PAUSE + 1);
      assertThat(chain.governance.isPaused()).isFalse();
    }

    @Test
    void the_end_of_the_guardians_pause_does_not_end_a_pause_by_vote() {
      chain.enact(chain.as(chain.proposer).proposePause(true));
      chain.ok(chain.as(chain.guardian).guardianPause());
      chain.mine(PAUSE + 1);
      assertThat(chain.governance.isPaused()).isTrue();
    }

    @Test
    void only_the_guardian_pauses_and_no_contract_for_it() {
      assertThat(chain.as(chain.deployer).guardianPause()).isErr(ERR_NOT_AUTHORISED);
      assertThat(chain.as(chain.stranger).guardianPause()).isErr(ERR_NOT_AUTHORISED);
      chain.simnet.deploy("between", Intermediary.PASSES_ON, chain.deployer);
      assertThat(chain.simnet.callPublic("between", "guardian-pause", List.of(), chain.guardian))
          .isErr(ERR_NOT_AUTHORISED);
      assertThat(chain.governance.isPaused()).isFalse();
    }

    @Test
    void a_contract_can_be_the_guardian_whoever_signs() {
      chain.simnet.deploy("council", Intermediary.PASSES_ON, chain.deployer);
      var council = new ContractPrincipal(chain.deployer, "council");
      chain.enact(chain.as(chain.proposer).proposeGuardian(council));
      var paused = chain.simnet.callPublic("council", "guardian-pause", List.of(), chain.bob);
      assertThat(chain.ok(paused)).hasField("guardian", council);
      assertThat(chain.governance.isPaused()).isTrue();
    }
  }

  @Nested
  class Vetoing {
    private TypedReceipt<?> propose(String role, boolean grant) {
      return chain
          .as(chain.proposer)
          .proposeRole(chain.market, role, chain.code(chain.market), grant);
    }

    private TypedReceipt<?> veto(Uint id) {
      return chain.as(chain.guardian).veto(id);
    }

    private Uint queued(TypedReceipt<?> proposed) {
      var id = chain.id(proposed);
      chain.pass(id);
      chain.whenOver(id, Proposal::voting);
      return id;
    }

    @Test
    void a_veto_ends_the_proposal_and_returns_deposit_and_tip() {
      var id = queued(propose("opener", true));
      var action = chain.proposal(id).action().toClarity();
      var vetoed = veto(id);
      assertThat(chain.ok(vetoed))
          .isEqualTo(
              tuple(
                  "topic",
                  ascii("veto"),
                  "id",
                  id,
                  "action",
                  action,
                  "at",
                  chain.now(),
                  "refunded",
                  chain.proposer,
                  "deposit",
                  uint(DEPOSIT),
                  "keeper",
                  chain.proposer,
                  "tip",
                  uint(TIP)));
      assertThat(payments(vetoed))
          .containsExactly(
              payment(chain.self, chain.proposer, DEPOSIT),
              payment(chain.self, chain.proposer, TIP));
      assertThat(chain.state(id)).isEqualTo("vetoed");
      chain.whenOver(id, Proposal::timelock);
      assertThat(chain.state(id)).isEqualTo("vetoed");
      assertThat(veto(id)).isErr(ERR_NOT_VETOABLE);
    }

    @Test
    void a_role_is_vetoed_from_the_end_of_the_vote_to_expiry() {
      var early = chain.id(propose("opener", true));
      var late = chain.id(propose("attestor", true));
      var never = chain.id(propose("slasher", true));
      List.of(early, late, never).forEach(chain::pass);
      chain.lastOf(early, Proposal::voting);
      assertThat(veto(early)).isErr(ERR_NOT_VETOABLE);
      chain.mine(1);
      chain.ok(veto(early));
      chain.lastOf(late, Proposal::expiry);
      chain.ok(veto(late));
      chain.whenOver(never, Proposal::expiry);
      assertThat(veto(never)).isErr(ERR_NOT_VETOABLE);
    }

    @Test
    void a_defeated_proposal_cannot_use_up_the_veto() {
      var defeated = chain.id(propose("opener", true));
      chain.whenOver(defeated, Proposal::voting);
      assertThat(veto(defeated)).isErr(ERR_NOT_VETOABLE);
      chain.ok(veto(queued(propose("opener", true))));
    }

    @Test
    void voted_again_it_stands() {
      chain.ok(veto(queued(propose("opener", true))));
      var again = queued(propose("opener", true));
      assertThat(veto(again)).isErr(ERR_ALREADY_VETOED);
      chain.whenOver(again, Proposal::timelock);
      assertThat(veto(again)).isErr(ERR_ALREADY_VETOED);
      chain.ok(chain.as(chain.keeper).execute(again));
      assertThat(chain.governance.hasRole(chain.market, "opener")).isTrue();
    }

    @Test
    void the_same_question_voted_at_the_same_time_is_not_voted_again() {
      var first = chain.id(propose("opener", true));
      var twin = chain.id(propose("opener", true));
      chain.pass(first);
      chain.pass(twin);
      chain.whenOver(twin, Proposal::timelock);
      chain.ok(veto(first));
      assertThat(chain.state(twin)).isEqualTo("superseded");
      assertThat(payments(chain.as(chain.keeper).close(twin)))
          .contains(payment(chain.self, chain.proposer, DEPOSIT));
      assertThat(chain.proposal(chain.id(propose("opener", true))).base()).isEqualTo(first);
    }

    @Test
    void the_guardian_has_its_veto_again_once_the_question_was_executed() {
      chain.ok(veto(queued(propose("opener", true))));
      chain.enact(propose("opener", true));
      chain.ok(veto(queued(propose("opener", false))));
      assertThat(chain.governance.hasRole(chain.market, "opener")).isTrue();
    }

    @Test
    void each_question_has_a_veto_of_its_own() {
      var opener = chain.id(propose("opener", true));
      var attestor = chain.id(propose("attestor", true));
      chain.pass(opener);
      chain.pass(attestor);
      chain.whenOver(attestor, Proposal::voting);
      chain.ok(veto(opener));
      assertThat(chain.state(attestor)).isEqualTo("queued");
      chain.ok(veto(attestor));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ROLE")
    void no_other_kind_is_vetoed(Kind kind) {
      kind.prepare(chain);
      var id = queued(kind.propose(chain, chain.proposer));
      assertThat(veto(id)).isErr(ERR_NOT_VETOABLE);
      chain.whenOver(id, Proposal::timelock);
      assertThat(veto(id)).isErr(ERR_NOT_VETOABLE);
    }

    @Test
    void only_the_guardian_vetoes_and_no_contract_for_it() {
      var id = queued(propose("opener", true));
      assertThat(chain.as(chain.proposer).veto(id)).isErr(ERR_NOT_AUTHORISED);
      assertThat(chain.as(chain.deployer).veto(id)).isErr(ERR_NOT_AUTHORISED);
      chain.simnet.deploy("between", Intermediary.PASSES_ON, chain.deployer);
      assertThat(chain.simnet.callPublic("between", "veto", List.of(id), chain.guardian))
          .isErr(ERR_NOT_AUTHORISED);
      assertThat(chain.state(id)).isEqualTo("queued");
    }

    @Test
    void an_unknown_proposal_is_not_vetoed() {
      assertThat(veto(uint(1))).isErr(ERR_UNKNOWN_PROPOSAL);
    }
  }
}
