package io.neuralnexus.simulator.sweep;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is changed in a scenario: nothing for the scenario as it is written.
 *
 * @param changes new values by key
 */
public record Point(SortedMap<String, Double> changes) {
  public Point {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
  }

  static Point of(Map<String, Double> changes) {
    return new Point(new TreeMap<>(changes));
  }

  /** As {@code price.volatility=0.02 shocks.0.factor=0.5}. */
  @Override
  public String toString() {
    return changes.isEmpty()
        ? "as written"
        : changes.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
  }
}
