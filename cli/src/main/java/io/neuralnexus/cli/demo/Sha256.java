package io.neuralnexus.cli.demo;

import io.neuralnexus.clarity.Buff;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash by which the market knows weights and hold-out sets. */
public final class Sha256 {
  private Sha256() {}

  /** The hash of these bytes. */
  public static Buff of(byte[] bytes) {
    try {
      return Buff.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
