package io.neuralnexus.offchain.dispute;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The steps among which a dispute looks for the first that two runs make differently: both agree on
 * the state at {@code lo}, not on that at {@code hi}. A round cuts it into sixteen parts, or into
 * single steps if there are no more than that, and leaves one.
 *
 * @param lo an index of states, not negative
 * @param hi a later one
 */
public record Range(long lo, long hi) {
  private static final long MOST_PARTS = 16;

  public Range {
    if (lo < 0 || hi <= lo) {
      throw new IllegalArgumentException("%d .. %d is no range of steps".formatted(lo, hi));
    }
  }

  /** Whether it is a single step, which can be proven. */
  public boolean isStep() {
    return hi - lo == 1;
  }

  /** How many parts a round cuts it into, 1 to 16. */
  public int parts() {
    return (int) Math.min(MOST_PARTS, hi - lo);
  }

  /** The indices between its parts, one fewer than these: the states that the provider shows. */
  public List<Long> cuts() {
    return IntStream.range(1, parts()).mapToObj(this::boundary).toList();
  }

  /**
   * What is left when the challenger picks a part.
   *
   * @param index from 0
   * @throws IndexOutOfBoundsException if there is no such part
   */
  public Range part(int index) {
    Objects.checkIndex(index, parts());
    return new Range(boundary(index), boundary(index + 1));
  }

  /** lo + floor((hi - lo) * part / parts), without a product that could overflow. */
  private long boundary(int part) {
    long length = hi - lo;
    return lo + length / parts() * part + length % parts() * part / parts();
  }
}
