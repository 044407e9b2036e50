package io.neuralnexus.clarity.crypto;

import static io.neuralnexus.clarity.crypto.EcdsaCurve.number;

import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/** Signatures of passkeys and secure elements, also called P-256. */
public final class Secp256r1 {
  private static final EcdsaCurve CURVE = new EcdsaCurve("secp256r1");

  private Secp256r1() {}

  /**
   * Whether a key signed, for {@code secp256r1-verify}. Signatures are malleable: s in the upper
   * half of the order is accepted. Until Clarity 4 the language hashes its first argument with
   * SHA-256 before; from Clarity 5 the argument is the digest.
   *
   * @param digest 32 bytes that were signed
   * @param signature 64 bytes {@code r || s}; of any other length it is false
   * @param publicKey 33 bytes: {@code 02} or {@code 03} and x, or {@code 05} and x, which stands
   *     for the smaller y of the two
   */
  public static boolean verify(byte[] digest, byte[] signature, byte[] publicKey) {
    if (signature.length != 64) return false;
    var numbers = CURVE.signature(signature);
    var key = key(publicKey);
    return numbers.isPresent() && key.isPresent() && CURVE.verify(digest, numbers.get(), key.get());
  }

  private static Optional<ECPoint> key(byte[] bytes) {
    if (bytes[0] != 5) return CURVE.compressedPoint(bytes);
    return CURVE
        .point(number(bytes, 1), false)
        .map(
            even -> {
              var odd = even.negate();
              var y = even.getAffineYCoord().toBigInteger();
              return y.compareTo(odd.getAffineYCoord().toBigInteger()) < 0 ? even : odd;
            });
  }
}
