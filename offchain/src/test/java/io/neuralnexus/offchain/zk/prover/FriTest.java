package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Parameters;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FriTest {
  private static final int LOG = 7;

  /** 16 coefficients are left after one layer, or 2 after two. */
  private static final Parameters ONE = new Parameters(6, 17, 9, 2, 3, 1, 4, 0, 0);

  private static final Parameters TWO = new Parameters(6, 17, 9, 2, 3, 1, 3, 0, 0);
  private static final Halves COEFFICIENTS =
      new Halves(NttTest.random(1 << LOG, 1), NttTest.random(1 << LOG, 2));

  @Test
  void layer_0_has_the_polynomial_at_the_points() {
    var fri = new Fri(ONE, COEFFICIENTS, LOG, transcript());
    var domain = new Domain(LOG);

    for (int point : new int[] {0, 1, 300, 2047}) {
      var values = Letter.unpacked(fri.open(point).getFirst().values());
      assertThat(values.get(point / 256))
          .isEqualTo(value(COEFFICIENTS, Extension.of(domain.point(point))));
    }
  }

  @Test
  void folding_takes_each_eighth_coefficient_with_a_power_of_the_challenge() {
    var transcript = transcript();
    var fri = new Fri(ONE, COEFFICIENTS, LOG, transcript);

    var e = transcript.draw(0);
    var last = Letter.unpacked(fri.last());
    assertThat(last).hasSize(16);
    for (int i = 0; i < last.size(); i++) {
      assertThat(last.get(i)).isEqualTo(value(COEFFICIENTS.slice(8 * i, 8), e));
    }
  }

  @Test
  void each_layer_is_folded_until_few_coefficients_are_left() {
    var fri = new Fri(TWO, COEFFICIENTS, LOG, transcript());

    assertThat(fri.caps()).hasSize(2).allMatch(cap -> cap.length() == 64);
    assertThat(fri.last()).hasSize(2);
    assertThat(Stream.of(fri.open(1_000)).flatMap(folds -> folds.stream()))
        .extracting(fold -> fold.path().size())
        .containsExactly(7, 4);
  }

  @Test
  void coefficients_that_are_too_many_are_dropped_in_the_end() {
    var high = new Halves(1 << (LOG + 4));
    high.set(high.size() - 1, Extension.ONE);

    var fri = new Fri(ONE, high, LOG, transcript());

    assertThat(Letter.unpacked(fri.last())).hasSize(16).containsOnly(Extension.ZERO);
    assertThat(Letter.unpacked(fri.open(0).getFirst().values())).doesNotContain(Extension.ZERO);
  }

  private static Transcript transcript() {
    return new Transcript(Samples.BINDING, Buff.of(new byte[32]), Samples.profile(LOG));
  }

  private static Extension value(Halves coefficients, Extension point) {
    var sum = Extension.ZERO;
    for (int i = coefficients.size() - 1; i >= 0; i--) {
      sum = sum.times(point).plus(coefficients.get(i));
    }
    return sum;
  }
}
