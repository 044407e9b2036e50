package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ComputationVerification.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.ComputationVerification.DrawAuditors;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verifiers, their stakes, and who is drawn. */
class VerifiersTest extends ComputationStage {
  @Test
  void aVerifierStakesForFourSeats() {
    var event = told(computation.as(auditor).registerVerifier());
    assertThat(event.number()).isEqualTo(uint(1));
    assertThat(event.amount()).isEqualTo(uint(VERIFIER_STAKE));
    assertThat(held(event.hold())).isEqualTo(VERIFIER_STAKE);
    assertThat(computation.getVerifierNumber(auditor)).contains(uint(1));
    assertThat(computation.getVerifierCount()).isEqualTo(uint(1));
  }

  @Test
  void anAccountIsOneVerifierAtATime() {
    var number = registerVerifier(auditor);
    assertThat(computation.as(auditor).registerVerifier()).isErr(ERR_ALREADY_REGISTERED);
    ok(computation.as(auditor).unstakeVerifier(number));
    assertThat(registerVerifier(auditor)).isEqualTo(uint(2));
  }

  @Test
  void whoLeavesHasTheStakeAfterTheUnbonding() {
    var number = registerVerifier(auditor);
    var event = told(computation.as(auditor).unstakeVerifier(number));
    assertThat(event.amount()).isEqualTo(uint(VERIFIER_STAKE));
    pass(1_009);
    ok(vault.as(keeper).collectHold(computation.getVerifier(number).orElseThrow().stake()));
    paid(auditor, VERIFIER_STAKE);
  }

  @Test
  void onlyTheVerifierLeaves() {
    var number = registerVerifier(auditor);
    assertThat(computation.as(keeper).unstakeVerifier(number)).isErr(ERR_NOT_AUTHORISED);
    assertThat(computation.as(keeper).unstakeVerifier(uint(9))).isErr(ERR_NOT_REGISTERED);
  }

  @Test
  void nobodyLeavesASeat() {
    var number = registerVerifier(auditor);
    var id = opened(number);
    assertThat(computation.as(auditor).unstakeVerifier(number)).isErr(ERR_IN_USE);
    pass(COMMIT_WINDOW + 1);
    ok(settle(id));
    ok(computation.as(auditor).unstakeVerifier(number));
  }

  @Test
  void aSeatBindsOneBond() {
    var number = registerVerifier(auditor);
    opened(number);
    var verifier = computation.getVerifier(number).orElseThrow();
    assertThat(verifier.seats()).isEqualTo(uint(1));
    assertThat(vault.getHold(verifier.stake()).orElseThrow().locked()).isEqualTo(uint(AUDIT_BOND));
  }

  @Test
  void aVerifierHasFourSeatsAtMost() {
    ok(computation.as(provider).registerProvider(uint(5 * STAKE)));
    var number = registerVerifier(auditor);
    for (int i = 0; i < 4; i++) {
      assertThat(seats(opened(number))).containsExactly(number);
    }
    assertThat(seats(opened(number))).isEmpty();
    assertThat(draw("any", 1, 1)).isEmpty();
  }

  @Test
  void whoHasLeftSinceTheDrawIsLeftOut() {
    var number = registerVerifier(auditor);
    ok(computation.as(auditor).unstakeVerifier(number));
    assertThat(seats(opened(number))).isEmpty();
  }

  @Test
  void whoHasNotTheBondIsLeftOutAndStopsNoJob() {
    ok(computation.as(provider).registerProvider(uint(5 * STAKE)));
    var number = registerVerifier(auditor);
    var first = opened(number);
    pass(COMMIT_WINDOW + 1);
    ok(settle(first)); // slashed for its silence: three bonds are left
    for (int i = 0; i < 3; i++) assertThat(seats(opened(number))).containsExactly(number);
    assertThat(seats(opened(number))).isEmpty();
  }

  @Test
  void aSlashedVerifierThatLostADisputeIsDrawnNoMore() {
    var lie = TRUTH.lying(Play.Lie.MEMORY, 5);
    var id = audited(TRUTH, lie);
    ok(audit(id, auditor, lie));
    play(id, TRUTH, auditor, lie);
    assertThat(computation.getVerifier(uint(1)).orElseThrow().open()).isFalse();
    assertThat(draw("any", 1, 1)).isEmpty();
    ok(computation.as(auditor).registerVerifier());
  }

  // --- draws ---

  @Test
  void drawsNameDifferentVerifiersUpToTheSeats() {
    for (var each : all(challenger, second, auditor, keeper, guardian)) registerVerifier(each);
    for (int seed = 0; seed < 20; seed++) {
      var drawn = draw("seed " + seed, 5, 3);
      assertThat(drawn).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(3);
      assertThat(drawn).allSatisfy(each -> assertThat(number(each)).isBetween(1L, 5L));
    }
  }

  @Test
  void partiesAreNeverDrawn() {
    for (var each : all(challenger, second, auditor, keeper)) registerVerifier(each);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(draw("seed " + seed, 4, 3, challenger, second)).doesNotContain(uint(1), uint(2));
    }
  }

  @Test
  void everybodyIsDrawnSometimes() {
    for (var each : all(challenger, second, auditor, keeper)) registerVerifier(each);
    var seen = new HashSet<Uint>();
    for (int seed = 0; seed < 60; seed++) seen.addAll(draw("seed " + seed, 4, 1));
    assertThat(seen).hasSize(4);
  }

  @Test
  void aLateRegistrationDoesNotMoveADraw() {
    for (var each : all(challenger, second, auditor)) registerVerifier(each);
    var before = draw("seed", 3, 2);
    for (var each : all(keeper, guardian, treasury)) {
      registerVerifier(each);
    }
    assertThat(draw("seed", 3, 2)).isEqualTo(before);
  }

  @Test
  void withoutVerifiersNobodyIsDrawn() {
    assertThat(draw("seed", 0, 3)).isEmpty();
  }

  private List<Uint> seats(Uint id) {
    return computation.getExecution(id).orElseThrow().auditors();
  }

  private List<Uint> draw(String seed, long count, long seats, Principal... without) {
    return computation
        .drawAuditors(sha256(seed), uint(count), uint(seats), List.of(without))
        .stream()
        .map(DrawAuditors::number)
        .toList();
  }
}
