package io.neuralnexus.cli.learning;

/**
 * Shifts and scales each feature to mean 0 and standard deviation 1 on the rows it was fitted to. A
 * feature that never changes becomes 0.
 */
final class Standardisation {
  private Standardisation() {}

  /**
   * Writes shift and scale of each feature, so that {@code value * scale - shift} is standard; both
   * are finite.
   */
  static void fit(LabelledRows rows, double[] shifts, double[] scales) {
    for (var j = 0; j < shifts.length; j++) {
      var largest = 0.0;
      for (var i = 0; i < rows.size(); i++)
        largest = Math.max(largest, Math.abs(rows.features(i)[j]));
      if (largest == 0) continue;
      // Relative to the largest value, so that squares of huge values stay finite.
      var mean = 0.0;
      for (var i = 0; i < rows.size(); i++) mean += rows.features(i)[j] / largest / rows.size();
      var variance = 0.0;
      for (var i = 0; i < rows.size(); i++) {
        var distance = rows.features(i)[j] / largest - mean;
        variance += distance * distance / rows.size();
      }
      var scale = 1 / (Math.sqrt(variance) * largest);
      if (variance < 1e-24 || Double.isInfinite(scale)) continue;
      scales[j] = scale;
      shifts[j] = mean * largest * scale;
    }
  }
}
