package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.kpi.Statistic;
import io.neuralnexus.simulator.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What came of a sweep.
 *
 * @param scenario as it is written
 * @param design where it was looked at
 * @param seeds of the runs at each point
 * @param runs by point and seed, without series over time
 */
public record SweepResult(
    Scenario scenario, Design design, List<Long> seeds, List<List<RunResult>> runs) {
  public SweepResult {
    seeds = List.copyOf(seeds);
    runs = runs.stream().map(List::copyOf).toList();
  }

  /** All indicators of which anything was seen. */
  public SequencedSet<String> kpis() {
    var names = new TreeSet<String>();
    runs.forEach(point -> point.forEach(run -> names.addAll(run.kpis().keySet())));
    return names;
  }

  /**
   * A statistic at a point, over all its runs.
   *
   * @param point its index in the design
   * @param confidence as 0.95
   */
  public Estimate estimate(int point, String kpi, Statistic statistic, double confidence) {
    return Statistics.of(samples(point, kpi), statistic, confidence);
  }

  /**
   * By how much a statistic of a run at a point exceeds that of the run as the scenario is written,
   * with the same seed, in the mean.
   *
   * @throws IllegalArgumentException if the design does not have the scenario as it is written
   */
  public Estimate difference(int point, String kpi, Statistic statistic, double confidence) {
    if (design.kind().isOfSensitivity()) {
      throw new IllegalArgumentException("a design %s has no baseline".formatted(design.kind()));
    }
    var baseline = samples(0, kpi);
    var here = samples(point, kpi);
    var pairs =
        IntStream.range(0, seeds.size())
            .filter(i -> !baseline.get(i).isEmpty() && !here.get(i).isEmpty())
            .toArray();
    return Statistics.difference(
        Arrays.stream(pairs).mapToDouble(i -> statistic.of(here.get(i))).toArray(),
        Arrays.stream(pairs).mapToDouble(i -> statistic.of(baseline.get(i))).toArray(),
        confidence);
  }

  private List<Samples> samples(int point, String kpi) {
    return runs.get(point).stream().map(run -> run.kpi(kpi)).toList();
  }
}
