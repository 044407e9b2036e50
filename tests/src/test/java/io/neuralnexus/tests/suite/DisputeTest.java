package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ComputationVerification.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.machine.Leaf;
import io.neuralnexus.tests.contracts.TrainingMachine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A result that somebody disputes: the honest side wins, whatever the other one does. */
class DisputeTest extends ComputationStage {
  private static final Play LIE = TRUTH.lying(Play.Lie.MEMORY, 30);

  // --- who wins ---

  @Test
  void anHonestProviderDefeatsALyingChallenger() {
    var id = revealed(TRUTH);
    told(challenge(id, challenger, LIE));

    int moves = play(id, TRUTH, challenger, LIE);

    assertThat(moves).isLessThanOrEqualTo(bound(TRUTH.length()));
    outcome(id, "revealed");
    paid(provider, CHALLENGE_BOND * 8 / 10);
    paid(challenger, 0);
    assertThat(treasuryDue()).isEqualTo(CHALLENGE_BOND * 2 / 10);
    assertThat(number(progressOf(id).disputes())).isEqualTo(1);
  }

  @Test
  void aLyingProviderIsDefeatedByAnHonestChallenger() {
    var id = revealed(LIE);
    ok(challenge(id, challenger, TRUTH));

    int moves = play(id, LIE, challenger, TRUTH);

    assertThat(moves).isLessThanOrEqualTo(bound(LIE.length()));
    outcome(id, "refuted");
    // Its bond back, 80 % of the provider's, 20 % of the stake that is bound; half goes to the
    // developer.
    paid(challenger, CHALLENGE_BOND + BOND * 8 / 10 + STAKE * 2 / 10);
    paid(developer, STAKE / 2);
    paid(provider, 0);
    assertThat(treasuryDue()).isEqualTo(BOND * 2 / 10 + STAKE * 3 / 10);
    assertThat(held(stake(provider))).isEqualTo(PROVIDER_STAKE - STAKE);
  }

  @Test
  void aRunThatEndsTooEarlyIsRefuted() {
    var shorter = TRUTH.lying(Play.Lie.SHORTER, 30);
    assertThat(shorter.length()).isEqualTo(30);
    var id = revealed(shorter);
    ok(challenge(id, challenger, TRUTH));
    play(id, shorter, challenger, TRUTH);
    outcome(id, "refuted");
  }

  @Test
  void aRunThatEndsTooLateIsRefuted() {
    var longer = TRUTH.lying(Play.Lie.LONGER, 30);
    assertThat(longer.length()).isGreaterThan(TRUTH.length());
    var id = revealed(longer);
    ok(challenge(id, challenger, TRUTH));
    play(id, longer, challenger, TRUTH);
    outcome(id, "refuted");
  }

  @Test
  void aClaimOfALongerOrShorterRunIsRefuted() {
    var id = revealed(TRUTH);
    for (var lie : List.of(Play.Lie.SHORTER, Play.Lie.LONGER)) {
      var claim = TRUTH.lying(lie, 30);
      ok(challenge(id, challenger, claim));
      play(id, TRUTH, challenger, claim);
      outcome(id, "revealed");
    }
    paid(challenger, 0);
  }

  @Test
  void aFalseLengthOfATrueResultLosesTheProviderThatMustDefendIt() {
    long tooShort = TRUTH.length() - 10;
    var id = opened();
    commit(id, provider, TRUTH.end().hash(), tooShort);
    pass(COMMIT_WINDOW + 1);
    ok(result(id, TRUTH, tooShort));
    ok(challenge(id, challenger, LIE));

    // The truth beyond that length is not what the provider has to show there.
    assertThat(cut(id, TRUTH)).isErr(ERR_BAD_CUTS);
    pass(MOVE_WINDOW + 1);
    ok(computation.as(keeper).expireDispute(id));
    outcome(id, "refuted");
  }

  @Test
  void cutsThatContradictTheResultAreRefused() {
    var id = revealed(TRUTH);
    // Beyond the end every state is the result.
    ok(challenge(id, challenger, LIE.end().hash(), MOST_STEPS));
    var cuts = new ArrayList<>(cutsOf(dispute(id)).stream().map(TRUTH::hash).toList());
    cuts.set(14, LIE.end().hash());
    assertThat(computation.as(provider).postCuts(id, cuts)).isErr(ERR_BAD_CUTS);
    ok(cut(id, TRUTH));
  }

