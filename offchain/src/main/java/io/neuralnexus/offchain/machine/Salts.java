package io.neuralnexus.offchain.machine;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The salts of the leaves of memory, each made from its slot's secret when it is needed. Those who
 * share it no longer change it.
 */
final class Salts {
  private static final byte[] NONE = {};
  private static final byte[] ZEROS = new byte[Hashing.LENGTH];

  private final int bitsOfLeaf;
  private final byte[][] secrets = new byte[Layout.SLOTS][];
  private final byte[][] header;

  /** Zeros, in memory of 2^k words. */
  Salts(int k) {
    bitsOfLeaf = k - 8;
    header = new byte[Layout.DEVELOPER_SEED_LEAF + 1][];
    Arrays.fill(secrets, NONE);
    Arrays.fill(header, ZEROS);
  }

  /** Salts a whole slot. */
  void put(int slot, byte[] secret) {
    secrets[slot] = secret;
  }

  /** Salts a leaf of the header. */
  void putHeader(int leaf, byte[] salt) {
    header[leaf] = salt;
  }

  /** Writes the 32 bytes of the salt of a leaf. */
  void write(int leaf, byte[] out, int at, MessageDigest digest) {
    int slot = leaf >> bitsOfLeaf;
    int index = leaf & (1 << bitsOfLeaf) - 1;
    var secret = secrets[slot];
    if (secret.length == 0) {
      var salt = slot == Layout.HEADER && index < header.length ? header[index] : ZEROS;
      System.arraycopy(salt, 0, out, at, Hashing.LENGTH);
      return;
    }
    digest.update(secret);
    // The index, big-endian.
    for (int shift = 24; shift >= 0; shift -= 8) digest.update((byte) (index >> shift));
    try {
      digest.digest(out, at, Hashing.LENGTH);
    } catch (DigestException e) {
      throw new AssertionError("there is room for a salt", e);
    }
  }
}
