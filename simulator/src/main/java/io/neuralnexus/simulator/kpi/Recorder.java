package io.neuralnexus.simulator.kpi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/** Takes down what happens in one run. Names are lower case, with dots and hyphens. */
public final class Recorder {
  private record Route(String from, String to, String reason) {}

  private record Gauge(String name, String unit, DoubleSupplier reading, List<Double> values) {}

  private final SortedMap<String, Sampling> samples = new TreeMap<>();
  private final SortedMap<String, Double> totals = new TreeMap<>();
  private final Map<Route, Long> flows = new LinkedHashMap<>();
  private final Map<String, Gauge> gauges = new LinkedHashMap<>();
  private final List<Long> looked = new ArrayList<>();

  /**
   * One value of an indicator that has several in a run. Of the first 131,072 all are kept, of more
   * every second, fourth and so on, so that means and quantiles are right and memory does not grow;
   * what has to be counted or summed up is a {@linkplain #add total}.
   */
  public void sample(String kpi, double value) {
    samples.computeIfAbsent(kpi, _ -> new Sampling()).add(value);
  }

  /** Adds to an indicator that is a total: it has one sample a run. */
  public void add(String kpi, double amount) {
    totals.merge(kpi, amount, Double::sum);
  }

  /** What a total is so far. */
  public double total(String kpi) {
    return totals.getOrDefault(kpi, 0.0);
  }

  /** Money that goes from one group to another. */
  public void flow(String from, String to, String reason, long micro) {
    if (micro != 0) flows.merge(new Route(from, to, reason), micro, Long::sum);
  }

  /**
   * A figure to look at from time to time.
   *
   * @throws IllegalStateException if time has begun, or there is one of that name
   */
  public void gauge(String name, String unit, DoubleSupplier reading) {
    if (!looked.isEmpty()) throw new IllegalStateException(name + " comes too late");
    if (gauges.putIfAbsent(name, new Gauge(name, unit, reading, new ArrayList<>())) != null) {
      throw new IllegalStateException("there is a gauge " + name);
    }
  }

  /** Looks at all gauges. */
  public void look(long block) {
    looked.add(block);
    for (var gauge : gauges.values()) gauge.values.add(gauge.reading.getAsDouble());
  }

  /** What was taken down. */
  public RunResult result(long seed, long blocks, long transactions, long refused) {
    var kpis = new TreeMap<String, Samples>();
    samples.forEach((name, values) -> kpis.put(name, values.samples()));
    totals.forEach((name, total) -> kpis.put(name, Samples.of(total)));
    return new RunResult(
        seed,
        kpis,
        gauges.values().stream()
            .map(each -> new Series(each.name, each.unit, looked, each.values))
            .toList(),
        flows.entrySet().stream()
            .map(
                each ->
                    new Flow(
                        each.getKey().from,
                        each.getKey().to,
                        each.getKey().reason,
                        each.getValue()))
            .toList(),
        blocks,
        transactions,
        refused);
  }
}
