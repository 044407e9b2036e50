package io.neuralnexus.offchain.zk.prover;

/**
 * Integers modulo p = 2^64 - 2^32 + 1, each a {@code long} read as unsigned and below p.
 *
 * <p>With e = 2^32, e^2 = e - 1 and e^3 = -1 modulo p, so that a product of 128 bits is reduced by
 * shifts, one subtraction and one addition (T. Pornin, "EcGFp5: a Specialized Elliptic Curve",
 * eprint 2022/274, section 3.1, for this and for Montgomery's reduction).
 *
 * <p>The Vector API is left out: it incubates still, so that each launch would need a flag, and the
 * products of 64 bits that it lacks, built from four of 32, cost plain loops half as much again.
 */
final class Goldilocks {
  static final long P = 0xffff_ffff_0000_0001L;

  /** Generates the multiplicative group. */
  static final long GENERATOR = 7;

  /** 2^64 modulo p. */
  private static final long EPSILON = 0xffff_ffffL;

  private static final int TWO_ADICITY = 32;

  private Goldilocks() {}

  /** The element of a number of any sign above -p. */
  static long of(long number) {
    return number < 0 ? number + P : number;
  }

  /** Whether these 64 bits are an element. */
  static boolean isElement(long bits) {
    return Long.compareUnsigned(bits, P) < 0;
  }

  static long add(long a, long b) {
    return subtract(a, P - b);
  }

  /** The difference; b may be p itself. */
  static long subtract(long a, long b) {
    long difference = a - b;
    return difference - (EPSILON & borrow(a, b, difference));
  }

  /** All ones if a was less than b; a branch would be guessed wrong half the time. */
  private static long borrow(long a, long b, long difference) {
    return ((~a & b) | (~(a ^ b) & difference)) >> 63;
  }

  /** All ones if the sum of a and b went over. */
  private static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >> 63;
  }

  static long negate(long a) {
    return a == 0 ? 0 : P - a;
  }

  static long multiply(long a, long b) {
    return reduce(Math.unsignedMultiplyHigh(a, b), a * b);
  }

  /** {@code high 2^64 + low} modulo p, for any bits. */
  static long reduce(long high, long low) {
    long top = high >>> 32;
    long middle = high & EPSILON;
    long rest = low - top;
    rest -= EPSILON & borrow(low, top, rest);
    long product = (middle << 32) - middle;
    long sum = rest + product;
    sum += EPSILON & carry(rest, product, sum);
    return isElement(sum) ? sum : sum - P;
  }

  /** b 2^64, for factors that are used often: see {@link #multiplyScaled}. */
  static long scaled(long b) {
    return multiply(b, EPSILON);
  }

  /** a b, b being given as b 2^64: by Montgomery's reduction, which is a third quicker. */
  static long multiplyScaled(long a, long scaled) {
    long low = a * scaled;
    long shifted = low << 32;
    long sum = low + shifted;
    long multiple = sum - (sum >>> 32) + carry(low, shifted, sum);
    return subtract(Math.unsignedMultiplyHigh(a, scaled), multiple);
  }

  /** The base to a power that is not negative, read as unsigned. */
  static long power(long base, long exponent) {
    long result = 1;
    for (long square = base, rest = exponent; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) result = multiply(result, square);
      square = multiply(square, square);
    }
    return result;
  }

  /** 1 / a; of 0 it is 0. */
  static long inverse(long a) {
    return power(a, P - 2);
  }

  /** The inverses of all, none of which is 0, for the price of one (Montgomery's trick). */
  static void invert(long[] all) {
    var before = new long[all.length];
    long product = 1;
    for (int i = 0; i < all.length; i++) {
      before[i] = product;
      product = multiply(product, all[i]);
    }
    long inverse = inverse(product);
    for (int i = all.length - 1; i >= 0; i--) {
      long next = multiply(inverse, all[i]);
      all[i] = multiply(inverse, before[i]);
      inverse = next;
    }
  }

  /** w of order 2^log, 7^((p - 1) / 2^log). */
  static long root(int log) {
    if (log < 0 || log > TWO_ADICITY) {
      throw new IllegalArgumentException("there is no root of unity of order 2^" + log);
    }
    return power(GENERATOR, (P - 1) >>> log);
  }
}
