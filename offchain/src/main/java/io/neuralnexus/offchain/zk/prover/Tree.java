package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.clarity.Buff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Merkle tree (R. Merkle, "A Certified Digital Signature", 1989) down to its cap: the nodes at a
 * height, by which it is given.
 */
final class Tree {
  private static final int NODE = 0x01;
  private static final int CAP = 0x02;

  private final int leaves;
  private final int capSize;

  /** Node i has the children 2 i and 2 i + 1; the leaves begin at their number. */
  private final byte[] nodes;

  /**
   * A tree of given leaves.
   *
   * @param hashes of the leaves at the end of an array twice as long
   */
  Tree(byte[] hashes, int capHeight) {
    this.nodes = hashes;
    this.leaves = hashes.length / Hash.LENGTH / 2;
    this.capSize = 1 << capHeight;
    if (leaves < capSize) {
      throw new IllegalArgumentException(
          "a tree of %d leaves has no cap of %d nodes".formatted(leaves, capSize));
    }
    for (int level = leaves / 2; level >= capSize; level /= 2) {
      int first = level;
      Cores.split(level, (from, to) -> hash(first + from, first + to));
    }
  }

  private void hash(int from, int to) {
    var hash = new Hash();
    for (int i = from; i < to; i++) {
      hash.with(NODE)
          .with(nodes, 2 * i * Hash.LENGTH, 2 * Hash.LENGTH)
          .done(nodes, i * Hash.LENGTH);
    }
  }

  Buff cap() {
    return Buff.of(Arrays.copyOfRange(nodes, capSize * Hash.LENGTH, 2 * capSize * Hash.LENGTH));
  }

  Buff root() {
    return Buff.of(
        new Hash().with(CAP).with(nodes, capSize * Hash.LENGTH, capSize * Hash.LENGTH).done());
  }

  /** The siblings from a leaf up to the cap. */
  List<Buff> path(int leaf) {
    var path = new ArrayList<Buff>();
    for (int i = leaves + leaf; i >= 2 * capSize; i /= 2) path.add(node(i ^ 1));
    return path;
  }

  private Buff node(int index) {
    return Buff.of(Arrays.copyOfRange(nodes, index * Hash.LENGTH, (index + 1) * Hash.LENGTH));
  }
}
