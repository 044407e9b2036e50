package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ComputationVerification.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Auditors: paid for agreeing with the truth, slashed for silence and for lies. */
class AuditsTest extends ComputationStage {
  private static final Play LIE = TRUTH.lying(Play.Lie.MEMORY, 30);

  @Test
  void whoAgreesEarnsTheFeeAndVerifiesTheResult() {
    var id = audited(TRUTH, TRUTH);
    assertThat(told(audit(id, auditor, TRUTH)).agrees()).isTrue();
    pass(CHALLENGE_WINDOW + 1);
    var settled = told(settle(id));
    assertThat(settled.earned()).containsExactly(auditor);
    assertThat(settled.verified()).isTrue();
    assertThat(settled.slashes()).isEmpty();
    assertThat(stakeLeft()).isEqualTo(VERIFIER_STAKE);
    assertThat(locked()).isZero();
  }

  @Test
  void whoNeverCommitsIsSlashed() {
    var id = opened(registerVerifier(auditor));
    commit(id, provider, TRUTH.end().hash(), TRUTH.length());
    pass(COMMIT_WINDOW + 1);
    ok(result(id, TRUTH));
    assertThat(audit(id, auditor, TRUTH)).isErr(ERR_STATE);
    pass(CHALLENGE_WINDOW + 1);
    var settled = ok(settle(id));
    assertThat(settled.earned()).isEmpty();
    assertThat(settled.verified()).isFalse();
    slashedOnce();
  }

  @Test
  void whoCommitsAndDoesNotRevealIsSlashed() {
    var id = audited(TRUTH, TRUTH);
    pass(REVEAL_WINDOW + 1);
    assertThat(audit(id, auditor, TRUTH)).isErr(ERR_TOO_LATE);
    pass(CHALLENGE_WINDOW);
    ok(settle(id));
    slashedOnce();
  }

  @Test
  void whoAgreesWithALieIsSlashed() {
    var id = audited(LIE, LIE);
    ok(audit(id, auditor, LIE));
    ok(challenge(id, challenger, TRUTH));
    play(id, LIE, challenger, TRUTH);
    var before = balance(developer);
    var settled = ok(settle(id));
    assertThat(settled.state()).isEqualTo("refuted");
    assertThat(settled.earned()).isEmpty();
    assertThat(stakeLeft()).isEqualTo(VERIFIER_STAKE - AUDIT_BOND);
    paid(developer, before + AUDIT_BOND / 2);
  }

  @Test
  void aDifferenceIsADisputeWithTheSeatAsBond() {
    var id = audited(LIE, TRUTH);
    assertThat(told(audit(id, auditor, TRUTH)).agrees()).isFalse();
    outcome(id, "disputed");
    var member = computation.getChallenge(id, uint(1)).orElseThrow().members().getFirst();
    assertThat(member.auditor()).isTrue();
    assertThat(member.who()).isEqualTo(auditor);
    assertThat(member.amount()).isEqualTo(uint(AUDIT_BOND));

    play(id, LIE, auditor, TRUTH);

    outcome(id, "refuted");
    paid(auditor, BOND * 8 / 10 + STAKE * 2 / 10);
    var settled = ok(settle(id));
    assertThat(settled.earned()).containsExactly(auditor);
    assertThat(stakeLeft()).isEqualTo(VERIFIER_STAKE);
    assertThat(locked()).isZero();
  }

  @Test
  void aFalseDifferenceCostsTheSeat() {
    var id = audited(TRUTH, LIE);
    ok(audit(id, auditor, LIE));
    play(id, TRUTH, auditor, LIE);
    outcome(id, "revealed");
    paid(provider, AUDIT_BOND * 8 / 10);
    assertThat(stakeLeft()).isEqualTo(VERIFIER_STAKE - AUDIT_BOND);
    pass(CHALLENGE_WINDOW + 1);
    var settled = ok(settle(id));
    // Slashed once, in the dispute.
    assertThat(settled.slashes()).isEmpty();
    assertThat(settled.earned()).isEmpty();
    assertThat(settled.verified()).isFalse();
    assertThat(stakeLeft()).isEqualTo(VERIFIER_STAKE - AUDIT_BOND);
    assertThat(locked()).isZero();
  }

