package io.neuralnexus.clarity.vm;

import io.neuralnexus.clarity.Epoch;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Runs of blocks from the genesis on, each above the one before and above the same burn block or
 * the next. They are never changed, so that they are a place in time: what has grown from them
 * shares them. A run costs less than 20 bytes, because a chain has one for each of its burn blocks.
 */
final class Runs {
  private static final Epoch[] EPOCHS = Epoch.values();

  private final Shelf shelf;
  private final int size;
  private final Run last;

  private Runs(Shelf shelf, int size, Run last) {
    this.shelf = shelf;
    this.size = size;
    this.last = last;
  }

  static Runs of(Run first) {
    return new Shelf(new Chunk[0], 0).append(first);
  }

  Run last() {
    return last;
  }

  /** These and one more. */
  Runs with(Run next) {
    return (shelf.used == size ? shelf : shelf.upTo(size)).append(next);
  }

  /** These with another last one. */
  Runs withLast(Run other) {
    return shelf.upTo(size - 1).append(other);
  }

  /** The same, to grow on another thread. */
  Runs copy() {
    return new Runs(shelf.upTo(size), size, last);
  }

  /** The run of a Stacks block; the last one if there is no such block yet. */
  Run at(long height) {
    if (height >= last.first()) return last;
    return shelf.get(firstWith(at -> shelf.first(at) > height) - 1);
  }

  /** The first run above a burn block, which there is. */
  Run firstAbove(int burnHeight) {
    return shelf.get(firstWith(at -> shelf.burnHeight(at) >= burnHeight));
  }

  /** The first place that fits, where those above fit and those below do not. */
  private int firstWith(IntPredicate fits) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (fits.test(middle)) to = middle;
      else from = middle + 1;
    }
    return from;
  }

  /** Some runs, in arrays. */
  private static final class Chunk {
    static final int LENGTH = 128;

    final int[] firsts;
    final long[] times;
    final int[] tenures;
    final byte[] epochs;

    /** By how much their burn blocks lie above the first one's: each by at most one more. */
    final byte[] burns;

    int burnHeight;

    Chunk() {
      firsts = new int[LENGTH];
      times = new long[LENGTH];
      tenures = new int[LENGTH];
      epochs = new byte[LENGTH];
      burns = new byte[LENGTH];
    }

    Chunk(Chunk origin) {
      firsts = origin.firsts.clone();
      times = origin.times.clone();
      tenures = origin.tenures.clone();
      epochs = origin.epochs.clone();
      burns = origin.burns.clone();
      burnHeight = origin.burnHeight;
    }

    void set(int place, Run run) {
      if (place == 0) burnHeight = run.burnHeight();
      firsts[place] = run.first();
      times[place] = run.time();
      tenures[place] = run.tenure();
      epochs[place] = (byte) run.epoch().ordinal();
      burns[place] = (byte) (run.burnHeight() - burnHeight);
    }

    Run get(int place) {
      return new Run(
          firsts[place],
          times[place],
          burnHeight + burns[place],
          tenures[place],
          EPOCHS[epochs[place]]);
    }
  }

  /** Where runs are kept that grew from each other. A place is written once. */
  private static final class Shelf {
    private Chunk[] chunks;
    private int used;

    Shelf(Chunk[] chunks, int used) {
      this.chunks = chunks;
      this.used = used;
    }

    Runs append(Run run) {
      int chunk = used / Chunk.LENGTH;
      if (chunk == chunks.length) chunks = Arrays.copyOf(chunks, Math.max(4, 2 * chunk));
      if (chunks[chunk] == null) chunks[chunk] = new Chunk();
      chunks[chunk].set(used % Chunk.LENGTH, run);
      used++;
      return new Runs(this, used, run);
    }

    /** Another one with the same beginning: full chunks are shared. */
    Shelf upTo(int size) {
      int full = size / Chunk.LENGTH;
      var copy = Arrays.copyOf(chunks, full + 1);
      for (int i = full; i < copy.length; i++) copy[i] = null;
      if (size % Chunk.LENGTH > 0) copy[full] = new Chunk(chunks[full]);
      return new Shelf(copy, size);
    }

    Run get(int at) {
      return chunks[at / Chunk.LENGTH].get(at % Chunk.LENGTH);
    }

    int first(int at) {
      return chunks[at / Chunk.LENGTH].firsts[at % Chunk.LENGTH];
    }

    int burnHeight(int at) {
      var chunk = chunks[at / Chunk.LENGTH];
      return chunk.burnHeight + chunk.burns[at % Chunk.LENGTH];
    }
  }
}
