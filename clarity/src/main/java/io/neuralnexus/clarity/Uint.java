package io.neuralnexus.clarity;

import java.math.BigInteger;

/**
 * The Clarity type {@code uint}: an unsigned integer of 128 bits, as two words. Arithmetic is
 * checked as in Clarity: a result out of range is an {@link ArithmeticException}.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Uint(long high, long low) implements Value, Comparable<Uint> {
  /** {@code u0}. */
  public static final Uint ZERO = new Uint(0, 0);

  /** {@code u1}. */
  public static final Uint ONE = new Uint(0, 1);

  /** The largest {@code uint}, 2^128 - 1. */
  public static final Uint MAX = new Uint(-1, -1);

  /**
   * The value of a Java number.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static Uint of(long value) {
    if (value < 0) throw outOfRange(Long.toString(value));
    return new Uint(0, value);
  }

  /**
   * The value of a Java number.
   *
   * @throws IllegalArgumentException if it is negative or over 2^128 - 1
   */
  public static Uint of(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 128) throw outOfRange(value.toString());
    return new Uint(value.shiftRight(64).longValue(), value.longValue());
  }

  /**
   * Reads decimal digits, with or without the {@code u} of Clarity.
   *
   * @throws IllegalArgumentException if it is not a number or out of range
   */
  public static Uint of(String text) {
    var digits = text.startsWith("u") ? text.substring(1) : text;
    if (!Decimal.isNumber(digits, false)) {
      throw new IllegalArgumentException("\"" + text + "\" is not a uint: write 12 or u12");
    }
    return of(Decimal.parse(text, digits, 39));
  }

  private static IllegalArgumentException outOfRange(String value) {
    return new IllegalArgumentException(value + " is not a uint: it must be from 0 to 2^128 - 1");
  }

  /** The value as a Java number. */
  public BigInteger toBigInteger() {
    if (high == 0 && low >= 0) return BigInteger.valueOf(low);
    return Decimal.unsigned(high).shiftLeft(64).or(Decimal.unsigned(low));
  }

  /**
   * The value as a {@code long}.
   *
   * @throws ArithmeticException if it is over 2^63 - 1
   */
  public long longValueExact() {
    if (high != 0 || low < 0) throw new ArithmeticException(this + " does not fit a long");
    return low;
  }

  /**
   * The sum.
   *
   * @throws ArithmeticException if it is over {@link #MAX}
   */
  public Uint plus(Uint other) {
    var sumLow = low + other.low;
    var carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    var sumHigh = high + other.high + carry;
    var order = Long.compareUnsigned(sumHigh, high);
    if (order < 0 || order == 0 && other.high != 0) {
      throw new ArithmeticException(this + " + " + other + " is over 2^128 - 1");
    }
    return new Uint(sumHigh, sumLow);
  }

  /**
   * The difference.
   *
   * @throws ArithmeticException if it is negative
   */
  public Uint minus(Uint other) {
    if (compareTo(other) < 0) throw new ArithmeticException(this + " - " + other + " is negative");
    var borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    return new Uint(high - other.high - borrow, low - other.low);
  }

  /**
   * The product.
   *
   * @throws ArithmeticException if it is over {@link #MAX}
   */
  public Uint times(Uint other) {
    if ((high | other.high) == 0) {
      return new Uint(Math.unsignedMultiplyHigh(low, other.low), low * other.low);
    }
    // One upper word is 0, or the product has more than 128 bits.
    var cross = high == 0 ? other.high : high;
    var by = high == 0 ? low : other.low;
    var carried = Math.unsignedMultiplyHigh(low, other.low);
    var productHigh = carried + cross * by;
    if (high != 0 && other.high != 0
        || Math.unsignedMultiplyHigh(cross, by) != 0
        || Long.compareUnsigned(productHigh, carried) < 0) {
      throw new ArithmeticException(this + " * " + other + " is over 2^128 - 1");
    }
    return new Uint(productHigh, low * other.low);
  }

  /**
   * The quotient, rounded down.
   *
   * @throws ArithmeticException if {@code other} is 0
   */
  public Uint dividedBy(Uint other) {
    checkDivisor(other);
    return (high | other.high) == 0
        ? new Uint(0, Long.divideUnsigned(low, other.low))
        : Division.quotient(high, low, other.high, other.low);
  }

  /**
   * What the division leaves.
   *
   * @throws ArithmeticException if {@code other} is 0
   */
  public Uint remainder(Uint other) {
    checkDivisor(other);
    if ((high | other.high) == 0) return new Uint(0, Long.remainderUnsigned(low, other.low));
    var quotient = Division.quotient(high, low, other.high, other.low);
    return minus(quotient.times(other));
  }

  /**
   * The power; anything to the power of 0 is 1.
   *
   * @param exponent at least 0
   * @throws ArithmeticException if it is over {@link #MAX}
   */
  public Uint power(long exponent) {
    var result = ONE;
    var base = this;
    for (var left = exponent; left > 0; left >>>= 1) {
      if ((left & 1) == 1) result = result.times(base);
      if (left > 1) base = base.times(base);
    }
    return result;
  }

  /** The square root, rounded down. */
  public Uint squareRoot() {
    if (high == 0 && low == 0) return ZERO;
    // From a power of two that is not less than the root, Newton's steps come down to it.
    var root = bitLength() > 126 ? -1L : 1L << (bitLength() + 1) / 2;
    while (true) {
      var other = dividedBy(new Uint(0, root));
      if (other.high != 0 || Long.compareUnsigned(other.low, root) >= 0) return new Uint(0, root);
      root = (root >>> 1) + (other.low >>> 1) + (root & other.low & 1);
    }
  }

  /** The number of bits that it needs: 0 for 0, 128 for {@link #MAX}. */
  public int bitLength() {
    return high != 0 ? 128 - Long.numberOfLeadingZeros(high) : 64 - Long.numberOfLeadingZeros(low);
  }

  private void checkDivisor(Uint divisor) {
    if ((divisor.high | divisor.low) == 0) {
      throw new ArithmeticException("division of " + this + " by u0");
    }
  }

  /**
   * The bits moved up; what leaves at the top is lost.
   *
   * @param bits from 0 to 127
   */
  public Uint shiftLeft(int bits) {
    if (bits >= 64) return new Uint(low << bits, 0);
    return bits == 0 ? this : new Uint(high << bits | low >>> -bits, low << bits);
  }

  /**
   * The bits moved down; what leaves at the bottom is lost.
   *
   * @param bits from 0 to 127
   */
  public Uint shiftRight(int bits) {
    if (bits >= 64) return new Uint(0, high >>> bits);
    return bits == 0 ? this : new Uint(high >>> bits, low >>> bits | high << -bits);
  }

  @Override
  public int compareTo(Uint other) {
    var order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Uint that && high == that.high && low == that.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high * 31 + low);
  }

  @Override
  public int byteSize() {
    return 16;
  }

  @Override
  public int encodedLength() {
    return 17;
  }

  @Override
  public TypeSignature type() {
    return TypeSignature.UINT;
  }

  @Override
  public String toString() {
    return high == 0 ? "u" + Long.toUnsignedString(low) : "u" + toBigInteger();
  }
}
