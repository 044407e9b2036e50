package io.neuralnexus.offchain.zk.verifier;

import io.neuralnexus.clarity.Uint;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Section "Numbers": a + b f of the extension, f^2 being 7. What has no b lies in the field.
 *
 * @param a from 0 to p - 1
 * @param b from 0 to p - 1
 */
record Element(BigInteger a, BigInteger b) {
  static final BigInteger P =
      BigInteger.TWO.pow(64).subtract(BigInteger.TWO.pow(32)).add(BigInteger.ONE);
  static final Element ZERO = of(0);
  static final Element ONE = of(1);

  /** Generates the field's multiplicative group, and is the square of f. */
  static final Element SEVEN = of(7);

  private static final int ROOTS_LOG = 32;
  private static final List<Element> ROOTS =
      IntStream.rangeClosed(0, ROOTS_LOG)
          .mapToObj(log -> SEVEN.power(P.subtract(BigInteger.ONE).shiftRight(log)))
          .toList();

  Element {
    if (!isCanonical(a) || !isCanonical(b)) throw new IllegalArgumentException("not below p");
  }

  static Element of(long number) {
    return of(BigInteger.valueOf(number));
  }

  static Element of(BigInteger number) {
    return new Element(number.mod(P), BigInteger.ZERO);
  }

  /** w_n, the root of unity of order n = 2^log. */
  static Element root(int log) {
    return ROOTS.get(log);
  }

  /** The element of the extension that is packed like this. */
  static Element unpacked(Uint packed) {
    return new Element(high(packed), low(packed));
  }

  static List<Element> unpacked(List<Uint> packed) {
    return packed.stream().map(Element::unpacked).toList();
  }

  /** The elements of the field that are packed two by two. */
  static List<Element> neighbours(List<Uint> packed) {
    return packed.stream().flatMap(v -> Stream.of(of(high(v)), of(low(v)))).toList();
  }

  static boolean isCanonical(Uint packed) {
    return isCanonical(high(packed)) && isCanonical(low(packed));
  }

  private static boolean isCanonical(BigInteger half) {
    return half.signum() >= 0 && half.compareTo(P) < 0;
  }

  private static BigInteger high(Uint packed) {
    return packed.toBigInteger().shiftRight(64);
  }

  private static BigInteger low(Uint packed) {
    return packed.toBigInteger().subtract(high(packed).shiftLeft(64));
  }

  boolean isInField() {
    return b.signum() == 0;
  }

  Element plus(Element other) {
    return new Element(a.add(other.a).mod(P), b.add(other.b).mod(P));
  }

  Element minus(Element other) {
    return new Element(a.subtract(other.a).mod(P), b.subtract(other.b).mod(P));
  }

  Element times(Element other) {
    return new Element(
        a.multiply(other.a).add(b.multiply(other.b).multiply(SEVEN.a)).mod(P),
        a.multiply(other.b).add(b.multiply(other.a)).mod(P));
  }

  /**
   * The quotient, by (a + b f) (a - b f) = a^2 - 7 b^2.
   *
   * @throws ArithmeticException if the other is 0
   */
  Element over(Element other) {
    var norm = other.a.multiply(other.a).subtract(other.b.multiply(other.b).multiply(SEVEN.a));
    var inverse = of(norm.modInverse(P));
    return times(new Element(other.a, other.b.negate().mod(P))).times(inverse);
  }

  Element power(long exponent) {
    return power(BigInteger.valueOf(exponent));
  }

  /** The power; the exponent is not negative. */
  Element power(BigInteger exponent) {
    var result = ONE;
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      result = result.times(result);
      if (exponent.testBit(bit)) result = result.times(this);
    }
    return result;
  }

  /** v_1 x^(m-1) + ... + v_m; 0 if there is none. */
  static Element horner(List<Element> values, Element x) {
    var sum = ZERO;
    for (var value : values) sum = sum.times(x).plus(value);
    return sum;
  }
}
