package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Against exact arithmetic. */
class GoldilocksTest {
  private static final BigInteger P =
      BigInteger.TWO.pow(64).subtract(BigInteger.TWO.pow(32)).add(BigInteger.ONE);

  @Property(tries = 2_000)
  void sums_differences_and_products_are_those_of_integers_modulo_p(
      @ForAll("elements") long a, @ForAll("elements") long b) {
    assertElement(Goldilocks.add(a, b), big(a).add(big(b)));
    assertElement(Goldilocks.subtract(a, b), big(a).subtract(big(b)));
    assertElement(Goldilocks.negate(a), big(a).negate());
    assertElement(Goldilocks.multiply(a, b), big(a).multiply(big(b)));
    assertElement(Goldilocks.multiplyScaled(a, Goldilocks.scaled(b)), big(a).multiply(big(b)));
  }

  @Property(tries = 2_000)
  void any_128_bits_are_reduced(@ForAll("words") long high, @ForAll("words") long low) {
    assertElement(Goldilocks.reduce(high, low), big(high).shiftLeft(64).add(big(low)));
  }

  @Property(tries = 200)
  void powers_and_inverses_are_those_of_integers_modulo_p(
      @ForAll("elements") long a, @ForAll("words") long exponent) {
    assertElement(Goldilocks.power(a, exponent), big(a).modPow(big(exponent), P));
    assertThat(Goldilocks.multiply(a, Goldilocks.inverse(a))).isEqualTo(a == 0 ? 0 : 1);
  }

  @Property(tries = 100)
  void all_inverses_at_once_are_those_one_by_one(@ForAll @Size(max = 20) long[] numbers) {
    var inverses = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Math.max(1, Goldilocks.reduce(0, numbers[i]) >>> 1);
      inverses[i] = Goldilocks.inverse(numbers[i]);
    }

    Goldilocks.invert(numbers);

    assertThat(numbers).isEqualTo(inverses);
  }

  @Property(tries = 500)
  void the_extension_is_a_field_in_which_f_squared_is_7(
      @ForAll("pairs") Extension u, @ForAll("pairs") Extension v) {
    var product = u.times(v);

    assertElement(
        product.a(), big(u.a()).multiply(big(v.a())).add(seven(big(u.b()).multiply(big(v.b())))));
    assertElement(
        product.b(), big(u.a()).multiply(big(v.b())).add(big(u.b()).multiply(big(v.a()))));
    assertThat(u.plus(v).minus(v)).isEqualTo(u);
    if (!u.equals(Extension.ZERO)) {
      assertThat(u.times(u.inverse())).isEqualTo(Extension.ONE);
      assertThat(u.power(5)).isEqualTo(u.times(u).times(u).times(u).times(u));
    }
    assertThat(Extension.F.times(Extension.F)).isEqualTo(Extension.of(7));
  }

  @Test
  void roots_have_their_order() {
    for (int log = 1; log <= 32; log++) {
      long root = Goldilocks.root(log);
      assertThat(Goldilocks.power(root, 1L << (log - 1)))
          .as("2^%d", log)
          .isEqualTo(Goldilocks.P - 1);
    }
    assertThat(Goldilocks.root(0)).isEqualTo(1);
    assertThatThrownBy(() -> Goldilocks.root(33)).hasMessageContaining("order 2^33");
  }

  @Provide
  static Arbitrary<Long> words() {
    return Arbitraries.oneOf(
        Arbitraries.longs(),
        Arbitraries.of(
            0L, 1L, 2L, -1L, -2L, 0xffff_ffffL, 0x1_0000_0000L, Long.MIN_VALUE, Goldilocks.P));
  }

  @Provide
  static Arbitrary<Long> elements() {
    return Arbitraries.oneOf(
        words().filter(Goldilocks::isElement),
        Arbitraries.longs().between(0, 3).map(Goldilocks::negate),
        Arbitraries.longs().between(0, 3));
  }

  @Provide
  static Arbitrary<Extension> pairs() {
    return elements().tuple2().map(pair -> new Extension(pair.get1(), pair.get2()));
  }

  private static BigInteger seven(BigInteger number) {
    return number.multiply(BigInteger.valueOf(7));
  }

  private static void assertElement(long actual, BigInteger expected) {
    assertThat(big(actual)).isEqualTo(expected.mod(P));
  }

  static BigInteger big(long unsigned) {
    return new BigInteger(Long.toUnsignedString(unsigned));
  }
}
