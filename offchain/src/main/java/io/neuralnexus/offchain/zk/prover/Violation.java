package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.offchain.zk.Profile.Bounds;

/** Where a table is not as a profile says. For its owner only: it tells values. */
public sealed interface Violation {
  /**
   * A value out of its feature's range, which is not the code of a missing one either.
   *
   * @param feature its index
   * @param row its index
   */
  record Value(int feature, int row, long value, long low, long high) implements Violation {
    @Override
    public String toString() {
      return "feature %d, row %d: %d is not in %d .. %d".formatted(feature, row, value, low, high);
    }
  }

  /**
   * A row of a class that does not exist.
   *
   * @param row its index
   * @param classes how many there are, from 0
   */
  record Label(int row, int label, int classes) implements Violation {
    @Override
    public String toString() {
      return "row %d: there is no class %d, the last is %d".formatted(row, label, classes - 1);
    }
  }

  /**
   * A feature that has too many or too few missing values.
   *
   * @param feature its index
   */
  record Missing(int feature, long actual, Bounds stated) implements Violation {
    @Override
    public String toString() {
      return "feature %d: %s missing".formatted(feature, counted(actual, stated));
    }
  }

  /**
   * A class that has too many or too few rows.
   *
   * @param label its index
   */
  record Rows(int label, long actual, Bounds stated) implements Violation {
    @Override
    public String toString() {
      return "class %d: %s rows".formatted(label, counted(actual, stated));
    }
  }

  /**
   * A sum that is too small or too large.
   *
   * @param sum its index in the profile
   */
  record Total(int sum, long actual, long low, long high) implements Violation {
    @Override
    public String toString() {
      return "sum %d: %d is not in %d .. %d".formatted(sum, actual, low, high);
    }
  }

  private static String counted(long actual, Bounds stated) {
    return "%d instead of %d .. %d".formatted(actual, stated.low(), stated.high());
  }
}
