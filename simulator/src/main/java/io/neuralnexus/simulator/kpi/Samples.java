package io.neuralnexus.simulator.kpi;

import java.util.Arrays;
import java.util.Collection;

/** Values of one key performance indicator, in the order in which they were seen. */
public final class Samples {
  private final double[] values;
  private final double[] sorted;

  private Samples(double[] values) {
    this.values = values;
    this.sorted = values.clone();
    Arrays.sort(sorted);
  }

  public static Samples of(double... values) {
    return new Samples(values.clone());
  }

  /** The samples of several runs together. */
  public static Samples pooled(Collection<Samples> parts) {
    return new Samples(
        parts.stream().flatMapToDouble(part -> Arrays.stream(part.values)).toArray());
  }

  public int count() {
    return values.length;
  }

  public boolean isEmpty() {
    return values.length == 0;
  }

  /** A copy, in the order in which they were seen. */
  public double[] values() {
    return values.clone();
  }

  public double sum() {
    var sum = 0.0;
    for (var value : sorted) sum += value;
    return sum;
  }

  /** NaN if there are none. */
  public double mean() {
    return sum() / values.length;
  }

  /** Of the sample, by n - 1; NaN for fewer than two. */
  public double standardDeviation() {
    var mean = mean();
    var squares = 0.0;
    for (var value : sorted) squares += (value - mean) * (value - mean);
    return Math.sqrt(squares / (values.length - 1));
  }

  /**
   * By linear interpolation between the closest ranks, as spreadsheets do (Hyndman and Fan, type
   * 7); NaN if there are none.
   *
   * @param p from 0 to 1
   */
  public double quantile(double p) {
    if (values.length == 0) return Double.NaN;
    var at = p * (sorted.length - 1);
    var below = (int) Math.floor(at);
    var above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /**
   * How unequal the values are: 0 if all are the same, 1 at most if one has all. Of values below 0,
   * too (Raffinetti, Siletti and Vernizzi, 2015): the mean difference of two of them over twice the
   * mean of their amounts. NaN if there are none.
   */
  public double gini() {
    if (values.length == 0) return Double.NaN;
    var differences = 0.0;
    var amounts = 0.0;
    for (var i = 0; i < sorted.length; i++) {
      differences += (2.0 * i + 1 - sorted.length) * sorted[i];
      amounts += Math.abs(sorted[i]);
    }
    return amounts == 0 ? 0 : differences / (sorted.length * amounts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Samples samples && Arrays.equals(values, samples.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
