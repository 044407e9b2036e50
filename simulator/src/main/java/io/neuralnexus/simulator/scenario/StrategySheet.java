package io.neuralnexus.simulator.scenario;

import java.util.List;

/**
 * A way to behave in a role.
 *
 * @param name as {@code lazy}
 * @param about a sentence
 * @param settings beside those of the role
 */
public record StrategySheet(String name, String about, List<Setting> settings) {
  public StrategySheet {
    settings = List.copyOf(settings);
  }
}
