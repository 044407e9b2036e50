package io.neuralnexus.offchain.zk.prover;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** One SHA-256 (FIPS 180-4) after the other; each thread needs its own. */
final class Hash {
  static final int LENGTH = 32;

  private final MessageDigest digest;

  Hash() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  Hash with(int oneByte) {
    digest.update((byte) oneByte);
    return this;
  }

  Hash with(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  Hash with(byte[] bytes, int from, int length) {
    digest.update(bytes, from, length);
    return this;
  }

  byte[] done() {
    return digest.digest();
  }

  void done(byte[] into, int at) {
    try {
      digest.digest(into, at, LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("there is no room for a hash", e);
    }
  }
}
