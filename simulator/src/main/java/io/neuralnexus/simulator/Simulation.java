package io.neuralnexus.simulator;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.market.MarketRoles;
import io.neuralnexus.simulator.scenario.RoleSheet;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Vocabulary;
import io.neuralnexus.simulator.suite.SuiteRoles;
import io.neuralnexus.simulator.world.Ground;
import io.neuralnexus.simulator.world.Role;
import io.neuralnexus.simulator.world.Scripts;
import io.neuralnexus.simulator.world.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plays scenarios. */
public final class Simulation {
  private Simulation() {}

  /** All kinds of agents by name. */
  public static Map<String, Role> roles() {
    return Stream.concat(MarketRoles.all().stream(), SuiteRoles.all().stream())
        .collect(Collectors.toUnmodifiableMap(role -> role.sheet().name(), role -> role));
  }

  /** What scenarios may name on a ground. */
  public static Vocabulary vocabulary(Ground ground) {
    var sheets = new TreeMap<String, RoleSheet>();
    roles().forEach((name, role) -> sheets.put(name, role.sheet()));
    return new Vocabulary(sheets, ground.parameters());
  }

  /**
   * Plays a scenario once. Same scenario and seed, same result.
   *
   * @param ground with the scenario's parameters
   * @param watcher is shown the world after every block
   */
  public static RunResult run(
      Ground ground, Scenario scenario, long seed, Scripts scripts, Consumer<World> watcher) {
    try (var chain = ground.chain(seed)) {
      return new World(chain, scenario, roles(), scripts, seed, List.of(() -> checkSolvent(chain)))
          .play(watcher);
    }
  }

  private static void checkSolvent(Simnet chain) {
    for (var name : List.of(NeuralTrainingMarket.NAME, Compensation.NAME)) {
      var owed = (Uint) chain.dataVar(name, "obligations");
      var there = chain.stxBalance(chain.deployer().contract(name));
      if (owed.toBigInteger().compareTo(there) > 0) {
        throw new IllegalStateException(
            "%s owes %s micro-STX and has %s".formatted(name, owed, there));
      }
    }
  }
}
