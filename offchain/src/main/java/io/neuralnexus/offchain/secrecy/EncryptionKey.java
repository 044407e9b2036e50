package io.neuralnexus.offchain.secrecy;

import io.neuralnexus.clarity.Buff;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * What a grantee registers with {@code set-encryption-key}, with its secret: a point of secp256k1
 * for which others can wrap what the chain then carries in the open.
 *
 * <p>Wrapped is the compressed point of a key used once, and the message under AES-256-GCM. The key
 * of the cipher is HKDF-SHA256 of the x coordinate that both sides can compute, bound to both
 * points.
 */
public final class EncryptionKey {
  private static final byte[] PURPOSE = "neuralnexus/wrap/1".getBytes(StandardCharsets.UTF_8);
  private static final int POINT_LENGTH = 33;
  private static final int SECRET_LENGTH = 32;

  private final BigInteger secret;
  private final ECPoint point;

  private EncryptionKey(BigInteger secret) {
    this.secret = secret;
    this.point = new FixedPointCombMultiplier().multiply(Curve.BASE, secret).normalize();
  }

  /**
   * The key with a secret.
   *
   * @param secret 32 bytes, as good as random
   * @throws IllegalArgumentException if they are not 32 bytes, or no number from 1 to below the
   *     order of the curve
   */
  public static EncryptionKey of(Buff secret) {
    var number = new BigInteger(1, secret.bytes());
    if (secret.length() != SECRET_LENGTH
        || number.signum() == 0
        || number.compareTo(Curve.ORDER) >= 0) {
      throw new IllegalArgumentException(
          "the secret of a key is 32 bytes of a number on the curve");
    }
    return new EncryptionKey(number);
  }

  /** The 33 bytes that others wrap for. */
  public Buff publicKey() {
    return Buff.of(point.getEncoded(true));
  }

  /**
   * Wraps a message for whoever has the secret of a public key. It grows by 49 bytes.
   *
   * @param once a key that wraps this message and is then forgotten
   * @throws IllegalArgumentException if the public key is no point of the curve
   */
  public static Buff wrap(Buff publicKey, Buff message, EncryptionKey once) {
    var shown = once.publicKey();
    var shared = once.shared(Curve.point(publicKey));
    return shown.plus(OneTimeCipher.seal(derived(shared, shown, publicKey), message));
  }

  /**
   * What was wrapped for this key.
   *
   * @throws IllegalArgumentException if it was wrapped for another, or altered
   */
  public Buff unwrap(Buff wrapped) {
    if (wrapped.length() < POINT_LENGTH) {
      throw new IllegalArgumentException("a wrapped message has more than 33 bytes");
    }
    var shown = wrapped.slice(0, POINT_LENGTH);
    var key = derived(shared(Curve.point(shown)), shown, publicKey());
    return OneTimeCipher.open(key, wrapped.slice(POINT_LENGTH, wrapped.length()));
  }

  private Buff shared(ECPoint other) {
    return Buff.of(other.multiply(secret).normalize().getAffineXCoord().getEncoded());
  }

  private static Buff derived(Buff shared, Buff shown, Buff recipient) {
    return OneTimeCipher.derive(shared, Buff.of(PURPOSE).plus(shown).plus(recipient));
  }

  /** secp256k1. */
  private static final class Curve {
    static final ECPoint BASE = CustomNamedCurves.getByName("secp256k1").getG();
    static final BigInteger ORDER = CustomNamedCurves.getByName("secp256k1").getN();

    private Curve() {}

    static ECPoint point(Buff compressed) {
      if (compressed.length() != POINT_LENGTH) {
        throw new IllegalArgumentException("a public key has 33 bytes, not " + compressed.length());
      }
      return BASE.getCurve().decodePoint(compressed.bytes());
    }
  }
}
