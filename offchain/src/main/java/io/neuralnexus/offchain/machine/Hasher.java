package io.neuralnexus.offchain.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/**
 * Hashes leaves of memory, four at a time: the trees of memory are kept from there up only, since
 * three more hashes per change are cheaper than four times the room. For one thread.
 */
final class Hasher {
  /** How deep the tree of a group is. */
  static final int DEPTH = 2;

  static final int LEAVES = 1 << DEPTH;
  static final int WORDS = LEAVES * Layout.LEAF_WORDS;

  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int SALT = 1;
  private static final int CONTENT = SALT + Hashing.LENGTH;

  private final Salts salts;
  private final MessageDigest digest = Hashing.sha256();
  private final HashTree group = HashTree.overEmpty(DEPTH, 0);

  /** Tag, salt and words of a leaf. */
  private final byte[] leaf = new byte[CONTENT + Layout.LEAF_WORDS * Long.BYTES];

  Hasher(Salts salts) {
    this.salts = salts;
    leaf[0] = Hashing.LEAF;
  }

  MessageDigest digest() {
    return digest;
  }

  /**
   * The tree of a group, good until the next.
   *
   * @param words that hold its own from {@code offset} on
   * @param group its index in memory
   */
  HashTree group(int group, long[] words, int offset) {
    for (int i = 0; i < LEAVES; i++) {
      salts.write(group * LEAVES + i, leaf, SALT, digest);
      int first = offset + i * Layout.LEAF_WORDS;
      for (int word = 0; word < Layout.LEAF_WORDS; word++) {
        BIG_ENDIAN.set(leaf, CONTENT + word * Long.BYTES, words[first + word]);
      }
      digest.update(leaf);
      this.group.finishLeaf(i, digest);
    }
    this.group.rehashAll(digest);
    return this.group;
  }

  /** The tree of a slot, down to groups. */
  HashTree tree(int slot, long[] words) {
    int groups = words.length / WORDS;
    var tree = HashTree.overEmpty(Integer.numberOfTrailingZeros(groups), DEPTH);
    for (int i = 0; i < groups; i++) {
      tree.setLeaf(i, group(slot * groups + i, words, i * WORDS));
    }
    tree.rehashAll(digest);
    return tree;
  }
}
