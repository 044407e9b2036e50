package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** What is hashed, and how: every preimage starts with a tag of its own. */
final class Hashing {
  static final byte LEAF = 0;
  static final byte NODE = 1;
  static final byte STATE = 2;
  static final byte INSTRUCTION = 3;
  static final byte PROGRAM = 4;

  /** The length of a hash in bytes. */
  static final int LENGTH = 32;

  private static final int DEEPEST = 21;
  private static final List<byte[]> EMPTY = emptyTrees();

  private Hashing() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** The root of a tree of that depth, all of whose leaves are zeros with salts of zeros. */
  static byte[] empty(int depth) {
    return EMPTY.get(depth);
  }

  /** The hash of a leaf of eight words. */
  static Buff leaf(Buff salt, Buff words) {
    var digest = sha256();
    digest.update(LEAF);
    digest.update(salt.bytes());
    return Buff.of(digest.digest(words.bytes()));
  }

  /** The hash of an instruction, as a leaf of a program. */
  static Buff instruction(Buff instruction) {
    var digest = sha256();
    digest.update(INSTRUCTION);
    return Buff.of(digest.digest(instruction.bytes()));
  }

  /** The root above the leaf with this hash and index, by its siblings. */
  static Buff climb(Buff leaf, int index, List<Buff> path) {
    var digest = sha256();
    var hash = leaf;
    for (int level = 0; level < path.size(); level++) {
      var sibling = path.get(level);
      boolean isLeft = (index >> level & 1) == 0;
      digest.update(NODE);
      digest.update((isLeft ? hash : sibling).bytes());
      hash = Buff.of(digest.digest((isLeft ? sibling : hash).bytes()));
    }
    return hash;
  }

  /** The i-th salt of a slot with this secret. */
  static byte[] salt(MessageDigest digest, byte[] secret, int leaf) {
    digest.update(secret);
    return digest.digest(ByteBuffer.allocate(4).putInt(leaf).array());
  }

  private static List<byte[]> emptyTrees() {
    var digest = sha256();
    var roots = new ArrayList<byte[]>();
    roots.add(digest.digest(new byte[1 + 32 + 64]));
    for (int depth = 1; depth <= DEEPEST; depth++) {
      digest.update(NODE);
      digest.update(roots.getLast());
      roots.add(digest.digest(roots.getLast()));
    }
    return List.copyOf(roots);
  }
}
