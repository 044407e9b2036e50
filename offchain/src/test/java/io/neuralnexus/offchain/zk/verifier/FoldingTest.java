package io.neuralnexus.offchain.zk.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.zk.Refusal;
import io.neuralnexus.offchain.zk.prover.Crook;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What FRI is there for: 64 rows, 1,024 points, layers of 1,024 and 128 points, two queries. */
class FoldingTest {
  private static final Buff BINDING = Buff.of(new byte[32]);
  private static final Buff SEED = Buff.of(new byte[32]);
  private static final int LAYERS = 2;
  private static final int LAST_POINTS = 16;
  private static final int TRIES = 150;

  @Test
  void a_crook_who_does_not_lie_is_accepted() {
    assertThat(verdict((_, _) -> false)).isEmpty();
  }

  @Test
  void the_first_layer_must_be_what_the_opened_values_give() {
    assertThat(verdict((layer, _) -> layer == 0)).contains(Refusal.BAD_OPENING);
  }

  @Test
  void the_mask_must_be_what_is_in_the_first_layer() {
    assertThat(verdict((layer, _) -> layer == Crook.Lie.MASK)).contains(Refusal.BAD_OPENING);
  }

  @Test
  void the_second_layer_must_be_what_the_first_folds_to() {
    assertThat(verdict((layer, _) -> layer == 1)).contains(Refusal.BAD_FOLD);
  }

  @Test
  void the_final_polynomial_must_be_what_the_last_layer_folds_to() {
    assertThat(verdict((layer, _) -> layer == LAYERS)).contains(Refusal.BAD_FOLD);
  }

  /**
   * All functions are right but for a part of the points, where D has another value, layer 0 as
   * well, and both fold to the next layers as they should. Two queries see nothing with the
   * probability of the agreement squared. A quarter is the Johnson radius.
   */
  @ParameterizedTest
  @CsvSource({"4, 0.0625", "8, 0.25", "12, 0.5625"})
  void a_function_far_from_low_degree_is_accepted_as_often_as_queries_miss(
      int agreeing, double rate) {
    var crook = crook((layer, index) -> layer < LAYERS && index % LAST_POINTS >= agreeing);
    var verifier = new Verifier(Cheat.PARAMETERS);
    var verdicts =
        LongStream.range(0, TRIES)
            .mapToObj(Uint::of)
            .map(nonce -> verifier.refusal(BINDING, crook.root(), Cheat.TRUE, crook.proof(nonce)))
            .toList();

    var refusals = new ArrayList<Refusal>();
    verdicts.forEach(verdict -> verdict.ifPresent(refusals::add));
    double accepted = (double) (TRIES - refusals.size()) / TRIES;
    double deviation = Math.sqrt(rate * (1 - rate) / TRIES);
    assertThat(accepted).isBetween(rate - 4 * deviation, rate + 4 * deviation);
    assertThat(refusals).containsOnly(Refusal.BAD_FOLD);
  }

  private static Crook crook(Crook.Lie lie) {
    return new Crook(Cheat.PARAMETERS, BINDING, Cheat.TRUE, Cheat.table(), SEED, lie);
  }

  private static Optional<Refusal> verdict(Crook.Lie lie) {
    var crook = crook(lie);
    return new Verifier(Cheat.PARAMETERS).refusal(BINDING, crook.root(), Cheat.TRUE, crook.proof());
  }
}
