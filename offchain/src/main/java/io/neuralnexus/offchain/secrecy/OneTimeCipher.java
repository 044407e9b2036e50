package io.neuralnexus.offchain.secrecy;

import io.neuralnexus.clarity.Buff;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM under keys that encrypt one message each, so that the nonce can be zero. */
final class OneTimeCipher {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final byte[] NONCE = new byte[12];
  private static final int TAG_BITS = 128;
  private static final int KEY_LENGTH = 32;

  private OneTimeCipher() {}

  static Buff seal(Buff key, Buff message) {
    try {
      return Buff.of(cipher(Cipher.ENCRYPT_MODE, key).doFinal(message.bytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM cannot encrypt", e);
    }
  }

  /**
   * The message under a key.
   *
   * @throws IllegalArgumentException if it was sealed with another key, or altered
   */
  static Buff open(Buff key, Buff sealed) {
    try {
      return Buff.of(cipher(Cipher.DECRYPT_MODE, key).doFinal(sealed.bytes()));
    } catch (AEADBadTagException e) {
      throw new IllegalArgumentException("it was sealed with another key, or altered", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM cannot decrypt", e);
    }
  }

  /** A key for one message, from a secret and all that it is bound to. */
  static Buff derive(Buff secret, Buff bound) {
    var parameters =
        HKDFParameterSpec.ofExtract().addIKM(secret.bytes()).thenExpand(bound.bytes(), KEY_LENGTH);
    try {
      return Buff.of(KDF.getInstance("HKDF-SHA256").deriveData(parameters));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256 cannot derive a key", e);
    }
  }

  private static Cipher cipher(int mode, Buff key) throws GeneralSecurityException {
    if (key.length() != KEY_LENGTH) {
      throw new IllegalArgumentException("a key has 32 bytes, not " + key.length());
    }
    var cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
    return cipher;
  }
}
