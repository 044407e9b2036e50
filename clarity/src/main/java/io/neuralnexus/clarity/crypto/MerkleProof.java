package io.neuralnexus.clarity.crypto;

import io.neuralnexus.clarity.Uint;
import java.util.Arrays;
import java.util.List;

/** Proofs that a Bitcoin block contains a transaction. Hashes are as computed, not as displayed. */
public final class MerkleProof {
  /** The most siblings that the language takes. */
  public static final int MAX_DEPTH = 24;

  private MerkleProof() {}

  /**
   * Whether a leaf is in a tree, for {@code verify-merkle-proof}.
   *
   * <p>A row with an odd number of nodes repeats its last one. Two different trees would share a
   * root if a proof were free to use such repeats (CVE-2012-2459), so the shape is pinned: the
   * number of siblings is the depth of the tree, a repeat must be one, and where no repeat belongs
   * a sibling equal to its node is refused.
   *
   * @param leaf 32 bytes
   * @param root 32 bytes
   * @param index the position of the leaf
   * @param count how many leaves the tree has
   * @param siblings the other node at each level, from the leaf up; of another length than 32 bytes
   *     it makes the proof false
   */
  public static boolean verify(
      byte[] leaf, byte[] root, Uint index, Uint count, List<byte[]> siblings) {
    if (index.compareTo(count) >= 0 || siblings.size() > MAX_DEPTH) return false;
    var tooManyLeaves = count.high() != 0 || count.low() < 0 || count.low() > 1L << MAX_DEPTH;
    if (tooManyLeaves || siblings.size() != depth(count.low())) return false;
    for (var sibling : siblings) if (sibling.length != 32) return false;

    var node = leaf;
    var position = index.low();
    var row = count.low();
    for (var sibling : siblings) {
      var isRepeat = (position | 1) >= row;
      if (Arrays.equals(sibling, node) != isRepeat) return false;
      var isRight = (position & 1) == 1;
      node = isRight ? Hash.doubleSha256(sibling, node) : Hash.doubleSha256(node, sibling);
      position >>= 1;
      row = (row + 1) >> 1;
    }
    return Arrays.equals(node, root);
  }

  /** The binary logarithm of a number of leaves, rounded up. */
  private static int depth(long count) {
    return 64 - Long.numberOfLeadingZeros(count - 1);
  }
}
