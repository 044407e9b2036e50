package io.neuralnexus.offchain.secrecy;

import io.neuralnexus.clarity.Buff;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secret bytes from which all other secrets of somebody follow, each for one purpose (HMAC-SHA256):
 * whoever keeps this one has lost none, and has nothing else to write down.
 */
public final class Secret {
  private static final int LENGTH = 32;

  private final Buff root;

  private Secret(Buff root) {
    this.root = root;
  }

  /**
   * The secret with these bytes.
   *
   * @param root 32 bytes, as good as random
   */
  public static Secret of(Buff root) {
    if (root.length() != LENGTH) {
      throw new IllegalArgumentException("a secret has 32 bytes, not " + root.length());
    }
    return new Secret(root);
  }

  /** 32 bytes for a purpose, of which those for other purposes tell nothing. */
  public Buff derive(String purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(root.bytes(), "HmacSHA256"));
      return Buff.of(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 cannot derive a secret", e);
    }
  }

  /** A secret of its own for a purpose. */
  public Secret part(String purpose) {
    return new Secret(derive(purpose));
  }

  /** Nothing that should be in a log. */
  @Override
  public String toString() {
    return "secret";
  }
}