  @Test
  void auditorsThatDifferTheSameWayShare() {
    var first = registerVerifier(auditor);
    var other = registerVerifier(second);
    var id = opened(first, other);
    commit(id, provider, LIE.end().hash(), LIE.length());
    commit(id, auditor, TRUTH.end().hash(), TRUTH.length());
    commit(id, second, TRUTH.end().hash(), TRUTH.length());
    ok(result(id, LIE));
    ok(audit(id, auditor, TRUTH));
    ok(audit(id, second, TRUTH));
    // A stranger's claim does not mix with theirs.
    ok(challenge(id, challenger, TRUTH));
    play(id, LIE, auditor, TRUTH);
    outcome(id, "refuted");
    for (var each : all(auditor, second)) paid(each, BOND / 2 * 8 / 10 + STAKE * 2 / 10 / 2);
    assertThat(ok(settle(id)).earned()).containsExactlyInAnyOrder(auditor, second);
    ok(computation.as(keeper).releaseChallenge(id, uint(2)));
    paid(challenger, CHALLENGE_BOND);
  }

  @Test
  void whoWaitedForTheRevealIsNotBlamedWhenTheResultIsRefuted() {
    var id = audited(LIE, TRUTH);
    ok(challenge(id, challenger, TRUTH));
    play(id, LIE, challenger, TRUTH);
    assertThat(audit(id, auditor, TRUTH)).isErr(ERR_STATE);
    assertThat(ok(settle(id)).slashes()).isEmpty();
    assertThat(stakeLeft()).isEqualTo(VERIFIER_STAKE);
  }

  @Test
  void itRevealsWhatItCommittedTo() {
    var id = audited(TRUTH, LIE);
    assertThat(audit(id, auditor, TRUTH)).isErr(ERR_BAD_REVEAL);
    assertThat(
            computation
                .as(auditor)
                .revealAudit(id, LIE.end().hash(), uint(LIE.length()), sha256("x")))
        .isErr(ERR_BAD_REVEAL);
  }

  @Test
  void itRevealsStepsThatTheJobAllows() {
    var id = opened(registerVerifier(auditor));
    commit(id, provider, TRUTH.end().hash(), TRUTH.length());
    commit(id, auditor, TRUTH.end().hash(), MOST_STEPS + 1);
    ok(result(id, TRUTH));
    assertThat(
            computation.as(auditor).revealAudit(id, TRUTH.end().hash(), uint(MOST_STEPS + 1), SALT))
        .isErr(ERR_BAD_STEPS);
  }

  @Test
  void itRevealsOnceAndAfterTheResult() {
    var id = opened(registerVerifier(auditor));
    commit(id, auditor, TRUTH.end().hash(), TRUTH.length());
    assertThat(audit(id, auditor, TRUTH)).isErr(ERR_STATE);
    commit(id, provider, TRUTH.end().hash(), TRUTH.length());
    ok(result(id, TRUTH));
    ok(audit(id, auditor, TRUTH));
    assertThat(audit(id, auditor, TRUTH)).isErr(ERR_STATE);
  }

  @Test
  void onlyAuditorsReveal() {
    var id = audited(TRUTH, TRUTH);
    assertThat(audit(id, keeper, TRUTH)).isErr(ERR_NOT_AUTHORISED);
    assertThat(audit(uint(9), auditor, TRUTH)).isErr(ERR_NO_EXECUTION);
  }

  private void slashedOnce() {
    assertThat(stakeLeft()).isEqualTo(VERIFIER_STAKE - AUDIT_BOND);
    paid(developer, AUDIT_BOND / 2);
    assertThat(treasuryDue()).isEqualTo(AUDIT_BOND / 2);
    assertThat(locked()).isZero();
  }

  private long stakeLeft() {
    return held(computation.getVerifier(uint(1)).orElseThrow().stake());
  }

  private long locked() {
    var stake = computation.getVerifier(uint(1)).orElseThrow().stake();
    return number(vault.getHold(stake).orElseThrow().locked());
  }
}
