package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.kpi.Statistic;
import io.neuralnexus.simulator.world.Chance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much an axis matters. No library for the JVM that is kept up has these outside of files and
 * command lines of its own; the estimators are a few lines each.
 */
public sealed interface Sensitivity {
  int RESAMPLES = 1000;

  /** Of which axis. */
  String key();

  /**
   * Elementary effects: by how much a statistic changes along the whole axis, from random places on
   * (Morris, Technometrics 33, 1991; the mean of magnitudes by Campolongo et al., 2007).
   *
   * @param effect mean, with Student's interval
   * @param strength mean of the magnitudes: near zero if the axis does not matter
   * @param spread standard deviation: large against the strength if the axis acts together with
   *     others, or not in a straight line
   */
  record Morris(String key, Estimate effect, double strength, double spread)
      implements Sensitivity {}

  /**
   * Shares of the variance of a statistic over the whole space (Saltelli et al., Computer Physics
   * Communications 181, 2010: the first of table 2b, and Jansen's total), with bootstrap intervals
   * over the rows.
   *
   * @param first what the axis explains alone
   * @param total what is left when all others are known: with all that it does together with them
   */
  record Sobol(String key, Estimate first, Estimate total) implements Sensitivity {}

  /**
   * How much each axis of a sweep matters to a statistic, over all replications of a point.
   *
   * @throws IllegalArgumentException if the design is not one of sensitivity
   */
  static List<? extends Sensitivity> of(
      SweepResult result, String kpi, Statistic statistic, double confidence) {
    var atPoints =
        IntStream.range(0, result.design().points().size())
            .mapToDouble(point -> result.estimate(point, kpi, statistic, confidence).value())
            .toArray();
    var values =
        result.design().rows().stream().mapToDouble(row -> atPoints[row.point()]).toArray();
    return switch (result.design().kind()) {
      case MORRIS -> morris(result.design(), values, confidence);
      case SOBOL -> sobol(result.design(), values, confidence);
      case GRID, OAT, LHS ->
          throw new IllegalArgumentException(
              "a design %s says nothing of sensitivity: ask for morris or sobol"
                  .formatted(result.design().kind()));
    };
  }

  /**
   * From values at the rows of a design.
   *
   * @param values in the order of the rows
   */
  static List<Morris> morris(Design design, double[] values, double confidence) {
    var width = design.axes().size();
    var effects = Stream.generate(() -> new ArrayList<Double>()).limit(width).toList();
    for (var start = 0; start < values.length; start += width + 1) {
      for (var i = start; i < start + width; i++) {
        var from = design.rows().get(i).shares();
        var to = design.rows().get(i + 1).shares();
        for (var axis = 0; axis < width; axis++) {
          var step = to.get(axis) - from.get(axis);
          if (step != 0) effects.get(axis).add((values[i + 1] - values[i]) / step);
        }
      }
    }
    return IntStream.range(0, width)
        .mapToObj(
            axis -> {
              var each = Samples.of(effects.get(axis).stream().mapToDouble(e -> e).toArray());
              return new Morris(
                  design.axes().get(axis).key(),
                  Statistics.mean(each, confidence),
                  DoubleStream.of(each.values()).map(Math::abs).average().orElse(Double.NaN),
                  each.standardDeviation());
            })
        .toList();
  }

  /**
   * From values at the rows of a design.
   *
   * @param values in the order of the rows
   */
  static List<Sobol> sobol(Design design, double[] values, double confidence) {
    var width = design.axes().size();
    var rows = new ArrayList<double[]>();
    for (var at = 0; at < values.length; at += width + 2) {
      rows.add(Arrays.copyOfRange(values, at, at + width + 2));
    }
    var indices = new ArrayList<Sobol>();
    for (var i = 0; i < width; i++) {
      var axis = i;
      indices.add(
          new Sobol(
              design.axes().get(axis).key(),
              resampled(rows, each -> first(each, axis), confidence),
              resampled(rows, each -> total(each, axis), confidence)));
    }
    return indices;
  }

  private static double first(List<double[]> rows, int axis) {
    var mean = mean(rows);
    var sum = 0.0;
    // With the mean taken off, which changes nothing but the error.
    for (var row : rows) sum += (row[1] - mean) * (row[2 + axis] - row[0]);
    return sum / rows.size() / variance(rows);
  }

  private static double total(List<double[]> rows, int axis) {
    var sum = 0.0;
    for (var row : rows) sum += (row[0] - row[2 + axis]) * (row[0] - row[2 + axis]);
    return sum / (2 * rows.size()) / variance(rows);
  }

  private static double mean(List<double[]> rows) {
    var sum = 0.0;
    for (var row : rows) sum += row[0] + row[1];
    return sum / (2 * rows.size());
  }

  private static double variance(List<double[]> rows) {
    var mean = mean(rows);
    var sum = 0.0;
    for (var row : rows)
      sum += (row[0] - mean) * (row[0] - mean) + (row[1] - mean) * (row[1] - mean);
    return sum / (2 * rows.size() - 1);
  }

  private static Estimate resampled(
      List<double[]> rows, ToDoubleFunction<List<double[]>> index, double confidence) {
    var chance = Chance.of(rows.size(), "bootstrap");
    var again = new double[RESAMPLES];
    for (var i = 0; i < RESAMPLES; i++) {
      var drawn = new ArrayList<double[]>();
      for (var j = 0; j < rows.size(); j++) drawn.add(chance.pick(rows));
      again[i] = index.applyAsDouble(drawn);
    }
    var spread = Samples.of(again);
    return new Estimate(
        index.applyAsDouble(rows),
        spread.quantile((1 - confidence) / 2),
        spread.quantile((1 + confidence) / 2),
        rows.size());
  }
}
