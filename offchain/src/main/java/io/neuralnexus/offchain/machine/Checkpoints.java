package io.neuralnexus.offchain.machine;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where a run can be taken up again. Those laid while it ran are evenly spread over the whole,
 * twice as far apart whenever they become too many or too large; those added later are near to what
 * was asked for last. For any number of threads.
 */
final class Checkpoints {
  static final int MOST_LAID = 512;
  static final int MOST_NEAR = 48;

  /** Bytes of pages, of which each is counted once. */
  static final long MOST_BYTES_LAID = 256L << 20;

  static final long MOST_BYTES_NEAR = 128L << 20;

  private static final long FIRST_INTERVAL = 1 << 20;

  private final Checkpoint start;
  private final NavigableMap<Long, Checkpoint> laid = new TreeMap<>();
  private final NavigableMap<Long, Checkpoint> near = new TreeMap<>();
  private long interval = FIRST_INTERVAL;
  private long bytesLaid;

  Checkpoints(Checkpoint start) {
    this.start = start;
    laid.put(start.steps(), start);
  }

  /** After how many steps the run is to lay the next. */
  long next() {
    return laid.lastKey() + interval;
  }

  /** Lays the next. */
  synchronized void lay(Checkpoint checkpoint) {
    bytesLaid += checkpoint.image().bytesBeside(laid.lastEntry().getValue().image());
    laid.put(checkpoint.steps(), checkpoint);
    while (laid.size() > MOST_LAID || bytesLaid > MOST_BYTES_LAID && laid.size() > 2) {
      interval *= 2;
      laid.keySet().removeIf(steps -> (steps - start.steps()) % interval != 0);
      bytesLaid = bytes(laid);
    }
  }

  /** The last one not after so many steps, of which there is one if the run has such a state. */
  synchronized Checkpoint before(long steps) {
    var one = laid.floorEntry(steps).getValue();
    var other = near.floorEntry(steps);
    return other == null || other.getKey() < one.steps() ? one : other.getValue();
  }

  /** Adds one that was asked for, dropping others far from it. */
  synchronized void add(Checkpoint checkpoint) {
    near.put(checkpoint.steps(), checkpoint);
    while (near.size() > MOST_NEAR || near.size() > 1 && bytes(near) > MOST_BYTES_NEAR) {
      long below = checkpoint.steps() - near.firstKey();
      long above = near.lastKey() - checkpoint.steps();
      if (below > above) near.pollFirstEntry();
      else near.pollLastEntry();
    }
  }

  synchronized int count() {
    return laid.size() + near.size();
  }

  /** The bytes of their pages. */
  synchronized long bytes() {
    return bytes(laid) + bytes(near);
  }

  private static long bytes(NavigableMap<Long, Checkpoint> checkpoints) {
    long bytes = 0;
    Checkpoint last = null;
    for (var checkpoint : checkpoints.values()) {
      if (last != null) bytes += checkpoint.image().bytesBeside(last.image());
      last = checkpoint;
    }
    return bytes;
  }
}
