package io.neuralnexus.simulator.kpi;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of one run. It depends on scenario and seed alone.
 *
 * @param seed the seed
 * @param kpis samples by indicator
 * @param series figures over time
 * @param flows who paid whom
 * @param blocks burn blocks that were simulated
 * @param transactions transactions of agents
 * @param refused how many of them a contract answered with an error
 */
public record RunResult(
    long seed,
    SortedMap<String, Samples> kpis,
    List<Series> series,
    List<Flow> flows,
    long blocks,
    long transactions,
    long refused) {
  public RunResult {
    kpis = Collections.unmodifiableSortedMap(new TreeMap<>(kpis));
    series = List.copyOf(series);
    flows = List.copyOf(flows);
  }

  /** The samples of an indicator; none if nothing was seen of it. */
  public Samples kpi(String name) {
    return kpis.getOrDefault(name, Samples.of());
  }

  /** The samples of an indicator in several runs together. */
  public static Samples pooled(List<RunResult> runs, String kpi) {
    return Samples.pooled(runs.stream().map(run -> run.kpi(kpi)).toList());
  }

  /** The samples of several runs together, by indicator. */
  public static SortedMap<String, Samples> pooled(List<RunResult> runs) {
    var kpis = new TreeMap<String, Samples>();
    for (var run : runs) {
      for (var kpi : run.kpis().keySet()) kpis.computeIfAbsent(kpi, name -> pooled(runs, name));
    }
    return kpis;
  }
}
