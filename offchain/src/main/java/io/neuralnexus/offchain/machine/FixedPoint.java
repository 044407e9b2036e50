package io.neuralnexus.offchain.machine;

/**
 * The arithmetic of words: signed 64-bit integers that saturate, and the fixed-point numbers Q31.32
 * that they stand for. Every result is the exact one, rounded as said, then saturated.
 */
public final class FixedPoint {
  /** 1.0. */
  public static final long ONE = 1L << 32;

  /** The binary logarithm of e, which makes powers of two into powers of e. */
  public static final long LOG2_E = of(1 / Math.log(2));

  /** 2^f for f in [0, 1), in units of 2^-62, the coefficient of f^8 first. */
  private static final long[] EXP_COEFFICIENTS = {
    8650704739940L,
    65331383603213L,
    715381880708417L,
    6146225643670859L,
    44356644861280804L,
    255967391561625700L,
    1107849231169640481L,
    3196577161222118491L,
    4611686018427387904L,
  };

  private FixedPoint() {}

  /**
   * The word nearest to a number.
   *
   * @throws IllegalArgumentException if it is not a number within Q31.32
   */
  public static long of(double number) {
    var scaled = number * ONE;
    if (!(Math.abs(scaled) < 0x1p63)) {
      throw new IllegalArgumentException(number + " is not a number between -2^31 and 2^31");
    }
    return Math.round(scaled);
  }

  /** The number that a word stands for, as nearly as a double can have it. */
  public static double toDouble(long word) {
    return (double) word / ONE;
  }

  /** a + b. */
  public static long add(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? bound(a) : sum;
  }

  /** a - b. */
  public static long subtract(long a, long b) {
    long difference = a - b;
    return ((a ^ b) & (a ^ difference)) < 0 ? bound(a) : difference;
  }

  /** a * b, as whole numbers. */
  public static long multiply(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return high == low >> 63 ? low : bound(high);
  }

  /** a * b in fixed point, rounded down. */
  public static long fmul(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    return high == (int) high ? high << 32 | (a * b) >>> 32 : bound(high);
  }

  /**
   * a / b in fixed point, rounded toward zero.
   *
   * @throws ArithmeticException if b is 0
   */
  public static long fdiv(long a, long b) {
    long dividend = Math.abs(a); // 2^63, if a is the least word: unsigned from here on
    long divisor = Math.abs(b);
    long whole = Long.divideUnsigned(dividend, divisor);
    boolean negative = (a ^ b) < 0;
    if (whole >>> 31 != 0) return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
    long quotient = whole << 32 | fraction(Long.remainderUnsigned(dividend, divisor), divisor);
    return negative ? -quotient : quotient;
  }

  /** The 32 bits after the point of a fraction less than one: schoolbook, by digits of 32 bits. */
  private static long fraction(long numerator, long denominator) {
    int shift = Long.numberOfLeadingZeros(denominator);
    long rest = numerator << shift;
    long divisor = denominator << shift;
    long divisorHigh = divisor >>> 32;
    long divisorLow = divisor & 0xffff_ffffL;
    long digit = Long.divideUnsigned(rest, divisorHigh);
    long left = rest - digit * divisorHigh;
    while (digit >>> 32 != 0 || Long.compareUnsigned(digit * divisorLow, left << 32) > 0) {
      digit--;
      left += divisorHigh;
      if (left >>> 32 != 0) break;
    }
    return digit;
  }

  /** a * 2^amount for an amount in 0 .. 63. */
  public static long shiftLeft(long a, int amount) {
    long shifted = a << amount;
    return shifted >> amount == a ? shifted : bound(a);
  }

  /**
   * 2^e for a fixed-point e: the machine's polynomial, which any implementation repeats exactly.
   */
  public static long exp2(long e) {
    int whole = (int) (e >> 32);
    if (whole > 30) return Long.MAX_VALUE;
    if (whole < -32) return 0;
    long fraction = e & 0xffff_ffffL;
    long power = 0;
    for (long coefficient : EXP_COEFFICIENTS) {
      power = coefficient + (Math.multiplyHigh(power, fraction) << 32 | power * fraction >>> 32);
    }
    return power >> 30 - whole;
  }

  /** A sum or difference that wrapped around to a word, saturated. */
  static long saturated(long wrapped) {
    return bound(~wrapped);
  }

  /** The largest word with this sign. */
  static long bound(long sign) {
    return sign < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
