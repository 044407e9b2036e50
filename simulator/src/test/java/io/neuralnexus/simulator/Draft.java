package io.neuralnexus.simulator;

import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.scenario.Population;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Shock;
import io.neuralnexus.simulator.world.Scripts;
import io.neuralnexus.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A scenario that a test puts together, and what comes of it. */
public final class Draft {
  private static final long DRAIN = 2_000;

  private final long horizon;
  private final List<Population> populations = new ArrayList<>();
  private final List<Shock> shocks = new ArrayList<>();
  private final TreeMap<String, Long> parameters = new TreeMap<>();
  private long from;

  private Draft(long horizon) {
    this.horizon = horizon;
  }

  public static Draft of(long horizon) {
    return new Draft(horizon);
  }

  /** From now on whoever is added arrives in this block. */
  public Draft from(long block) {
    from = block;
    return this;
  }

  public Draft with(String name, String role, String strategy, int count, double wealth) {
    return with(name, role, strategy, count, wealth, Map.of());
  }

  public Draft with(
      String name,
      String role,
      String strategy,
      int count,
      double wealth,
      Map<String, Double> settings) {
    return add(name, role, strategy, count, wealth, false, settings);
  }

  public Draft attack(
      String name,
      String role,
      String strategy,
      int count,
      double wealth,
      Map<String, Double> settings) {
    return add(name, role, strategy, count, wealth, true, settings);
  }

  private Draft add(
      String name,
      String role,
      String strategy,
      int count,
      double wealth,
      boolean attack,
      Map<String, Double> settings) {
    populations.add(
        new Population(
            name,
            role,
            strategy,
            count,
            wealth,
            attack,
            new Population.Arrival(from, from),
            Population.NEVER,
            new TreeMap<>(settings)));
    return this;
  }

  public Draft parameter(String name, long value) {
    parameters.put(name, value);
    return this;
  }

  public Draft shock(Shock shock) {
    shocks.add(shock);
    return this;
  }

  public RunResult play(long seed) {
    return play(seed, _ -> {});
  }

  /** Plays while somebody looks on. */
  public RunResult play(long seed, Consumer<World> watcher) {
    var scenario =
        new Scenario(
            "test",
            "A test",
            "",
            horizon,
            DRAIN,
            1,
            parameters,
            new Scenario.Price(1, 0, 0),
            populations,
            shocks,
            List.of());
    try (var ground = Roots.ground().with(parameters)) {
      return Simulation.run(ground, scenario, seed, Scripts.NONE, watcher);
    }
  }
}
