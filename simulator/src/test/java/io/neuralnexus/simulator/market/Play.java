package io.neuralnexus.simulator.market;

import io.neuralnexus.simulator.Simulation;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.scenario.Population;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Scenario.Price;
import io.neuralnexus.simulator.scenario.Shock;
import io.neuralnexus.simulator.world.Ground;
import io.neuralnexus.simulator.world.Scripts;
import io.neuralnexus.simulator.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** A scenario that a test puts together, and what came of it. */
final class Play {
  private static final Ground GROUND =
      Ground.open(Path.of(System.getProperty("nexus.root", ".."), "Clarinet.toml"));

  private final List<Population> populations = new ArrayList<>();
  private final List<Shock> shocks = new ArrayList<>();
  private final TreeMap<String, Long> parameters = new TreeMap<>();
  private long horizon = 400;
  private double price = 1;

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
    var always = new Population.Arrival(0, 0);
    populations.add(
        new Population(
            name,
            role,
            strategy,
            count,
            wealth,
            attack,
            always,
            Long.MAX_VALUE,
            new TreeMap<>(settings)));
    return this;
  }

  Play shock(Shock shock) {
    shocks.add(shock);
    return this;
  }

  Play parameter(String name, long value) {
    parameters.put(name, value);
    return this;
  }

  Play price(double usd) {
    price = usd;
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
            new Price(price, 0, 0),
            populations,
            shocks,
            List.of());
    try (var ground = GROUND.with(parameters)) {
      return Simulation.run(ground, scenario, seed, Scripts.NONE, watcher);
    }
  }

  /** The samples of an indicator over several seeds. */
  List<RunResult> seeds(int count) {
    return LongStream.range(1, count + 1).mapToObj(this::seed).toList();
  }

  static Samples pooled(List<RunResult> runs, String kpi) {
    return Samples.pooled(runs.stream().map(run -> run.kpi(kpi)).toList());
  }
}
