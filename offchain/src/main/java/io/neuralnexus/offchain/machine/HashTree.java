package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A full binary tree of hashes in one array: node 1 is the root, the children of node i are 2 i and
 * 2 i + 1. Whoever sets leaves calls {@link #rehash} for the nodes above them.
 */
final class HashTree {
  private final int depth;
  private final byte[] nodes;

  private HashTree(int depth, byte[] nodes) {
    this.depth = depth;
    this.nodes = nodes;
  }

  /** A tree whose leaves are the roots of empty trees of this depth. */
  static HashTree overEmpty(int depth, int depthOfLeaves) {
    var tree = new HashTree(depth, new byte[Hashing.LENGTH << depth + 1]);
    for (int node = 1; node < 2 << depth; node++) {
      int level = 31 - Integer.numberOfLeadingZeros(node);
      tree.put(node, Hashing.empty(depthOfLeaves + depth - level));
    }
    return tree;
  }

  HashTree copy() {
    return new HashTree(depth, nodes.clone());
  }

  /** Hashes what was given to a digest into a leaf. */
  void finishLeaf(int index, MessageDigest digest) {
    finish(leafNode(index), digest);
  }

  void setLeaf(int index, HashTree tree) {
    System.arraycopy(
        tree.nodes, Hashing.LENGTH, nodes, leafNode(index) * Hashing.LENGTH, Hashing.LENGTH);
  }

  private void put(int node, byte[] hash) {
    System.arraycopy(hash, 0, nodes, node * Hashing.LENGTH, Hashing.LENGTH);
  }

  /** Hashes the children of a node, which is no leaf, into it. */
  void rehash(int node, MessageDigest digest) {
    digest.update(Hashing.NODE);
    digest.update(nodes, 2 * node * Hashing.LENGTH, 2 * Hashing.LENGTH);
    finish(node, digest);
  }

  private void finish(int node, MessageDigest digest) {
    try {
      digest.digest(nodes, node * Hashing.LENGTH, Hashing.LENGTH);
    } catch (DigestException e) {
      throw new AssertionError("a node has room for a hash", e);
    }
  }

  void rehashAll(MessageDigest digest) {
    for (int node = (1 << depth) - 1; node > 0; node--) rehash(node, digest);
  }

  byte[] node(int node) {
    return Arrays.copyOfRange(nodes, node * Hashing.LENGTH, (node + 1) * Hashing.LENGTH);
  }

  byte[] root() {
    return node(1);
  }

  /** The siblings from a node up to below the root. */
  List<Buff> siblings(int node) {
    var path = new ArrayList<Buff>();
    for (int at = node; at > 1; at >>= 1) path.add(Buff.of(node(at ^ 1)));
    return path;
  }

  int leafNode(int index) {
    return (1 << depth) + index;
  }
}
