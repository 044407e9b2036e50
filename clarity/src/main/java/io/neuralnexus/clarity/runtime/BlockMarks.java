package io.neuralnexus.clarity.runtime;

import java.util.Arrays;

/**
 * Where in the journal the first change of each block is, so that {@code at-block} finds the state
 * that a block has left.
 */
final class BlockMarks {
  private long[] heights = new long[16];
  private int[] marks = new int[16];
  private int size;

  /** States of blocks below this height are lost. */
  private long oldest = Long.MIN_VALUE;

  /** A transaction begins in a block. Marks of a future that was taken back are dropped. */
  void begin(long height, int mark) {
    while (size > 0 && (heights[size - 1] > height || marks[size - 1] > mark)) size--;
    if (size > 0 && heights[size - 1] == height) return;
    if (size == heights.length) {
      heights = Arrays.copyOf(heights, 2 * size);
      marks = Arrays.copyOf(marks, 2 * size);
    }
    heights[size] = height;
    marks[size++] = mark;
  }

  /** Drops all: the past begins with the block of this height. */
  void forget(long height) {
    size = 0;
    oldest = height;
  }

  /**
   * The mark of the state after a block.
   *
   * @param otherwise the answer if nothing has happened after it
   */
  int after(long height, int otherwise) {
    if (height < oldest) {
      throw new IllegalStateException(
          "the state after block %d is not kept: this chain was in an epoch without at-block at block %d"
              .formatted(height, oldest));
    }
    var index = Arrays.binarySearch(heights, 0, size, height);
    var next = index < 0 ? -index - 1 : index + 1;
    return next < size ? marks[next] : otherwise;
  }

  /** The same, to keep. */
  BlockMarks copy() {
    var copy = new BlockMarks();
    copy.set(this);
    return copy;
  }

  /** Becomes the same as others. */
  void set(BlockMarks others) {
    heights = others.heights.clone();
    marks = others.marks.clone();
    size = others.size;
    oldest = others.oldest;
  }
}
