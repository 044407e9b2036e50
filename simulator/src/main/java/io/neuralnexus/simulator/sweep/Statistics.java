package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.kpi.Statistic;
import io.neuralnexus.simulator.world.Chance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.stat.interval.BinomialProportion;

/**
 * What samples of several runs say, with intervals. Runs are independent of each other; samples of
 * one run are not, so it is runs that count.
 */
final class Statistics {
  private static final int RESAMPLES = 1000;

  private Statistics() {}

  /**
   * A statistic of all samples together, with an interval that the true value is in with a
   * confidence:
   *
   * <ul>
   *   <li>a share (samples that are 0 or 1, one a run): Wilson's;
   *   <li>a mean: Student's t, of the ratio of sum to count when runs have several samples
   *       (Cochran, Sampling Techniques, 6.4);
   *   <li>a quantile of samples of which each run has one: two of them in order, which holds for
   *       any distribution; infinite where there are too few;
   *   <li>anything else: bootstrap over the runs (Davison and Hinkley, Bootstrap Methods, 3.8, for
   *       samples in groups), its percentiles.
   * </ul>
   */
  static Estimate of(List<Samples> runs, Statistic statistic, double confidence) {
    var seen = runs.stream().filter(run -> !run.isEmpty()).toList();
    if (seen.isEmpty()) {
      return new Estimate(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
    }
    var pooled = Samples.pooled(seen);
    var value = statistic.of(pooled);
    var single = pooled.count() == seen.size();
    if (statistic == Statistic.Named.MEAN) {
      return single && Arrays.stream(pooled.values()).allMatch(each -> each == 0 || each == 1)
          ? share(pooled, confidence)
          : mean(seen, confidence);
    }
    if (statistic instanceof Statistic.Percentile(var hundredths) && single) {
      return quantile(pooled, value, hundredths / 100.0, confidence);
    }
    return bootstrap(seen, statistic, value, confidence);
  }

  private static Estimate share(Samples samples, double confidence) {
    var interval =
        BinomialProportion.getWilsonScoreInterval(samples.count(), samples.mean(), confidence);
    return new Estimate(
        samples.mean(), interval.getLowerBound(), interval.getUpperBound(), samples.count());
  }

  private static Estimate mean(List<Samples> runs, double confidence) {
    var count = runs.stream().mapToInt(Samples::count).sum();
    var mean = Samples.pooled(runs).mean();
    var size = (double) count / runs.size();
    var residuals =
        runs.stream().mapToDouble(run -> (run.sum() - mean * run.count()) / size).toArray();
    return around(mean, residuals, confidence);
  }

  /** The mean of values that do not depend on each other. */
  static Estimate mean(Samples values, double confidence) {
    return around(values.mean(), values.values(), confidence);
  }

  /** The mean of values, or of what has them as residuals. */
  private static Estimate around(double mean, double[] residuals, double confidence) {
    var runs = residuals.length;
    if (runs < 2) {
      return new Estimate(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, runs);
    }
    var deviation = Samples.of(residuals).standardDeviation();
    var half =
        new TDistribution(runs - 1.0).inverseCumulativeProbability((1 + confidence) / 2)
            * deviation
            / Math.sqrt(runs);
    return new Estimate(mean, mean - half, mean + half, runs);
  }

  /** How a value differs in pairs of runs that had the same seed: Student's t. */
  static Estimate difference(double[] values, double[] baseline, double confidence) {
    var differences = new double[values.length];
    for (var i = 0; i < values.length; i++) differences[i] = values[i] - baseline[i];
    return around(Samples.of(differences).mean(), differences, confidence);
  }

  private static Estimate quantile(Samples samples, double value, double p, double confidence) {
    var sorted = samples.values();
    Arrays.sort(sorted);
    var n = sorted.length;
    var tail = (1 - confidence) / 2;
    // How many samples lie below the true quantile is binomial.
    var below = new BinomialDistribution(n, p);
    var low = 0;
    while (low < n && below.cumulativeProbability(low) <= tail) low++;
    var high = n;
    while (high > 0 && 1 - below.cumulativeProbability(high - 1) <= tail) high--;
    return new Estimate(
        value,
        low == 0 ? Double.NEGATIVE_INFINITY : sorted[low - 1],
        high == n ? Double.POSITIVE_INFINITY : sorted[high],
        n);
  }

  private static Estimate bootstrap(
      List<Samples> runs, Statistic statistic, double value, double confidence) {
    if (runs.size() < 2) {
      return new Estimate(value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, runs.size());
    }
    var chance = Chance.of(runs.size(), "bootstrap");
    var again = new double[RESAMPLES];
    for (var i = 0; i < RESAMPLES; i++) {
      var drawn = new ArrayList<Samples>();
      for (var j = 0; j < runs.size(); j++) drawn.add(chance.pick(runs));
      again[i] = statistic.of(Samples.pooled(drawn));
    }
    var spread = Samples.of(again);
    return new Estimate(
        value,
        spread.quantile((1 - confidence) / 2),
        spread.quantile((1 + confidence) / 2),
        runs.size());
  }
}
