package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.scenario.Scenario;
import java.util.SortedMap;

/**
 * What is simulated.
 *
 * @param scenario as it is written, with its scripts
 */
public record Subject(Scenario scenario) {
  public static Subject of(Scenario scenario) {
    return new Subject(scenario);
  }

  /** Texts of the scripts that it names, by name. */
  public SortedMap<String, String> scripts() {
    return scenario.scripts();
  }
}
