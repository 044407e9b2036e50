package io.neuralnexus.offchain.training;

import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Layout;

/**
 * What is fixed in a program so that its runs are differentially private, whatever the settings of
 * a job: docs/programs.md proves it, {@link Accountant} computes the epsilon.
 *
 * @param clip the L2 norm that the gradient of a row is clipped to
 * @param noise the deviation of the noise in every batch, in multiples of the clip norm
 * @param epochs more are not made
 * @param datasets a job with more is refused
 */
public record Privacy(double clip, double noise, int epochs, int datasets) {
  /** What clip norm and noise may be. */
  private static final double LEAST = 0x1p-10;

  private static final double MOST = 1_024;

  public Privacy {
    check("clip norm", clip);
    check("noise multiplier", noise);
    if (epochs < 1 || epochs > Settings.MOST) {
      throw new IllegalArgumentException(
          "%d epochs: there are 1 to %d".formatted(epochs, Settings.MOST));
    }
    if (datasets < 1 || datasets > Layout.MOST_DATASETS) {
      throw new IllegalArgumentException(
          "%d data sets: there are 1 to %d".formatted(datasets, Layout.MOST_DATASETS));
    }
  }

  private static void check(String what, double value) {
    if (!(value >= LEAST && value <= MOST)) {
      throw new IllegalArgumentException(
          "%s %s is not in %s .. %s".formatted(what, value, LEAST, MOST));
    }
  }

  /** The clip norm in units of the last place. */
  long clipUnits() {
    return FixedPoint.of(clip);
  }
}
