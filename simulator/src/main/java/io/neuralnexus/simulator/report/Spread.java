package io.neuralnexus.simulator.report;

import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.report.Drawing.Histogram.Bin;
import java.util.ArrayList;
import java.util.List;

/** How samples lie. */
final class Spread {
  private static final int CELLS = 96;

  private Spread() {}

  /**
   * The outline of where samples are dense, between the first and the last hundredth of them: pairs
   * of value and density, the densest 1. Empty if that is one place.
   */
  static List<double[]> shape(Samples samples, Unit unit) {
    var low = samples.quantile(0.01);
    var high = samples.quantile(0.99);
    if (samples.count() < 3 || !(high > low)) return List.of();
    var width = (high - low) / CELLS;
    var counts = new double[CELLS];
    for (var value : samples.values()) {
      if (value >= low && value <= high) {
        counts[Math.min(CELLS - 1, (int) ((value - low) / width))]++;
      }
    }
    // Silverman's rule of thumb, not below the width of a cell.
    var middle = (samples.quantile(0.75) - samples.quantile(0.25)) / 1.34;
    var spread = middle > 0 ? Math.min(middle, samples.standardDeviation()) : high - low;
    var bandwidth = Math.max(width, 0.9 * spread * StrictMath.pow(samples.count(), -0.2));
    var densities = new double[CELLS + 1];
    var most = 0.0;
    for (var i = 0; i <= CELLS; i++) {
      for (var j = 0; j < CELLS; j++) {
        var away = (i - j - 0.5) * width / bandwidth;
        densities[i] += counts[j] * StrictMath.exp(-away * away / 2);
      }
      most = Math.max(most, densities[i]);
    }
    var shape = new ArrayList<double[]>();
    for (var i = 0; i <= CELLS; i++) {
      shape.add(
          new double[] {unit.drawn(low + i * width), Math.round(densities[i] / most * 1e3) / 1e3});
    }
    return shape;
  }

  /** Above what too few samples lie for an axis to reach there; infinity if it should. */
  static double end(Samples samples) {
    var most = samples.quantile(0.99);
    var far = samples.quantile(1) - most > most - samples.quantile(0);
    return far ? most : Double.POSITIVE_INFINITY;
  }

  /** Counts by bins of a round width, of which 0 is an edge; the last has its upper edge. */
  static List<Bin> bins(Samples samples, Unit unit) {
    var end = unit.drawn(Math.min(end(samples), samples.quantile(1)));
    var low = unit.drawn(samples.quantile(0));
    var wanted = Math.clamp((long) Math.sqrt(samples.count()) * 2, 8, 40);
    var width = round((end - low) / wanted);
    if (!(width > 0)) width = round(Math.max(Math.abs(end), 1) / 10);
    var first = (long) Math.floor(low / width);
    var last = Math.max(first, (long) Math.ceil(end / width) - 1);
    var counts = new int[(int) (last - first) + 1];
    for (var value : samples.values()) {
      var drawn = unit.drawn(value);
      if (drawn <= end) counts[(int) (Math.min(last, (long) Math.floor(drawn / width)) - first)]++;
    }
    var bins = new ArrayList<Bin>();
    for (var i = 0; i < counts.length; i++) {
      bins.add(
          new Bin(
              Unit.rounded((first + i) * width), Unit.rounded((first + i + 1) * width), counts[i]));
    }
    return bins;
  }

  /** The next of 1, 2, 5, 10, ... times a power of ten. */
  private static double round(double width) {
    if (!(width > 0)) return 0;
    var power = StrictMath.pow(10, Math.floor(StrictMath.log10(width)));
    for (var step : new double[] {1, 2, 5}) {
      if (width <= step * power * (1 + 1e-9)) return step * power;
    }
    return 10 * power;
  }

  /** What part of samples is below a value. */
  static double below(Samples samples, double bound) {
    var below = 0;
    for (var value : samples.values()) {
      if (value < bound) below++;
    }
    return (double) below / samples.count();
  }
}
