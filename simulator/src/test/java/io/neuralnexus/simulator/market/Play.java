package io.neuralnexus.simulator.market;

import io.neuralnexus.simulator.Simulation;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.scenario.Population;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Scenario.Price;
import io.neuralnexus.simulator.world.Ground;
import io.neuralnexus.simulator.world.Scripts;
import io.neuralnexus.simulator.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A scenario that a test puts together, and what came of it. */
final class Play {
  private static final Ground GROUND =
      Ground.open(Path.of(System.getProperty("nexus.root", ".."), "Clarinet.toml"));

  private final List<Population> populations = new ArrayList<>();
  private final TreeMap<String, Long> parameters = new TreeMap<>();
  private long horizon = 400;

  static Play of(long horizon) {
    var play = new Play();
    play.horizon = horizon;
    return play;
  }

  Play with(String name, String role, String strategy, int count, double wealth) {
    return with(name, role, strategy, count, wealth, false, Map.of());
  }

  Play with(
      String name,
      String role,
      String strategy,
      int count,
      double wealth,
      boolean attack,
      Map<String, Double> settings) {
    // Whoever is drawn has staked two generations before.
    var from = role.equals("market-validator") ? 0 : 290;
    var arrival = new Population.Arrival(from, from);
    populations.add(
        new Population(
            name,
            role,
            strategy,
            count,
            wealth,
            attack,
            arrival,
            Population.NEVER,
            new TreeMap<>(settings)));
    return this;
  }

  Play parameter(String name, long value) {
    parameters.put(name, value);
    return this;
  }

  RunResult seed(long seed) {
    return watch(seed, _ -> {});
  }

  /** Plays while somebody looks on. */
  RunResult watch(long seed, Consumer<World> watcher) {
    var scenario =
        new Scenario(
            "test",
            "test",
            "test",
            horizon,
            1500,
            1,
            parameters,
            new Price(1, 0, 0),
            populations,
            List.of(),
            List.of());
    try (var ground = GROUND.with(parameters)) {
      return Simulation.run(ground, scenario, seed, Scripts.NONE, watcher);
    }
  }
}
