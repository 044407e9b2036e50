package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.security.SecureRandom;

/**
 * A leaf of the header: what one party brings to the noise of a run. The chain sees its hash only.
 *
 * @param words 64 secret bytes
 * @param salt 32 secret bytes
 */
public record Seed(Buff words, Buff salt) {
  public Seed {
    if (words.length() != 64 || salt.length() != Hashing.LENGTH) {
      throw new IllegalArgumentException(
          "a seed has 64 bytes and a salt of 32, not %d and %d"
              .formatted(words.length(), salt.length()));
    }
  }

  /** A seed that nobody can guess. */
  public static Seed random(SecureRandom random) {
    var words = new byte[64];
    var salt = new byte[Hashing.LENGTH];
    random.nextBytes(words);
    random.nextBytes(salt);
    return new Seed(Buff.of(words), Buff.of(salt));
  }

  /**
   * The seed that 32 secret bytes stand for, so that these are all that its owner has to pass on.
   */
  public static Seed of(Buff secret) {
    return new Seed(derived(secret, 0).plus(derived(secret, 1)), derived(secret, 2));
  }

  private static Buff derived(Buff secret, int part) {
    return Buff.of(Hashing.salt(Hashing.sha256(), secret.bytes(), part));
  }

  /** What its owner commits to before the job. */
  public Buff hash() {
    return Hashing.leaf(salt, words);
  }
}
