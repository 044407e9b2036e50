package io.neuralnexus.clarity.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * ECDSA over one curve, with signatures {@code r || s} of 32 bytes each; s may be in either half.
 */
final class EcdsaCurve {
  private final ECCurve curve;
  private final ECPoint generator;

  /** The number of points, which is the modulus of scalars. */
  private final BigInteger order;

  /** The modulus of coordinates. */
  private final BigInteger prime;

  EcdsaCurve(String name) {
    var parameters = CustomNamedCurves.getByName(name);
    curve = parameters.getCurve();
    generator = parameters.getG();
    order = parameters.getN();
    prime = curve.getField().getCharacteristic();
  }

  record Signature(BigInteger r, BigInteger s) {}

  BigInteger order() {
    return order;
  }

  /** The two numbers in the first 64 bytes; nothing if one is 0 or not below the order. */
  Optional<Signature> signature(byte[] bytes) {
    var r = number(bytes, 0);
    var s = number(bytes, 32);
    return isScalar(r) && isScalar(s) ? Optional.of(new Signature(r, s)) : Optional.empty();
  }

  /** Whether s in the first 64 bytes is at most half of the order. */
  boolean isLow(byte[] bytes) {
    return number(bytes, 32).compareTo(order.shiftRight(1)) <= 0;
  }

  private boolean isScalar(BigInteger number) {
    return number.signum() > 0 && number.compareTo(order) < 0;
  }

  /** The point with this x and an even or odd y; nothing if the curve has none. */
  Optional<ECPoint> point(BigInteger x, boolean odd) {
    if (x.compareTo(prime) >= 0) return Optional.empty();
    var abscissa = curve.fromBigInteger(x);
    var square = abscissa.square().add(curve.getA()).multiply(abscissa).add(curve.getB());
    var root = square.sqrt();
    if (root == null) return Optional.empty();
    var ordinate = root.testBitZero() == odd ? root : root.negate();
    return Optional.of(curve.createPoint(x, ordinate.toBigInteger()));
  }

  /**
   * The point of 33 bytes, {@code 02 || x} with an even or {@code 03 || x} with an odd y; nothing
   * if they are not one.
   */
  Optional<ECPoint> compressedPoint(byte[] bytes) {
    if (bytes.length != 33 || (bytes[0] != 2 && bytes[0] != 3)) return Optional.empty();
    return point(number(bytes, 1), bytes[0] == 3);
  }

  boolean verify(byte[] digest, Signature signature, ECPoint key) {
    var inverse = BigIntegers.modOddInverseVar(order, signature.s);
    var u1 = number(digest, 0).multiply(inverse).mod(order);
    var u2 = signature.r.multiply(inverse).mod(order);
    var sum = ECAlgorithms.sumOfTwoMultiplies(generator, u1, key, u2).normalize();
    return !sum.isInfinity() && sum.getAffineXCoord().toBigInteger().mod(order).equals(signature.r);
  }

  /**
   * The key under which the signature of a digest verifies, for the point that the signer drew,
   * whose x is r modulo the order; nothing if there is none.
   */
  Optional<ECPoint> recover(byte[] digest, Signature signature, ECPoint drawn) {
    var inverse = BigIntegers.modOddInverseVar(order, signature.r);
    var u1 = number(digest, 0).negate().multiply(inverse).mod(order);
    var u2 = signature.s.multiply(inverse).mod(order);
    var key = ECAlgorithms.sumOfTwoMultiplies(generator, u1, drawn, u2);
    return key.isInfinity() ? Optional.empty() : Optional.of(key);
  }

  static BigInteger number(byte[] bytes, int from) {
    return new BigInteger(1, bytes, from, 32);
  }
}