  @Test
  void aWrongStateAmongTheCutsIsFound() {
    var id = revealed(LIE);
    ok(challenge(id, challenger, TRUTH));
    var cuts = new ArrayList<>(cutsOf(dispute(id)).stream().map(TRUTH::hash).toList());
    cuts.set(0, sha256("nonsense"));
    ok(computation.as(provider).postCuts(id, cuts));
    assertThat(difference(id, TRUTH)).isEqualTo(0);
    ok(pick(id, challenger, 0));
    while (dispute(id).turn().equals("cut")) {
      ok(cut(id, TRUTH));
      ok(pick(id, challenger, difference(id, TRUTH)));
    }
    var proof = ok(prove(id, TRUTH));
    assertThat(proof.holds()).isFalse();
    outcome(id, "refuted");
  }

  @Test
  void aStepBeyondTheEndNeedsNoWitness() {
    var id = revealed(TRUTH);
    ok(challenge(id, challenger, sha256("something"), TRUTH.length() + 1));
    while (!dispute(id).turn().equals("prove")) {
      ok(cut(id, TRUTH));
      // Agrees with all but the last.
      ok(pick(id, challenger, dispute(id).cuts().size()));
    }
    assertThat(number(dispute(id).lo())).isEqualTo(TRUTH.length());
    ok(prove(id, TRUTH));
    outcome(id, "revealed");
  }

  @Test
  void moveByMove() {
    var id = revealed(LIE);
    ok(challenge(id, challenger, TRUTH));
    var cut = told(cut(id, LIE));
    assertThat(cut.cuts()).hasSize(15);
    assertThat(cut.lo()).isEqualTo(uint(0));
    assertThat(cut.hi()).isEqualTo(uint(LIE.length()));
    assertThat(dispute(id).turn()).isEqualTo("pick");
    long part = difference(id, TRUTH);
    var before = dispute(id);
    var pick = told(pick(id, challenger, part));
    assertThat(pick.lo()).isEqualTo(uint(stepOf(before, part)));
    assertThat(pick.hi()).isEqualTo(uint(stepOf(before, part + 1)));
    assertThat(dispute(id).loState()).isEqualTo(TRUTH.hash(number(pick.lo())));
    assertThat(dispute(id).hiState()).isEqualTo(LIE.hash(number(pick.hi())));
    playToTheProof(id, LIE, challenger, TRUTH);
    assertThat(dispute(id).lo()).isEqualTo(uint(29));
    var proof = told(prove(id, LIE));
    assertThat(proof.step()).isEqualTo(uint(29));
    assertThat(proof.holds()).isFalse();
  }

  // --- refused moves ---

  @Test
  void eachMovesWhenItIsItsTurn() {
    var id = revealed(TRUTH);
    ok(challenge(id, challenger, LIE));
    assertThat(pick(id, challenger, 0)).isErr(ERR_NOT_YOUR_MOVE);
    assertThat(prove(id, TRUTH)).isErr(ERR_NOT_YOUR_MOVE);
    var cuts = cutsOf(dispute(id)).stream().map(TRUTH::hash).toList();
    assertThat(computation.as(keeper).postCuts(id, cuts)).isErr(ERR_NOT_AUTHORISED);
    ok(cut(id, TRUTH));
    assertThat(cut(id, TRUTH)).isErr(ERR_NOT_YOUR_MOVE);
    assertThat(pick(id, keeper, 0)).isErr(ERR_NOT_AUTHORISED);
    assertThat(pick(id, challenger, 16)).isErr(ERR_BAD_PICK);
  }

  @Test
  void cutsAreAsManyAsTheRangeAsksForAndHashes() {
    var id = revealed(TRUTH);
    ok(challenge(id, challenger, LIE));
    var cuts = cutsOf(dispute(id)).stream().map(TRUTH::hash).toList();
    assertThat(computation.as(provider).postCuts(id, cuts.subList(0, 14))).isErr(ERR_BAD_CUTS);
    var malformed = new ArrayList<>(cuts);
    malformed.set(3, Buff.fromHex("00"));
    assertThat(computation.as(provider).postCuts(id, malformed)).isErr(ERR_BAD_CUTS);
  }

