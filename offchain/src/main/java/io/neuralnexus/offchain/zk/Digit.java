package io.neuralnexus.offchain.zk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One digit of a number in a mixed base.
 *
 * @param weight what one of it counts
 * @param most the largest it can be, 1 to 15
 */
public record Digit(long weight, int most) {
  /** The largest a digit can be. */
  public static final int MOST = 15;

  private static final int MAX_DIGITS = 9;

  /**
   * The fewest digits whose sums are exactly the numbers from 0 to this one, the least first.
   *
   * <p>With the last digit at most m, its weight c may be as large as floor((width + 1) / (m + 1))
   * so that there is no gap; the rest is left to the digits before. Not each m leaves few enough.
   *
   * @throws IllegalArgumentException if it is negative or 2^32 or more
   */
  public static List<Digit> spanning(long width) {
    if (width < 0 || width >>> 32 != 0) {
      throw new IllegalArgumentException("digits span 0 .. 2^32 - 1, not " + width);
    }
    for (int count = 0; count <= MAX_DIGITS; count++) {
      var digits = spanning(width, count);
      if (digits.isPresent()) return digits.get();
    }
    throw new IllegalStateException("nine digits do not span " + width);
  }

  private static Optional<List<Digit>> spanning(long width, int count) {
    if (width == 0) return Optional.of(List.of());
    if (width >= 1L << (4 * count)) return Optional.empty();
    for (int most = (int) Math.min(MOST, width); most > 0; most--) {
      long weight = count == 1 ? 1 : (width + 1) / (most + 1);
      var before = spanning(width - weight * most, count - 1);
      if (before.isPresent()) {
        var digits = new ArrayList<>(before.get());
        digits.add(new Digit(weight, most));
        return Optional.of(List.copyOf(digits));
      }
    }
    return Optional.empty();
  }
}
