package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NttTest {
  private static final BigInteger P = GoldilocksTest.big(Goldilocks.P);

  @Property(tries = 60)
  void values_are_those_of_the_polynomial(@ForAll @IntRange(max = 6) int log, @ForAll long seed) {
    var coefficients = random(1 << log, seed);
    var values = reversed(coefficients, log);

    new Ntt(log).evaluate(values);

    long root = Goldilocks.root(log);
    for (int i = 0; i < values.length; i++) {
      assertThat(GoldilocksTest.big(values[i]))
          .isEqualTo(value(coefficients, Goldilocks.power(root, i)));
    }
  }

  @Property(tries = 60)
  void interpolation_undoes_evaluation(@ForAll @IntRange(max = 11) int log, @ForAll long seed) {
    var coefficients = random(1 << log, seed);
    var copy = coefficients.clone();

    new Ntt(log).evaluate(copy);
    new Ntt(log).interpolate(copy);

    assertThat(copy).isEqualTo(coefficients);
  }

  @Property(tries = 40)
  void values_on_a_coset_are_those_at_the_shifted_points(
      @ForAll @IntRange(min = 1, max = 6) int log, @ForAll long seed) {
    var a = random(1 << (log - 1), seed);
    var b = random(1 << (log - 1), seed + 1);
    long shift = 1 + (seed >>> 33);

    var values = new Ntt(log).onCoset(new Halves(a, b), shift);

    for (int i = 0; i < values.size(); i++) {
      long point = Goldilocks.multiply(shift, Goldilocks.power(Goldilocks.root(log), i));
      assertThat(GoldilocksTest.big(values.a()[i])).isEqualTo(value(a, point));
      assertThat(GoldilocksTest.big(values.b()[i])).isEqualTo(value(b, point));
    }
    var back = new Ntt(log).fromCoset(values, shift);
    assertThat(back.first(a.length).a()).isEqualTo(a);
    assertThat(back.first(b.length).b()).isEqualTo(b);
    assertThat(back.slice(a.length, a.length).a()).containsOnly(0);
  }

  @Property(tries = 40)
  void powers_stand_where_the_bits_of_the_exponent_backwards_say(
      @ForAll @IntRange(max = 6) int log, @ForAll @IntRange(min = 1) int base) {
    var powers = new Ntt(log).reversedPowers(base);

    for (int i = 0; i < powers.length; i++) {
      assertThat(Goldilocks.multiplyScaled(1, powers[Ntt.reversed(i, log)]))
          .isEqualTo(Goldilocks.power(base, i));
    }
  }

  static long[] random(int size, long seed) {
    return new Random(seed).longs(size).map(bits -> Goldilocks.reduce(0, bits)).toArray();
  }

  private static long[] reversed(long[] coefficients, int log) {
    var other = new long[coefficients.length];
    for (int i = 0; i < other.length; i++) other[Ntt.reversed(i, log)] = coefficients[i];
    return other;
  }

  private static BigInteger value(long[] coefficients, long point) {
    var sum = BigInteger.ZERO;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum.multiply(GoldilocksTest.big(point)).add(GoldilocksTest.big(coefficients[i])).mod(P);
    }
    return sum;
  }
}
