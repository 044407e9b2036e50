package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.Statistic;
import io.neuralnexus.simulator.scenario.Scenario;
import java.util.List;

/**
 * What is asked of runs, written {@code attack.roi.p95}: an indicator, and a statistic of its
 * samples ({@code mean} if left out).
 */
public record Measure(String kpi, Statistic statistic) {
  /** Reads a measure. */
  public static Measure parse(String text) {
    var dot = text.lastIndexOf('.');
    return Statistic.named(text.substring(dot + 1))
        .filter(_ -> dot > 0)
        .map(statistic -> new Measure(text.substring(0, dot), statistic))
        .orElseGet(() -> new Measure(text, Statistic.Named.MEAN));
  }

  /** What a scenario expects something of, or else what each population earns. */
  public static List<Measure> of(Scenario scenario) {
    var expected =
        scenario.expectations().stream()
            .map(each -> each.expectation())
            .map(each -> new Measure(each.kpi(), each.statistic()));
    var earned =
        scenario.populations().stream()
            .map(each -> new Measure("profit." + each.name(), Statistic.Named.MEAN));
    var known = expected.distinct().toList();
    return known.isEmpty() ? earned.toList() : known;
  }

  @Override
  public String toString() {
    return kpi + "." + statistic;
  }
}
