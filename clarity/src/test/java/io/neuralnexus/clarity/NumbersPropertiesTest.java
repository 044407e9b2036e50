package io.neuralnexus.clarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.function.BinaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(ClarityDomain.class)
@Domain(DomainContext.Global.class)
class NumbersPropertiesTest {
  @Property(tries = 1000)
  void uintsCalculateAsWholeNumbersOf128Bits(@ForAll Uint a, @ForAll Uint b) {
    sameUint(a, b, Uint::plus, BigInteger::add);
    sameUint(a, b, Uint::minus, BigInteger::subtract);
    sameUint(a, b, Uint::times, BigInteger::multiply);
    sameUint(a, b, Uint::dividedBy, BigInteger::divide);
    sameUint(a, b, Uint::remainder, BigInteger::mod);
    assertThat(Integer.signum(a.compareTo(b)))
        .isEqualTo(a.toBigInteger().compareTo(b.toBigInteger()));
    assertThat(a.equals(b)).isEqualTo(a.compareTo(b) == 0);
  }

  @Property(tries = 1000)
  void intsCalculateAsIntegersOf128Bits(@ForAll Int a, @ForAll Int b) {
    sameInt(a, b, Int::plus, BigInteger::add);
    sameInt(a, b, Int::minus, BigInteger::subtract);
    sameInt(a, b, Int::times, BigInteger::multiply);
    sameInt(a, b, Int::dividedBy, BigInteger::divide);
    sameInt(a, b, Int::remainder, BigInteger::remainder);
    assertThat(Integer.signum(a.compareTo(b)))
        .isEqualTo(a.toBigInteger().compareTo(b.toBigInteger()));
    assertThat(a.equals(b)).isEqualTo(a.compareTo(b) == 0);
  }

  @Property(tries = 1000)
  void powersAreExactOrRefused(
      @ForAll Uint uint, @ForAll Int integer, @ForAll @IntRange(max = 130) int exponent) {
    sameUint(uint, uint, (a, b) -> a.power(exponent), (a, b) -> a.pow(exponent));
    sameInt(integer, integer, (a, b) -> a.power(exponent), (a, b) -> a.pow(exponent));
    // Bases so small that the power often fits.
    var small = uint.shiftRight(120);
    var smallSigned = integer.shiftRight(122);
    sameUint(small, small, (a, b) -> a.power(exponent), (a, b) -> a.pow(exponent));
    sameInt(smallSigned, smallSigned, (a, b) -> a.power(exponent), (a, b) -> a.pow(exponent));
  }

  @Property(tries = 1000)
  void rootsAreRoundedDown(@ForAll Uint uint) {
    assertThat(uint.squareRoot().toBigInteger()).isEqualTo(uint.toBigInteger().sqrt());
    assertThat(uint.bitLength()).isEqualTo(uint.toBigInteger().bitLength());
  }

  @Property(tries = 1000)
  void shiftsMoveAllBits(
      @ForAll Uint uint, @ForAll Int integer, @ForAll @IntRange(max = 127) int bits) {
    assertThat(uint.shiftRight(bits)).isEqualTo(Uint.of(uint.toBigInteger().shiftRight(bits)));
    assertThat(integer.shiftRight(bits)).isEqualTo(Int.of(integer.toBigInteger().shiftRight(bits)));
    var left = uint.toBigInteger().shiftLeft(bits).mod(BigInteger.ONE.shiftLeft(128));
    assertThat(uint.shiftLeft(bits)).isEqualTo(Uint.of(left));
    var same = new Int(uint.high(), uint.low()).shiftLeft(bits);
    assertThat(new Uint(same.high(), same.low())).isEqualTo(Uint.of(left));
  }

  @Property(tries = 300)
  void numbersSurviveTheirTexts(@ForAll Uint uint, @ForAll Int integer) {
    assertThat(uint).hasToString("u" + uint.toBigInteger());
    assertThat(Uint.of(uint.toString())).isEqualTo(uint).hasSameHashCodeAs(uint);
    assertThat(Uint.of(uint.toBigInteger().toString())).isEqualTo(uint);
    assertThat(integer).hasToString(integer.toBigInteger().toString());
    assertThat(Int.of(integer.toString())).isEqualTo(integer).hasSameHashCodeAs(integer);
  }

  @Property(tries = 300)
  void longsSurviveAndWhatDoesNotFitIsSaid(@ForAll long value, @ForAll Int integer) {
    assertThat(Int.of(value).longValueExact()).isEqualTo(value);
    if (value >= 0) assertThat(Uint.of(value).longValueExact()).isEqualTo(value);
    if (integer.toBigInteger().bitLength() > 63) {
      assertThatThrownBy(integer::longValueExact)
          .isInstanceOf(ArithmeticException.class)
          .hasMessage(integer + " does not fit a long");
    }
  }

  @Example
  void numbersOutOfRangeAreRefused() {
    var two127 = BigInteger.ONE.shiftLeft(127);

    assertThat(Uint.of(two127.shiftLeft(1).subtract(BigInteger.ONE))).isEqualTo(Uint.MAX);
    assertThat(Int.of(two127.negate())).isEqualTo(Int.MIN);
    assertThat(Int.of(two127.subtract(BigInteger.ONE))).isEqualTo(Int.MAX);
    assertThatThrownBy(() -> Uint.of(-1)).hasMessageStartingWith("-1 is not a uint");
    assertThatThrownBy(() -> Uint.of(two127.shiftLeft(1)))
        .hasMessageEndingWith("is not a uint: it must be from 0 to 2^128 - 1");
    assertThatThrownBy(() -> Int.of(two127)).hasMessageContaining("is not an int");
    assertThatThrownBy(() -> Int.of(two127.negate().subtract(BigInteger.ONE)))
        .hasMessageContaining("is not an int");
    assertThatThrownBy(() -> Uint.MAX.longValueExact()).isInstanceOf(ArithmeticException.class);
  }

  @Example
  void textsThatAreNotNumbersAreRefused() {
    for (var text : new String[] {"", "u", "-1", "+1", "1.0", "u 1", "\u0661", "1".repeat(1000)}) {
      assertThatThrownBy(() -> Uint.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
    for (var text : new String[] {"", "-", "u1", "+1", "--1", "\u0661", "1".repeat(1000)}) {
      assertThatThrownBy(() -> Int.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void sameUint(
      Uint a, Uint b, BinaryOperator<Uint> ours, BinaryOperator<BigInteger> theirs) {
    BigInteger expected;
    try {
      expected = theirs.apply(a.toBigInteger(), b.toBigInteger());
    } catch (ArithmeticException byZero) {
      expected = null;
    }
    if (expected == null || expected.signum() < 0 || expected.bitLength() > 128) {
      assertThatThrownBy(() -> ours.apply(a, b)).isInstanceOf(ArithmeticException.class);
    } else {
      assertThat(ours.apply(a, b)).isEqualTo(Uint.of(expected));
    }
  }

  private static void sameInt(
      Int a, Int b, BinaryOperator<Int> ours, BinaryOperator<BigInteger> theirs) {
    BigInteger expected;
    try {
      expected = theirs.apply(a.toBigInteger(), b.toBigInteger());
    } catch (ArithmeticException byZero) {
      expected = null;
    }
    if (expected == null || expected.bitLength() > 127) {
      assertThatThrownBy(() -> ours.apply(a, b)).isInstanceOf(ArithmeticException.class);
    } else {
      assertThat(ours.apply(a, b)).isEqualTo(Int.of(expected));
    }
  }
}
