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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plays scenarios. */
public final class Simulation {
  /** Burn blocks after which progress is told. */
  private static final int STRIDE = 100;

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

  /**
   * Plays a scenario with several seeds, one after the other: {@code seed}, {@code seed + 1} and so
   * on.
   *
   * @param ground with the scenario's parameters
   * @param threads how many runs there are at a time; it changes nothing but the time
   * @param progress is told how much is done, from 0 to 1, by any thread
   * @return in the order of the seeds
   */
  public static List<RunResult> play(
      Ground ground,
      Scenario scenario,
      long seed,
      int replications,
      int threads,
      Scripts scripts,
      DoubleConsumer progress) {
    var blocks = new DoubleAdder();
    var share = 1.0 / replications;
    try (var pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
      var runs = new ArrayList<Future<RunResult>>();
      for (var i = 0; i < replications; i++) {
        var each = seed + i;
        runs.add(
            pool.submit(
                () -> {
                  var told = new DoubleAdder();
                  var result =
                      run(
                          ground,
                          scenario,
                          each,
                          scripts,
                          world -> {
                            if (world.block() % STRIDE != 0 || world.block() > scenario.horizon()) {
                              return;
                            }
                            var part = share * STRIDE / scenario.horizon();
                            told.add(part);
                            blocks.add(part);
                            progress.accept(Math.min(1, blocks.sum()));
                          });
                  blocks.add(share - told.sum());
                  progress.accept(Math.min(1, blocks.sum()));
                  return result;
                }));
      }
      var results = new ArrayList<RunResult>();
      try {
        for (var run : runs) results.add(run.get());
      } catch (ExecutionException e) {
        pool.shutdownNow();
        if (e.getCause() instanceof RuntimeException failure) throw failure;
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
      return results;
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
