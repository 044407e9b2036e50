package io.neuralnexus.cli.learning;

import java.nio.ByteBuffer;

/**
 * Rows whose features were shifted and scaled, cut to ten deviations and rounded to steps, as a
 * public {@link Scale} says.
 *
 * @param features of each row
 * @param classes of the rows, true for class 1
 */
public record StandardRows(double[][] features, boolean[] classes) {
  /** Standard deviations beyond which a value counts as this far. */
  private static final int FARTHEST = 10;

  /** Steps in a standard deviation. */
  private static final int STEPS = 2048;

  /** The steps from the least value to the greatest. */
  public static final int RANGE = 2 * FARTHEST * STEPS;

  /**
   * The value of a feature that is so many steps above the least.
   *
   * @param steps 0 to {@link #RANGE}
   */
  public static double value(long steps) {
    return (double) steps / STEPS - FARTHEST;
  }

  /** How many steps the value of a feature is above the least. */
  public long steps(int row, int feature) {
    return Math.round((features[row][feature] + FARTHEST) * STEPS);
  }

  /**
   * What everyone who takes part shifts and scales features by: part of the schema of a data set.
   */
  public static final class Scale {
    private final double[] shifts;
    private final double[] scales;

    private Scale(double[] shifts, double[] scales) {
      this.shifts = shifts;
      this.scales = scales;
    }

    /** The scale that makes the first features of these rows standard. */
    public static Scale of(LabelledRows rows, int features) {
      var shifts = new double[features];
      var scales = new double[features];
      Standardisation.fit(rows, shifts, scales);
      return new Scale(shifts, scales);
    }

    /**
     * Rows in this scale; of more than {@code most}, as many at equal distances.
     *
     * @param most at least 1
     */
    public StandardRows apply(LabelledRows rows, int most) {
      var count = Math.min(rows.size(), most);
      var features = new double[count][scales.length];
      var classes = new boolean[count];
      for (var i = 0; i < count; i++) {
        var row = (int) ((long) i * rows.size() / count);
        classes[i] = rows.label(row) == 1;
        for (var j = 0; j < scales.length; j++) {
          var value = rows.features(row)[j] * scales[j] - shifts[j];
          features[i][j] = Math.rint(Math.clamp(value, -FARTHEST, FARTHEST) * STEPS) / STEPS;
        }
      }
      return new StandardRows(features, classes);
    }

    /** Shifts, then scales (64-bit IEEE, big-endian). */
    public byte[] toBytes() {
      var out = ByteBuffer.allocate(2 * Double.BYTES * shifts.length);
      for (var shift : shifts) out.putDouble(shift);
      for (var scale : scales) out.putDouble(scale);
      return out.array();
    }
  }

  public int size() {
    return classes.length;
  }
}
