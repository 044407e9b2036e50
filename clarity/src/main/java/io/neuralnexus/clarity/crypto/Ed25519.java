package io.neuralnexus.clarity.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * Ed25519 (RFC 8032) in the strict variant: no cofactor, no keys and no commitments of small order.
 * Libraries differ in what they accept beyond honest signatures, so the curve is here itself; only
 * its field arithmetic is a library's. Nothing is secret in a verification, so nothing takes care
 * to run in constant time.
 */
public final class Ed25519 {
  private static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger PRIME =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  /** d of the curve -x² + y² = 1 + d x² y². */
  private static final int[] D =
      field(BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(PRIME)));

  private static final int[] TWICE_D = sum(D, D);

  /** Odd multiples of the base point, whose y is 4/5 and whose x is even. */
  private static final Point[] BASE =
      Point.decode(encode(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(PRIME))))
          .oddMultiples(64);

  private Ed25519() {}

  /**
   * Whether a key signed, for {@code ed25519-verify}.
   *
   * @param message what was signed
   * @param signature 64 bytes, the commitment R and the number s, which must be below the order
   * @param publicKey 32 bytes
   */
  public static boolean verify(byte[] message, byte[] signature, byte[] publicKey) {
    var commitment = Arrays.copyOf(signature, 32);
    var s = number(Arrays.copyOfRange(signature, 32, 64));
    if (s.compareTo(ORDER) >= 0) return false;
    var key = Point.decode(publicKey);
    if (key == null || key.isOfSmallOrder()) return false;
    var challenge = number(Hash.sha512Of(commitment, publicKey, message)).mod(ORDER);
    var expected = combine(s, key.negate(), challenge);
    return !expected.isOfSmallOrder() && Arrays.equals(expected.encode(), commitment);
  }

  /** The sum of the first multiple of the base point and the second of another. */
  private static Point combine(BigInteger ofBase, Point point, BigInteger ofPoint) {
    var table = point.oddMultiples(8);
    var baseDigits = digits(ofBase, 8);
    var pointDigits = digits(ofPoint, 5);
    var sum = Point.NEUTRAL;
    for (int i = 255; i >= 0; i--) {
      sum = sum.twice();
      sum = sum.plusMultiple(baseDigits[i], BASE);
      sum = sum.plusMultiple(pointDigits[i], table);
    }
    return sum;
  }

  /**
   * The number as a sum of odd digits times powers of two (non-adjacent form): every digit is 0 or
   * odd and below 2^(width - 1) in size, and few are not 0.
   */
  private static byte[] digits(BigInteger number, int width) {
    var digits = new byte[256];
    var window = 1 << width;
    var rest = number;
    for (int i = 0; rest.signum() != 0; i++) {
      var zeros = rest.getLowestSetBit();
      if (zeros > 0) {
        i += zeros;
        rest = rest.shiftRight(zeros);
      }
      var digit = rest.intValue() & (window - 1);
      if (digit >= window / 2) digit -= window;
      digits[i] = (byte) digit;
      rest = rest.subtract(BigInteger.valueOf(digit)).shiftRight(1);
    }
    return digits;
  }

  private static BigInteger number(byte[] leastFirst) {
    var bytes = new byte[leastFirst.length];
    for (int i = 0; i < bytes.length; i++) bytes[i] = leastFirst[bytes.length - 1 - i];
    return new BigInteger(1, bytes);
  }

  private static byte[] encode(BigInteger number) {
    var bytes = new byte[32];
    var rest = number.mod(PRIME);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = rest.byteValue();
      rest = rest.shiftRight(8);
    }
    return bytes;
  }

  private static int[] field(BigInteger number) {
    var element = X25519Field.create();
    X25519Field.decode255(encode(number), element);
    return element;
  }

  private static int[] sum(int[] a, int[] b) {
    var sum = X25519Field.create();
    X25519Field.add(a, b, sum);
    X25519Field.carry(sum);
    return sum;
  }

  private static int[] difference(int[] a, int[] b) {
    var difference = X25519Field.create();
    X25519Field.sub(a, b, difference);
    X25519Field.carry(difference);
    return difference;
  }

  private static int[] product(int[] a, int[] b) {
    var product = X25519Field.create();
    X25519Field.mul(a, b, product);
    return product;
  }

  private static int[] square(int[] a) {
    var square = X25519Field.create();
    X25519Field.sqr(a, square);
    return square;
  }

  private static boolean isZero(int[] a) {
    var copy = a.clone();
    X25519Field.normalize(copy);
    return X25519Field.isZeroVar(copy);
  }

  /** A point (x, y) as x = X/Z, y = Y/Z, T = XY/Z: the formulas then need no division. */
  private record Point(int[] x, int[] y, int[] z, int[] t) {
    static final Point NEUTRAL = of(field(BigInteger.ZERO), field(BigInteger.ONE));

    static Point of(int[] x, int[] y) {
      return new Point(x, y, field(BigInteger.ONE), product(x, y));
    }

    /** The point with this y and sign of x, or null. Values of y from the prime on are reduced. */
    static Point decode(byte[] bytes) {
      var one = field(BigInteger.ONE);
      var y = X25519Field.create();
      X25519Field.decode255(bytes, y);
      var ySquare = square(y);
      var x = X25519Field.create();
      if (!X25519Field.sqrtRatioVar(difference(ySquare, one), sum(product(ySquare, D), one), x)) {
        return null;
      }
      X25519Field.normalize(x);
      if ((x[0] & 1) != (bytes[31] & 0x80) >> 7) X25519Field.negate(x, x);
      return of(x, y);
    }

    byte[] encode() {
      var inverse = X25519Field.create();
      X25519Field.invVar(z, inverse);
      var affineX = product(x, inverse);
      var affineY = product(y, inverse);
      X25519Field.normalize(affineX);
      X25519Field.normalize(affineY);
      var bytes = new byte[32];
      X25519Field.encode(affineY, bytes);
      bytes[31] |= (byte) ((affineX[0] & 1) << 7);
      return bytes;
    }

    Point negate() {
      return new Point(difference(NEUTRAL.x, x), y, z, difference(NEUTRAL.x, t));
    }

    Point plus(Point other) {
      var a = product(difference(y, x), difference(other.y, other.x));
      var b = product(sum(y, x), sum(other.y, other.x));
      var c = product(product(t, TWICE_D), other.t);
      var d = product(sum(z, z), other.z);
      return new Point(difference(b, a), sum(b, a), difference(d, c), sum(d, c)).completed();
    }

    Point twice() {
      var a = square(x);
      var b = square(y);
      var c = square(z);
      var h = sum(a, b);
      var g = difference(a, b);
      return new Point(difference(h, square(sum(x, y))), h, sum(sum(c, c), g), g).completed();
    }

    /**
     * From the four factors E, H, F, G of a sum (Hisil, Wong, Carter, Dawson 2008) to the point.
     */
    private Point completed() {
      var e = x;
      var h = y;
      var f = z;
      var g = t;
      return new Point(product(e, f), product(g, h), product(f, g), product(e, h));
    }

    Point plusMultiple(int digit, Point[] oddMultiples) {
      if (digit == 0) return this;
      var multiple = oddMultiples[Math.abs(digit) / 2];
      return plus(digit < 0 ? multiple.negate() : multiple);
    }

    Point[] oddMultiples(int count) {
      var multiples = new Point[count];
      var twice = twice();
      multiples[0] = this;
      for (int i = 1; i < count; i++) multiples[i] = multiples[i - 1].plus(twice);
      return multiples;
    }

    /** Whether eight times the point is the neutral one. */
    boolean isOfSmallOrder() {
      var multiple = twice().twice().twice();
      return isZero(multiple.x) && isZero(difference(multiple.y, multiple.z));
    }
  }
}
