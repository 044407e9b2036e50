package io.neuralnexus.clarity.crypto;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import java.util.Optional;

/**
 * Keys and signatures of Bitcoin and Stacks. Public keys have 33 bytes unless it says otherwise.
 */
public final class Secp256k1 {
  private static final EcdsaCurve CURVE = new EcdsaCurve("secp256k1");

  private Secp256k1() {}

  /**
   * Whether a signature has the form that {@link #recover} takes, 65 bytes with an id; for others
   * {@code secp256k1-recover?} is {@code (err u2)}.
   */
  public static boolean isRecoverable(byte[] signature) {
    return signature.length == 65 && (signature[64] & ~3) == 0;
  }

  /**
   * The public key that signed, for {@code secp256k1-recover?}; nothing if there is none, which is
   * {@code (err u1)}.
   *
   * @param digest 32 bytes that were signed
   * @param signature 65 bytes {@code r || s || id} with an id from 0 to 3: its first bit is the
   *     parity of y of the point that the signer drew, its second whether x of it was over the
   *     order
   */
  public static Optional<byte[]> recover(byte[] digest, byte[] signature) {
    var id = signature[64];
    return CURVE
        .signature(signature)
        .flatMap(
            numbers -> {
              var x = (id & 2) == 0 ? numbers.r() : numbers.r().add(CURVE.order());
              return CURVE
                  .point(x, (id & 1) == 1)
                  .flatMap(drawn -> CURVE.recover(digest, numbers, drawn));
            })
        .map(key -> key.getEncoded(true));
  }

  /**
   * Whether s of a signature is in the lower half of the order. The library of a node verifies no
   * others; that of the simnet does not look.
   *
   * @param signature at least 64 bytes {@code r || s}
   */
  public static boolean isLow(byte[] signature) {
    return CURVE.isLow(signature);
  }

  /**
   * Whether a key signed, for {@code secp256k1-verify}. Signatures are malleable: s in the upper
   * half of the order is accepted.
   *
   * @param digest 32 bytes that were signed
   * @param signature 64 bytes {@code r || s}, or 65 whose last is from 0 to 3; any other is false
   * @param publicKey 33 bytes
   */
  public static boolean verify(byte[] digest, byte[] signature, byte[] publicKey) {
    if (signature.length != 64 && !isRecoverable(signature)) return false;
    var numbers = CURVE.signature(signature);
    var key = CURVE.compressedPoint(publicKey);
    return numbers.isPresent() && key.isPresent() && CURVE.verify(digest, numbers.get(), key.get());
  }

  /** The 65 bytes {@code 04 || x || y} of a public key; nothing if it is not one. */
  public static Optional<byte[]> decompress(byte[] publicKey) {
    return CURVE.compressedPoint(publicKey).map(key -> key.getEncoded(false));
  }

  /**
   * The account that a public key alone signs for, for {@code principal-of?}; nothing if it is not
   * a public key.
   *
   * @param version the version of the account's address; Clarity 1 uses that of testnet everywhere
   */
  public static Optional<StandardPrincipal> principal(byte[] publicKey, int version) {
    return CURVE
        .compressedPoint(publicKey)
        .map(key -> new StandardPrincipal(version, Buff.of(Hash.hash160(publicKey))));
  }
}
