package io.neuralnexus.offchain.zk.verifier;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Value;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** Section "Commitments": trees of which only the nodes at one height are told, the cap. */
final class Tree {
  static final int HASH = 32;

  private static final byte SALTED_LEAF = 0;
  private static final byte NODE = 1;
  private static final byte CAP = 2;
  private static final byte LEAF = 3;

  private Tree() {}

  /** What a cap stands for. */
  static byte[] root(Buff cap) {
    return sha256(new byte[] {CAP}, cap.bytes());
  }

  /** A leaf of the trees of the trace and of the parts. */
  static byte[] leaf(Buff salt, Value values) {
    return sha256(new byte[] {SALTED_LEAF}, salt.bytes(), values.serialize());
  }

  /** A leaf of the tree of a layer. */
  static byte[] leaf(Value values) {
    return sha256(new byte[] {LEAF}, values.serialize());
  }

  /** Whether the siblings lead from a leaf to the cap. */
  static boolean leads(byte[] leaf, long index, List<Buff> siblings, Buff cap) {
    var node = leaf;
    for (var sibling : siblings) {
      node =
          index % 2 == 0
              ? sha256(new byte[] {NODE}, node, sibling.bytes())
              : sha256(new byte[] {NODE}, sibling.bytes(), node);
      index /= 2;
    }
    int start = Math.toIntExact(index * HASH);
    return Arrays.equals(Arrays.copyOfRange(cap.bytes(), start, start + HASH), node);
  }

  static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) digest.update(part);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
