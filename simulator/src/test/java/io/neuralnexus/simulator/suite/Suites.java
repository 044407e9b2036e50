package io.neuralnexus.simulator.suite;

import io.neuralnexus.simulator.Simulation;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.scenario.Population;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Shock;
import io.neuralnexus.simulator.world.Ground;
import io.neuralnexus.simulator.world.Scripts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small worlds of the suite, in the words of a scenario file. */
final class Suites {
  private static final Ground GROUND =
      Ground.open(Path.of(System.getProperty("nexus.root", "..")).resolve("Clarinet.toml"));

  private final List<Population> populations = new ArrayList<>();
  private final List<Shock> shocks = new ArrayList<>();
  private final TreeMap<String, Long> parameters = new TreeMap<>();
  private long horizon = 300;

  static Suites with(String name, String role, String strategy, int count, double wealth) {
    return new Suites().and(name, role, strategy, count, wealth);
  }

  static Suites with(
      String name,
      String role,
      String strategy,
      int count,
      double wealth,
      Map<String, Double> settings) {
    return new Suites().and(name, role, strategy, count, wealth, settings);
  }

  Suites and(String name, String role, String strategy, int count, double wealth) {
    return and(name, role, strategy, count, wealth, Map.of());
  }

  Suites and(
      String name,
      String role,
      String strategy,
      int count,
      double wealth,
      Map<String, Double> settings) {
    return add(name, role, strategy, count, wealth, false, settings);
  }

  Suites attackers(
      String name,
      String role,
      String strategy,
      int count,
      double wealth,
      Map<String, Double> settings) {
    return add(name, role, strategy, count, wealth, true, settings);
  }

  private Suites add(
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
            new Population.Arrival(0, 0),
            1_000_000,
            new TreeMap<>(settings)));
    return this;
  }

  /** Everybody whom a job needs, and honest: data, verifiers, a keeper. */
  Suites staffed() {
    return and("data", "data-provider", "honest", 6, 50)
        .and("verifiers", "verifier", "diligent", 4, 400)
        .and("keepers", "keeper", "patient", 1, 1);
  }

  /** Whom the last words name arrives then. */
  Suites arriving(long block) {
    var last = populations.removeLast();
    populations.add(
        new Population(
            last.name(),
            last.role(),
            last.strategy(),
            last.count(),
            last.wealth(),
            last.attack(),
            new Population.Arrival(block, block),
            last.leave(),
            last.settings()));
    return this;
  }

  Suites parameter(String name, long value) {
    parameters.put(name, value);
    return this;
  }

  Suites shock(Shock shock) {
    shocks.add(shock);
    return this;
  }

  Suites horizon(long blocks) {
    horizon = blocks;
    return this;
  }

  RunResult play(long seed) {
    var scenario =
        new Scenario(
            "test",
            "A test",
            "",
            horizon,
            2_000,
            1,
            parameters,
            new Scenario.Price(1, 0, 0),
            populations,
            shocks,
            List.of());
    try (var ground = GROUND.with(parameters)) {
      return Simulation.run(ground, scenario, seed, Scripts.NONE, _ -> {});
    }
  }
}
