package io.neuralnexus.clarity;

import java.util.Locale;

/**
 * What a call costs, in the five dimensions that a block limits (SIP-006).
 *
 * @param writeLength bytes written
 * @param writeCount writes
 * @param readLength bytes read
 * @param readCount reads
 * @param runtime units of computation
 */
public record ExecutionCost(
    long writeLength, long writeCount, long readLength, long readCount, long runtime) {
  /** No cost. */
  public static final ExecutionCost ZERO = new ExecutionCost(0, 0, 0, 0, 0);

  /**
   * Checks what it is made of.
   *
   * @throws IllegalArgumentException if a dimension is negative
   */
  public ExecutionCost {
    if ((writeLength | writeCount | readLength | readCount | runtime) < 0) {
      throw new IllegalArgumentException(
          ("a cost is not negative: write_length %d, write_count %d, read_length %d, "
                  + "read_count %d, runtime %d")
              .formatted(writeLength, writeCount, readLength, readCount, runtime));
    }
  }

  /** What one block may cost. */
  public static final class BlockLimits {
    /** What the simnet of Clarinet 3.21 applies to each call, in every epoch. */
    public static final ExecutionCost SIMNET =
        new ExecutionCost(15_000_000, 15_000, 100_000_000, 15_000, 5_000_000_000L);

    private static final ExecutionCost MAINNET_2_0 =
        new ExecutionCost(15_000_000, 7_750, 100_000_000, 7_750, 5_000_000_000L);
    private static final ExecutionCost MAINNET_4_0 =
        new ExecutionCost(15_000_000, 15_000, 200_000_000, 30_000, 5_000_000_000L);

    private BlockLimits() {}

    /** What a block of mainnet may cost in an epoch. */
    public static ExecutionCost mainnet(Epoch epoch) {
      if (epoch == Epoch.EPOCH_2_0) return MAINNET_2_0;
      return epoch.compareTo(Epoch.EPOCH_4_0) < 0 ? SIMNET : MAINNET_4_0;
    }
  }

  /**
   * The sum in every dimension.
   *
   * @throws ArithmeticException if one does not fit a {@code long}
   */
  public ExecutionCost plus(ExecutionCost other) {
    return new ExecutionCost(
        Math.addExact(writeLength, other.writeLength),
        Math.addExact(writeCount, other.writeCount),
        Math.addExact(readLength, other.readLength),
        Math.addExact(readCount, other.readCount),
        Math.addExact(runtime, other.runtime));
  }

  /** Whether no dimension is over that of the limit. */
  public boolean fits(ExecutionCost limit) {
    return writeLength <= limit.writeLength
        && writeCount <= limit.writeCount
        && readLength <= limit.readLength
        && readCount <= limit.readCount
        && runtime <= limit.runtime;
  }

  /** The share of the limit that the dearest dimension takes: 0.25 is a quarter. */
  public double shareOf(ExecutionCost limit) {
    var share = 0.0;
    for (var dimension : Dimension.values()) share = Math.max(share, dimension.share(this, limit));
    return share;
  }

  /**
   * The dimension that takes the largest share of the limit: {@code write_length}, {@code
   * write_count}, {@code read_length}, {@code read_count} or {@code runtime}. The first of these if
   * several take as much.
   */
  public String dearestDimension(ExecutionCost limit) {
    var dearest = Dimension.WRITE_LENGTH;
    for (var dimension : Dimension.values()) {
      if (dimension.share(this, limit) > dearest.share(this, limit)) dearest = dimension;
    }
    return dearest.name().toLowerCase(Locale.ROOT);
  }

  private enum Dimension {
    WRITE_LENGTH,
    WRITE_COUNT,
    READ_LENGTH,
    READ_COUNT,
    RUNTIME;

    long of(ExecutionCost cost) {
      return switch (this) {
        case WRITE_LENGTH -> cost.writeLength;
        case WRITE_COUNT -> cost.writeCount;
        case READ_LENGTH -> cost.readLength;
        case READ_COUNT -> cost.readCount;
        case RUNTIME -> cost.runtime;
      };
    }

    /** Nothing of nothing is no share; something of nothing is infinite. */
    double share(ExecutionCost cost, ExecutionCost limit) {
      var part = of(cost);
      return part == 0 ? 0 : (double) part / of(limit);
    }
  }
}
