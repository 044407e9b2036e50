package io.neuralnexus.clarity;

import java.math.BigInteger;

/**
 * The Clarity type {@code int}: a signed integer of 128 bits in two's complement, as two words.
 * Arithmetic is checked as in Clarity: a result out of range is an {@link ArithmeticException}.
 *
 * @param high the upper 64 bits, with the sign
 * @param low the lower 64 bits
 */
public record Int(long high, long low) implements Value, Comparable<Int> {
  /** {@code 0}. */
  public static final Int ZERO = new Int(0, 0);

  /** {@code 1}. */
  public static final Int ONE = new Int(0, 1);

  /** The least {@code int}, -2^127. */
  public static final Int MIN = new Int(Long.MIN_VALUE, 0);

  /** The largest {@code int}, 2^127 - 1. */
  public static final Int MAX = new Int(Long.MAX_VALUE, -1);

  /** The value of a Java number. */
  public static Int of(long value) {
    return new Int(value >> 63, value);
  }

  /**
   * The value of a Java number.
   *
   * @throws IllegalArgumentException if it needs more than 128 bits
   */
  public static Int of(BigInteger value) {
    if (value.bitLength() > 127) {
      throw new IllegalArgumentException(
          value + " is not an int: it must be from -2^127 to 2^127 - 1");
    }
    return new Int(value.shiftRight(64).longValue(), value.longValue());
  }

  /**
   * Reads decimal digits after an optional minus.
   *
   * @throws IllegalArgumentException if it is not a number or out of range
   */
  public static Int of(String text) {
    if (!Decimal.isNumber(text, true)) {
      throw new IllegalArgumentException("\"" + text + "\" is not an int: write 12 or -12");
    }
    return of(Decimal.parse(text, text, 39));
  }

  /** The value as a Java number. */
  public BigInteger toBigInteger() {
    if (fitsLong()) return BigInteger.valueOf(low);
    return BigInteger.valueOf(high).shiftLeft(64).or(Decimal.unsigned(low));
  }

  /**
   * The value as a {@code long}.
   *
   * @throws ArithmeticException if it needs more than 64 bits
   */
  public long longValueExact() {
    if (!fitsLong()) throw new ArithmeticException(this + " does not fit a long");
    return low;
  }

  private boolean fitsLong() {
    return high == low >> 63;
  }

  /**
   * The sum.
   *
   * @throws ArithmeticException if it needs more than 128 bits
   */
  public Int plus(Int other) {
    var sumLow = low + other.low;
    var carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    var sumHigh = high + other.high + carry;
    if (((high ^ sumHigh) & (other.high ^ sumHigh)) < 0) throw overflow("+", other);
    return new Int(sumHigh, sumLow);
  }

  /**
   * The difference.
   *
   * @throws ArithmeticException if it needs more than 128 bits
   */
  public Int minus(Int other) {
    var borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    var resultHigh = high - other.high - borrow;
    if (((high ^ other.high) & (high ^ resultHigh)) < 0) throw overflow("-", other);
    return new Int(resultHigh, low - other.low);
  }

  /**
   * The product.
   *
   * @throws ArithmeticException if it needs more than 128 bits
   */
  public Int times(Int other) {
    if (fitsLong() && other.fitsLong()) {
      return new Int(Math.multiplyHigh(low, other.low), low * other.low);
    }
    return signed(magnitude().times(other.magnitude()), (high ^ other.high) < 0, "*", other);
  }

  /**
   * The quotient, rounded towards 0.
   *
   * @throws ArithmeticException if {@code other} is 0, or for {@link #MIN} by -1
   */
  public Int dividedBy(Int other) {
    checkDivisor(other);
    if (fitsLong() && other.fitsLong() && low != Long.MIN_VALUE) return of(low / other.low);
    return signed(magnitude().dividedBy(other.magnitude()), (high ^ other.high) < 0, "/", other);
  }

  /**
   * What the division leaves, with the sign of this.
   *
   * @throws ArithmeticException if {@code other} is 0
   */
  public Int remainder(Int other) {
    checkDivisor(other);
    if (fitsLong() && other.fitsLong()) return of(low % other.low);
    return signed(magnitude().remainder(other.magnitude()), high < 0, "%", other);
  }

  /**
   * The power; anything to the power of 0 is 1.
   *
   * @param exponent at least 0
   * @throws ArithmeticException if it needs more than 128 bits
   */
  public Int power(long exponent) {
    return signed(magnitude().power(exponent), high < 0 && (exponent & 1) == 1, "^", this);
  }

  /** The value without its sign. */
  public Uint magnitude() {
    return high >= 0 ? new Uint(high, low) : new Uint(low == 0 ? -high : ~high, -low);
  }

  /** A magnitude with a sign. */
  private Int signed(Uint magnitude, boolean negative, String operator, Int other) {
    var up = magnitude.high();
    var down = magnitude.low();
    if (!negative) {
      if (up < 0) throw overflow(operator, other);
      return new Int(up, down);
    }
    if (up < 0 && (up != Long.MIN_VALUE || down != 0)) throw overflow(operator, other);
    return new Int(down == 0 ? -up : ~up, -down);
  }

  private void checkDivisor(Int divisor) {
    if ((divisor.high | divisor.low) == 0) {
      throw new ArithmeticException("division of " + this + " by 0");
    }
  }

  private ArithmeticException overflow(String operator, Int other) {
    return new ArithmeticException(
        this + " " + operator + " " + other + " needs more than 128 bits");
  }

  /**
   * The bits moved up; what leaves at the top is lost.
   *
   * @param bits from 0 to 127
   */
  public Int shiftLeft(int bits) {
    if (bits >= 64) return new Int(low << bits, 0);
    return bits == 0 ? this : new Int(high << bits | low >>> -bits, low << bits);
  }

  /**
   * The bits moved down beside copies of the sign; what leaves at the bottom is lost.
   *
   * @param bits from 0 to 127
   */
  public Int shiftRight(int bits) {
    if (bits >= 64) return new Int(high >> 63, high >> bits);
    return bits == 0 ? this : new Int(high >> bits, low >>> bits | high << -bits);
  }

  @Override
  public int compareTo(Int other) {
    return high != other.high
        ? Long.compare(high, other.high)
        : Long.compareUnsigned(low, other.low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Int that && high == that.high && low == that.low;
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
    return TypeSignature.INT;
  }

  @Override
  public String toString() {
    return fitsLong() ? Long.toString(low) : toBigInteger().toString();
  }
}
