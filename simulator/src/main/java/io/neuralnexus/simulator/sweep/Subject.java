package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.scenario.Scenario;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is simulated.
 *
 * @param scenario as it is written
 * @param scripts texts of the scripts that it names, by name
 */
public record Subject(Scenario scenario, SortedMap<String, String> scripts) {
  public Subject {
    scripts = Collections.unmodifiableSortedMap(new TreeMap<>(scripts));
  }

  /** One without scripts. */
  public static Subject of(Scenario scenario) {
    return new Subject(scenario, new TreeMap<>());
  }
}
