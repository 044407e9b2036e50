package io.neuralnexus.offchain.machine;

import static io.neuralnexus.offchain.machine.FixedPoint.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Against exact arithmetic of any length. */
class FixedPointTest {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  @Property(tries = 2_000)
  void sums_and_differences_saturate(@ForAll long a, @ForAll long b) {
    assertThat(FixedPoint.add(a, b)).isEqualTo(saturated(big(a).add(big(b))));
    assertThat(FixedPoint.subtract(a, b)).isEqualTo(saturated(big(a).subtract(big(b))));
  }

  @Property(tries = 2_000)
  void products_saturate(@ForAll long a, @ForAll long b) {
    assertThat(FixedPoint.multiply(a, b)).isEqualTo(saturated(big(a).multiply(big(b))));
  }

  @Property(tries = 2_000)
  void products_of_fixed_point_are_rounded_down(@ForAll long a, @ForAll long b) {
    assertFmul(a, b);
    assertFmul(a >> 24, b >> 16);
  }

  @Property(tries = 2_000)
  void quotients_of_fixed_point_are_rounded_toward_zero(@ForAll long a, @ForAll long b) {
    assertFdiv(a, b);
    assertFdiv(a >> 20, b >> 12);
    assertFdiv(a >> 34, b >> 30);
  }

  @Test
  void quotients_are_exact_where_the_digits_are_hard_to_guess() {
    var random = new Random(7);
    var edges =
        LongStream.of(
                1,
                2,
                3,
                ONE - 1,
                ONE,
                ONE + 1,
                (ONE << 16) - 1,
                ONE << 30,
                (1L << 62) - 1,
                1L << 62,
                Long.MAX_VALUE,
                Long.MAX_VALUE - 1,
                0x7fff_ffff_0000_0000L,
                0x4000_0000_ffff_ffffL)
            .toArray();
    for (long a : edges) {
      for (long b : edges) {
        for (long nudge : new long[] {0, 1, -1, random.nextLong() >> 40}) {
          assertFdiv(a + nudge, b);
          assertFdiv(-a, b + nudge);
          assertFdiv(a, -b - nudge);
        }
      }
      assertFdiv(Long.MIN_VALUE, a);
      assertFdiv(a, Long.MIN_VALUE);
    }
    assertFdiv(Long.MIN_VALUE, Long.MIN_VALUE);
    assertFdiv(Long.MIN_VALUE, -1);
  }

  @Property(tries = 2_000)
  void shifts_left_saturate(@ForAll long a, @ForAll @IntRange(max = 63) int amount) {
    assertThat(FixedPoint.shiftLeft(a, amount)).isEqualTo(saturated(big(a).shiftLeft(amount)));
    assertThat(FixedPoint.shiftLeft(a >> amount, amount))
        .isEqualTo(saturated(big(a >> amount).shiftLeft(amount)));
  }

  @Property(tries = 2_000)
  void powers_of_two_are_within_their_stated_error(
      @ForAll @LongRange(min = -32 * ONE, max = 31 * ONE - 1) long e) {
    double exact = Math.pow(2, FixedPoint.toDouble(e)) * ONE;
    assertThat((double) FixedPoint.exp2(e))
        .isBetween(exact * (1 - 0x1p-38) - 1, exact * (1 + 0x1p-38));
  }

  @Test
  void powers_of_whole_exponents_are_exact() {
    for (int n = -32; n <= 30; n++) {
      assertThat(FixedPoint.exp2(n * ONE)).isEqualTo(1L << 32 + n);
    }
  }

  @Test
  void powers_beyond_a_word_saturate_and_those_below_it_vanish() {
    assertThat(FixedPoint.exp2(31 * ONE)).isEqualTo(Long.MAX_VALUE);
    assertThat(FixedPoint.exp2(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(FixedPoint.exp2(31 * ONE - 1)).isLessThan(Long.MAX_VALUE);
    assertThat(FixedPoint.exp2(-32 * ONE)).isEqualTo(1);
    assertThat(FixedPoint.exp2(-32 * ONE - 1)).isZero();
    assertThat(FixedPoint.exp2(Long.MIN_VALUE)).isZero();
  }

  @Property(tries = 2_000)
  void powers_rise_with_their_exponent(
      @ForAll @LongRange(min = -33 * ONE, max = 31 * ONE) long e,
      @ForAll @LongRange(min = 0, max = 1 << 20) long more) {
    assertThat(FixedPoint.exp2(e)).isLessThanOrEqualTo(FixedPoint.exp2(e + more));
  }

  @Test
  void numbers_beyond_a_word_are_refused() {
    assertThat(FixedPoint.of(-0.5)).isEqualTo(-(1L << 31));
    assertThatThrownBy(() -> FixedPoint.of(0x1p31)).hasMessageContaining("2^31");
    assertThatThrownBy(() -> FixedPoint.of(Double.NaN)).hasMessageContaining("NaN");
  }

  private static void assertFmul(long a, long b) {
    assertThat(FixedPoint.fmul(a, b)).isEqualTo(saturated(big(a).multiply(big(b)).shiftRight(32)));
  }

  private static void assertFdiv(long a, long b) {
    if (b == 0) return;
    assertThat(FixedPoint.fdiv(a, b))
        .as("%d / %d", a, b)
        .isEqualTo(saturated(big(a).shiftLeft(32).divide(big(b))));
  }

  private static long saturated(BigInteger exact) {
    return exact.max(MIN).min(MAX).longValueExact();
  }

  private static BigInteger big(long word) {
    return BigInteger.valueOf(word);
  }
}
