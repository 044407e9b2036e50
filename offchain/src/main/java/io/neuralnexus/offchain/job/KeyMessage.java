package io.neuralnexus.offchain.job;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.secrecy.EncryptionKey;

/**
 * What an owner, or the developer, tells each who computes for a job: 64 bytes, wrapped for one.
 *
 * @param key of the encrypted data set or hold-out set, 32 bytes
 * @param seed the secret of its seed for the noise of this run, 32 bytes
 */
public record KeyMessage(Buff key, Buff seed) {
  private static final int PART = 32;

  public KeyMessage {
    if (key.length() != PART || seed.length() != PART) {
      throw new IllegalArgumentException(
          "a message has a key and a seed of 32 bytes each, not %d and %d"
              .formatted(key.length(), seed.length()));
    }
  }

  /**
   * The message in its 64 bytes.
   *
   * @throws IllegalArgumentException if there are not so many
   */
  public static KeyMessage parse(Buff bytes) {
    if (bytes.length() != 2 * PART) {
      throw new IllegalArgumentException("a message has 64 bytes, not " + bytes.length());
    }
    return new KeyMessage(bytes.slice(0, PART), bytes.slice(PART, 2 * PART));
  }

  /** Its 64 bytes. */
  public Buff bytes() {
    return key.plus(seed);
  }

  /** What its sender brings to the noise. */
  public Seed noise() {
    return Seed.of(seed);
  }

  /**
   * Wraps it for whoever has the secret of a public key.
   *
   * @param once a key that wraps this message and is then forgotten
   */
  public Buff wrap(Buff publicKey, EncryptionKey once) {
    return EncryptionKey.wrap(publicKey, bytes(), once);
  }

  /**
   * What was wrapped for a key.
   *
   * @throws IllegalArgumentException if it was wrapped for another, altered, or is no message
   */
  public static KeyMessage unwrap(EncryptionKey key, Buff wrapped) {
    return parse(key.unwrap(wrapped));
  }

  /** Nothing that should be in a log. */
  @Override
  public String toString() {
    return "key message";
  }
}
