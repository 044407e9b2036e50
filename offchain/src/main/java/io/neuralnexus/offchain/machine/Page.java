package io.neuralnexus.offchain.machine;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/** 32 leaves of memory and the tree above them. */
final class Page {
  static final int DEPTH = 5;
  static final int LEAVES = 1 << DEPTH;
  static final int WORDS = LEAVES * Layout.LEAF_WORDS;

  private static final byte[] ZERO_SALT = new byte[Hashing.LENGTH];

  private final long[] words;
  private final byte[][] salts;
  private final HashTree tree;

  /** One bit per leaf whose hash is out of date. */
  private int stale;

  private Page(long[] words, byte[][] salts, HashTree tree, int stale) {
    this.words = words;
    this.salts = salts;
    this.tree = tree;
    this.stale = stale;
  }

  /** Zeros, with salts of zeros. */
  static Page empty() {
    var salts = new byte[LEAVES][];
    Arrays.fill(salts, ZERO_SALT);
    return new Page(new long[WORDS], salts, HashTree.overEmpty(DEPTH, 0), 0);
  }

  /** The page is independent of its copy; salts never change in place. */
  Page copy() {
    return new Page(words.clone(), salts.clone(), tree.copy(), stale);
  }

  long load(int index) {
    return words[index];
  }

  void store(int index, long word) {
    words[index] = word;
    stale |= 1 << index / Layout.LEAF_WORDS;
  }

  void salt(int leaf, byte[] salt) {
    salts[leaf] = salt;
    stale |= 1 << leaf;
  }

  byte[] saltOf(int leaf) {
    return salts[leaf];
  }

  byte[] wordsOf(int leaf) {
    var bytes = ByteBuffer.allocate(Layout.LEAF_WORDS * Long.BYTES);
    for (int i = 0; i < Layout.LEAF_WORDS; i++) bytes.putLong(words[leaf * Layout.LEAF_WORDS + i]);
    return bytes.array();
  }

  /** Brings the tree up to date. */
  void rehash(MessageDigest digest) {
    for (int left = stale; left != 0; left &= left - 1) {
      int leaf = Integer.numberOfTrailingZeros(left);
      digest.update(Hashing.LEAF);
      digest.update(salts[leaf]);
      tree.setLeaf(leaf, digest.digest(wordsOf(leaf)));
    }
    long touched = Integer.toUnsignedLong(stale) << LEAVES;
    for (int node = LEAVES - 1; node > 0; node--) {
      if ((touched >>> 2 * node & 3) == 0) continue;
      tree.rehash(node, digest);
      touched |= 1L << node;
    }
    stale = 0;
  }

  HashTree tree() {
    return tree;
  }
}
