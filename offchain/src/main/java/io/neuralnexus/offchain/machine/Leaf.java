package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.util.List;

/**
 * A leaf of memory, opened.
 *
 * @param words 64 bytes
 * @param salt 32 bytes
 * @param path the siblings from the leaf up
 */
public record Leaf(Buff words, Buff salt, List<Buff> path) {
  /** What stands for a leaf where none is touched. */
  public static final Leaf NONE = new Leaf(Buff.EMPTY, Buff.EMPTY, List.of());

  public Leaf {
    path = List.copyOf(path);
  }

  /** The root that it leads to from its place among the leaves. */
  Buff root(int index) {
    return Hashing.climb(Hashing.leaf(salt, words), index, path);
  }
}