  @Test
  void aMalformedProofIsRefusedAndCanBeMended() {
    var id = revealed(TRUTH);
    ok(challenge(id, challenger, LIE));
    playToTheProof(id, TRUTH, challenger, LIE);
    long step = number(dispute(id).lo());
    var pre = TRUTH.state(step);
    var witness = TRUTH.witness(step);
    var path = witness.instructionPath();

    assertThat(prove(id, pre.bytes(), Buff.EMPTY, path, witness.leaf()))
        .isErr(TrainingMachine.Error.ERR_BAD_INSTRUCTION);
    assertThat(
            prove(
                id,
                pre.bytes(),
                witness.instruction(),
                path.subList(1, path.size()),
                witness.leaf()))
        .isErr(TrainingMachine.Error.ERR_BAD_INSTRUCTION_PATH);
    assertThat(
            prove(
                id,
                pre.bytes(),
                witness.instruction(),
                Collections.nCopies(path.size(), sha256("wrong")),
                witness.leaf()))
        .isErr(TrainingMachine.Error.ERR_INSTRUCTION_MISMATCH);
    var leaf = new Leaf(Buff.of(new byte[63]), Buff.of(new byte[32]), List.of());
    assertThat(prove(id, pre.bytes(), witness.instruction(), path, leaf))
        .isErr(TrainingMachine.Error.ERR_BAD_LEAF);
    assertThat(prove(id, Buff.of(new byte[166]), witness.instruction(), path, witness.leaf()))
        .isErr(TrainingMachine.Error.ERR_BAD_STATE);

    ok(prove(id, TRUTH));
    outcome(id, "revealed");
  }

