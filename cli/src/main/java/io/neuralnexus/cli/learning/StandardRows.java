package io.neuralnexus.cli.learning;

import java.nio.ByteBuffer;

/**
 * Rows whose features were shifted and scaled, and cut to ten deviations, as a public {@link Scale}
 * says.
 *
 * @param features of each row
 * @param classes of the rows, true for class 1
 */
public record StandardRows(double[][] features, boolean[] classes) {
  /** Standard deviations beyond which a value counts as this far. */
  private static final double FARTHEST = 10;

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
          features[i][j] = Math.clamp(value, -FARTHEST, FARTHEST);
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
