package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.scenario.Scenario;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is changed in a scenario: nothing for the scenario as it is written.
 *
 * @param changes new values by key; those of whole numbers are rounded
 */
public record Point(SortedMap<String, Double> changes) {
  private static final Pattern WHOLE =
      Pattern.compile(
          "parameters\\..+|horizon|drain|shocks\\.\\d+\\.at"
              + "|populations\\.[^.]+\\.(count|leave|arrive\\.(from|to))");

  public Point {
    var rounded = new TreeMap<String, Double>();
    changes.forEach((key, value) -> rounded.put(key, rounded(key, value)));
    changes = Collections.unmodifiableSortedMap(rounded);
  }

  static Point of(Map<String, Double> changes) {
    return new Point(new TreeMap<>(changes));
  }

  /** A value of a key: a whole one, where it has to be. */
  static double rounded(String key, double value) {
    return WHOLE.matcher(key).matches() ? Math.rint(value) : value;
  }

  /**
   * The scenario with these changes.
   *
   * @throws IllegalArgumentException if it has no such key
   */
  public Scenario on(Scenario scenario) {
    var changed = scenario;
    for (var each : changes.entrySet()) changed = changed.with(each.getKey(), each.getValue());
    return changed;
  }

  /** As {@code price.volatility=0.02 shocks.0.factor=0.5}. */
  @Override
  public String toString() {
    return changes.isEmpty()
        ? "as written"
        : changes.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
  }
}
