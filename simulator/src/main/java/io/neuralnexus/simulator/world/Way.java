package io.neuralnexus.simulator.world;

import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.scenario.StrategySheet;
import java.util.List;
import java.util.function.Function;

/**
 * A way to behave in a role.
 *
 * @param sheet what scenarios may say of it
 * @param strategy what decides for a part
 */
public record Way<S>(StrategySheet sheet, Function<Part, S> strategy) {
  /**
   * A way that a role has.
   *
   * @param settings beside those of the role
   */
  public static <S> Way<S> of(
      String name, String about, Function<Part, S> strategy, Setting... settings) {
    return new Way<>(new StrategySheet(name, about, List.of(settings)), strategy);
  }
}
