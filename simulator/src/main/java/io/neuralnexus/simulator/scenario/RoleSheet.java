package io.neuralnexus.simulator.scenario;

import java.util.List;

/**
 * What a scenario may say of agents of a role.
 *
 * @param name as {@code market-validator}
 * @param about a sentence
 * @param settings that all its strategies have
 * @param strategies ways to behave
 */
public record RoleSheet(
    String name, String about, List<Setting> settings, List<StrategySheet> strategies) {
  public RoleSheet {
    settings = List.copyOf(settings);
    strategies = List.copyOf(strategies);
  }
}
