package io.neuralnexus.benchmarks;

import io.neuralnexus.simulator.scenario.Population;
import io.neuralnexus.simulator.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scenarios in which people who mean well trade on neural-training-market, and one keeper. */
final class Markets {
  private static final double PLENTY = 1e9;

  private Markets() {}

  /**
   * A market that trades all the time.
   *
   * @param blocks burn blocks
   * @param capacity bids that a provider takes at once
   * @param demand bids of a developer in a block
   */
  static Scenario of(
      long blocks, int providers, double capacity, int developers, double demand, int validators) {
    return new Scenario(
        "trade",
        "Steady trade",
        "",
        blocks,
        1_500,
        1,
        new TreeMap<>(),
        new Scenario.Price(1, 0, 0),
        List.of(
            population(
                "providers",
                "market-provider",
                "honest",
                providers,
                100,
                Map.of("capacity", capacity)),
            population(
                "developers",
                "market-developer",
                "honest",
                developers,
                PLENTY,
                Map.of("rate", demand)),
            population("validators", "market-validator", "diligent", validators, 400, Map.of()),
            population("keepers", "market-keeper", "prompt", 1, 10, Map.of())),
        List.of(),
        List.of());
  }

  private static Population population(
      String name,
      String role,
      String strategy,
      int count,
      double wealth,
      Map<String, Double> settings) {
    return new Population(
        name,
        role,
        strategy,
        count,
        wealth,
        false,
        new Population.Arrival(0, 0),
        Long.MAX_VALUE,
        new TreeMap<>(settings));
  }
}
