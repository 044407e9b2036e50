package io.neuralnexus.simulator.world;

import io.neuralnexus.simulator.scenario.Population;
import io.neuralnexus.simulator.scenario.RoleSheet;
import io.neuralnexus.simulator.scenario.Vocabulary;
import java.util.Optional;

/**
 * Who an agent is.
 *
 * @param population of which it is one
 * @param index its number in the population, from 0
 * @param sheet of its role
 * @param chance its own: the same for a seed, a population's name and an index, whoever else plays
 * @param scripts for strategies that are scripts
 */
public record Part(
    Population population, int index, RoleSheet sheet, Chance chance, Scripts scripts) {
  private static final String SCRIPT = Vocabulary.SCRIPT;

  /**
   * A setting of its role or strategy: the scenario's, or else the standard one.
   *
   * @throws IllegalArgumentException if neither knows it
   * @throws ScriptException if neither knows it and a script decides, which has no standard ones
   */
  public double setting(String name) {
    var given = population.settings().get(name);
    if (given != null) return given;
    for (var each : sheet.settings()) {
      if (each.name().equals(name)) return each.standard();
    }
    for (var strategy : sheet.strategies()) {
      if (!strategy.name().equals(population.strategy())) continue;
      for (var each : strategy.settings()) {
        if (each.name().equals(name)) return each.standard();
      }
    }
    throw new IllegalArgumentException(population.role() + " has no setting " + name);
  }

  /** What its script decides, if its strategy is a script. */
  public <S> Optional<S> scripted(Class<S> type) {
    var strategy = population.strategy();
    if (!strategy.startsWith(SCRIPT)) return Optional.empty();
    return Optional.of(scripts.strategy(strategy.substring(SCRIPT.length()), type, this));
  }

  /** As {@code lazy-validators-3}. */
  public String name() {
    return population.name() + "-" + index;
  }
}