  @Test
  void theStateShownIsTheOneBothAgreedOn() {
    var id = revealed(TRUTH);
    ok(challenge(id, challenger, LIE));
    playToTheProof(id, TRUTH, challenger, LIE);
    var other = TRUTH.state(0);
    var witness = TRUTH.witness(0);
    assertThat(
            prove(
                id,
                other.bytes(),
                witness.instruction(),
                witness.instructionPath(),
                witness.leaf()))
        .isErr(ERR_BAD_STATE);
    var call = TRUTH.witness(number(dispute(id).lo()));
    assertThat(
            computation
                .as(keeper)
                .proveStep(
                    id,
                    TRUTH.state(number(dispute(id).lo())).bytes(),
                    call.instruction(),
                    call.instructionPath(),
                    call.leaf().words(),
                    call.leaf().salt(),
                    call.leaf().path()))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void thereAreNoMovesWithoutADispute() {
    var id = revealed(TRUTH);
    assertThat(computation.as(provider).postCuts(id, List.of())).isErr(ERR_NO_DISPUTE);
    assertThat(pick(id, challenger, 0)).isErr(ERR_NO_DISPUTE);
    assertThat(computation.as(keeper).expireDispute(id)).isErr(ERR_NO_DISPUTE);
    assertThat(computation.as(keeper).releaseChallenge(id, uint(1))).isErr(ERR_NO_DISPUTE);
  }

  // --- silence ---

  @Test
  void aProviderThatShowsNoCutsLoses() {
    var id = revealed(TRUTH);
    ok(challenge(id, challenger, LIE));
    pass(MOVE_WINDOW);
    assertThat(computation.as(keeper).expireDispute(id)).isErr(ERR_TOO_EARLY);
    pass(1);
    assertThat(cut(id, TRUTH)).isErr(ERR_TOO_LATE);
    var event = told(computation.as(keeper).expireDispute(id));
    assertThat(event.turn()).isEqualTo("cut");
    assertThat(event.providerWins()).isFalse();
    outcome(id, "refuted");
  }

  @Test
  void aChallengerThatDoesNotPickLoses() {
    var id = revealed(LIE);
    ok(challenge(id, challenger, TRUTH));
    ok(cut(id, LIE));
    pass(MOVE_WINDOW + 1);
    assertThat(pick(id, challenger, 0)).isErr(ERR_TOO_LATE);
    assertThat(ok(computation.as(keeper).expireDispute(id)).providerWins()).isTrue();
    outcome(id, "revealed");
    paid(provider, CHALLENGE_BOND * 8 / 10);
  }

  @Test
  void aProviderThatDoesNotProveLoses() {
    var id = revealed(TRUTH);
    ok(challenge(id, challenger, LIE));
    playToTheProof(id, TRUTH, challenger, LIE);
    pass(MOVE_WINDOW + 1);
    assertThat(prove(id, TRUTH)).isErr(ERR_TOO_LATE);
    assertThat(ok(computation.as(keeper).expireDispute(id)).providerWins()).isFalse();
    outcome(id, "refuted");
  }

  @Test
  void eachMoveTakesFromTheClockOfItsSide() {
    var id = revealed(TRUTH);
    ok(challenge(id, challenger, LIE));
    pass(10);
    ok(cut(id, TRUTH));
    pass(20);
    ok(pick(id, challenger, difference(id, LIE)));
    assertThat(number(dispute(id).providerClock())).isEqualTo(CLOCK - 10);
    assertThat(number(dispute(id).challengerClock())).isEqualTo(CLOCK - 20);
  }

  // --- the queue ---

  @Test
  void whoClaimsTheSameJoinsAndShares() {
    var id = revealed(LIE);
    ok(challenge(id, challenger, TRUTH));
    ok(challenge(id, second, TRUTH));
    ok(challenge(id, keeper, TRUTH));
    assertThat(challenge(id, second, TRUTH)).isErr(ERR_ALREADY_CHALLENGED);

    play(id, LIE, challenger, TRUTH);

    outcome(id, "refuted");
    long part = BOND / 3;
    long stakePart = STAKE / 3;
    long share = CHALLENGE_BOND + part * 8 / 10 + STAKE * 2 / 10 / 3;
    for (var each : all(challenger, second, keeper)) paid(each, share);
    // What three cannot share of the bond.
    paid(provider, BOND - 3 * part);
    paid(developer, 3 * (stakePart / 2));
  }

  @Test
  void whoLedTheClaimMovesForIt() {
    var id = revealed(LIE);
    ok(challenge(id, challenger, TRUTH));
    ok(challenge(id, second, TRUTH));
    ok(cut(id, LIE));
    assertThat(pick(id, second, 0)).isErr(ERR_NOT_AUTHORISED);
    ok(pick(id, challenger, difference(id, TRUTH)));
  }

  @Test
  void afterTheFirstAnswerTheSameClaimIsAnotherEntry() {
    var id = revealed(LIE);
    ok(challenge(id, challenger, TRUTH));
    ok(cut(id, LIE));
    ok(challenge(id, second, TRUTH));
    assertThat(number(progressOf(id).challenges())).isEqualTo(2);
    play(id, LIE, challenger, TRUTH);
    outcome(id, "refuted");
    paid(second, 0);
    var event = told(computation.as(keeper).releaseChallenge(id, uint(2)));
    assertThat(event.index()).isEqualTo(uint(2));
    paid(second, CHALLENGE_BOND);
    assertThat(computation.as(keeper).releaseChallenge(id, uint(2))).isErr(ERR_NOTHING_DUE);
  }

  /** The provider of a lie answers, its challenger never moves, and so loses. */
  private void abandoned(Uint id) {
    ok(cut(id, LIE));
    pass(MOVE_WINDOW + 1);
    ok(computation.as(provider).expireDispute(id));
  }

  @Test
  void anAccompliceThatLosesOnPurposeDoesNotCloseTheClaim() {
    var id = revealed(LIE);
    ok(challenge(id, keeper, TRUTH));
    abandoned(id);
    outcome(id, "revealed");

    ok(challenge(id, challenger, TRUTH));
    play(id, LIE, challenger, TRUTH);
    outcome(id, "refuted");
  }

  @Test
  void theQueueGoesOnWithTheNext() {
    var id = revealed(TRUTH);
    ok(challenge(id, challenger, LIE));
    ok(challenge(id, second, TRUTH.lying(Play.Lie.SHORTER, 20)));
    assertThat(computation.as(keeper).releaseChallenge(id, uint(2))).isErr(ERR_PENDING);
    play(id, TRUTH, challenger, LIE);
    outcome(id, "disputed");
    assertThat(number(progressOf(id).current())).isEqualTo(2);
    play(id, TRUTH, second, TRUTH.lying(Play.Lie.SHORTER, 20));
    outcome(id, "revealed");
  }

  @Test
  void theQueueHasPlaceForSoManyAndForAuditors() {
    var audit = TRUTH;
    var id = audited(LIE, audit);
    for (int i = 0; i < MOST_DISPUTES; i++) {
      ok(challenge(id, keeper, sha256("sham " + i), 1 + i));
    }
    assertThat(challenge(id, challenger, TRUTH)).isErr(ERR_CLAIM_CLOSED);
    ok(audit(id, auditor, audit));
    for (int i = 0; i < MOST_DISPUTES; i++) {
      abandoned(id);
    }
    // The lie that bought off every challenger still meets its auditor.
    play(id, LIE, auditor, audit);
    outcome(id, "refuted");
  }

  @Test
  void aClaimHasEightMembersAndTheNinthBeginsAnother() {
    var id = revealed(LIE);
    var members = new ArrayList<StandardPrincipal>();
    for (int i = 0; i < 9; i++) members.add(somebody(i));
    for (var each : members) ok(challenge(id, each, TRUTH));
    assertThat(computation.getChallenge(id, uint(1)).orElseThrow().members()).hasSize(8);
    assertThat(computation.getChallenge(id, uint(2)).orElseThrow().members()).hasSize(1);
    play(id, LIE, members.getFirst(), TRUTH);
    ok(computation.as(keeper).releaseChallenge(id, uint(2)));
    outcome(id, "refuted");
  }

  private StandardPrincipal somebody(int i) {
    return everybody().stream()
        .map(StandardPrincipal.class::cast)
        .filter(each -> !each.equals(provider))
        .skip(i)
        .findFirst()
        .orElseThrow();
  }

  // --- the window ---

  @Test
  void theWindowStandsStillWhileADisputeRuns() {
    var id = revealed(LIE);
    pass(CHALLENGE_WINDOW - 1);
    ok(challenge(id, keeper, sha256("sham"), 5));
    abandoned(id);
    outcome(id, "revealed");
    ok(challenge(id, challenger, TRUTH));
    play(id, LIE, challenger, TRUTH);
    outcome(id, "refuted");
  }

  @Test
  void challengesEndWithTheWindow() {
    var id = revealed(TRUTH);
    pass(CHALLENGE_WINDOW + 1);
    assertThat(challenge(id, challenger, LIE)).isErr(ERR_TOO_LATE);
    outcome(id, "accepted");
    ok(settle(id));
    assertThat(challenge(id, challenger, LIE)).isErr(ERR_STATE);
  }

  @Test
  void aClaimDiffersFromTheResult() {
    var id = revealed(TRUTH);
    assertThat(challenge(id, challenger, TRUTH)).isErr(ERR_SAME_RESULT);
    assertThat(challenge(id, challenger, TRUTH.end().hash(), 5)).isErr(ERR_SAME_RESULT);
    assertThat(challenge(id, challenger, Buff.fromHex("00"), 5)).isErr(ERR_SAME_RESULT);
    assertThat(challenge(id, challenger, LIE.end().hash(), 0)).isErr(ERR_BAD_STEPS);
    assertThat(challenge(id, challenger, LIE.end().hash(), MOST_STEPS + 1)).isErr(ERR_BAD_STEPS);
  }

  @Test
  void thereIsNothingToChallengeBeforeTheResult() {
    assertThat(challenge(opened(), challenger, LIE)).isErr(ERR_STATE);
    assertThat(challenge(uint(9), challenger, LIE)).isErr(ERR_NO_EXECUTION);
  }

  @Test
  void noContractChallengesForItsCaller() {
    var id = revealed(TRUTH);
    assertThat(thief.as(challenger).challenge(id, LIE.end().hash(), uint(LIE.length())))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void aDisputeOfOneStepGoesStraightToTheProof() {
    // The provider of a job of one step says it is over; a claim of one step says another thing.
    var first = Play.honest(LOOP, INPUTS, 1);
    var id = opened(1);
    commit(id, provider, first.end().hash(), 1);
    pass(COMMIT_WINDOW + 1);
    ok(result(id, first));
    ok(challenge(id, challenger, sha256("other"), 1));
    assertThat(dispute(id).turn()).isEqualTo("prove");
    ok(prove(id, first));
    outcome(id, "revealed");
  }

  @Test
  void aLieInOneJobDoesNotTouchWhatAnotherBinds() {
    var other = opened();
    var id = revealed(LIE);
    ok(challenge(id, challenger, TRUTH));
    play(id, LIE, challenger, TRUTH);
    outcome(id, "refuted");
    outcome(other, "lapsed");
    var hold = vault.getHold(stake(provider)).orElseThrow();
    assertThat(number(hold.amount())).isEqualTo(PROVIDER_STAKE - STAKE);
    assertThat(number(hold.locked())).isEqualTo(STAKE);
  }
}
