package io.neuralnexus.simulator;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.market.MarketRoles;
import io.neuralnexus.simulator.scenario.RoleSheet;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Vocabulary;
import io.neuralnexus.simulator.suite.SuiteRoles;
import io.neuralnexus.simulator.world.Act;
import io.neuralnexus.simulator.world.Ground;
import io.neuralnexus.simulator.world.Role;
import io.neuralnexus.simulator.world.Scripts;
import io.neuralnexus.simulator.world.Solvency;
import io.neuralnexus.simulator.world.Transcript;
import io.neuralnexus.simulator.world.Violation;
import io.neuralnexus.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plays scenarios. */
public final class Simulation {
  /** Burn blocks after which progress is told. */
  private static final int STRIDE = 100;

  private static final Map<String, Role> ROLES =
      Stream.concat(MarketRoles.all().stream(), SuiteRoles.all().stream())
          .collect(Collectors.toUnmodifiableMap(role -> role.sheet().name(), role -> role));

  private Simulation() {}

  /** All kinds of agents by name. */
  public static Map<String, Role> roles() {
    return ROLES;
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
   * <p>After every block the contracts must be able to pay what they owe, and no call may make the
   * VM abort: otherwise the run ends in a {@link Violation}.
   *
   * @param ground with the scenario's parameters
   * @param watcher is shown the world after every block
   */
  public static RunResult run(
      Ground ground, Scenario scenario, long seed, Scripts scripts, Consumer<World> watcher) {
    try (var chain = ground.chain(seed)) {
      return world(ground, chain, scenario, seed, scripts, _ -> {}).play(watcher);
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
    var told = new Told(replications, scenario.horizon(), progress);
    var runs =
        IntStream.range(0, replications)
            .<Supplier<RunResult>>mapToObj(
                i -> () -> told.of(watcher -> run(ground, scenario, seed + i, scripts, watcher)))
            .toList();
    var results = new RunResult[replications];
    try (var workers = new Workers(threads)) {
      workers.play(runs, result -> results[(int) (result.seed() - seed)] = result);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return List.of(results);
  }

  /** Tells how far several runs are together. */
  private static final class Told {
    private final double run;
    private final double stride;
    private final long horizon;
    private final DoubleConsumer progress;
    private final DoubleAdder done = new DoubleAdder();

    Told(int runs, long horizon, DoubleConsumer progress) {
      this.run = 1.0 / runs;
      this.stride = run * STRIDE / horizon;
      this.horizon = horizon;
      this.progress = progress;
    }

    /** What comes of one of them. */
    RunResult of(Function<Consumer<World>, RunResult> play) {
      var strides = new AtomicInteger();
      var result =
          play.apply(
              world -> {
                if (world.block() % STRIDE != 0 || world.block() > horizon) return;
                strides.getAndIncrement();
                add(stride);
              });
      add(run - strides.get() * stride);
      return result;
    }

    private void add(double part) {
      done.add(part);
      progress.accept(Math.min(1, done.sum()));
    }
  }

  /**
   * What a run does to its chain up to the violation that stops it. It is played once more, which
   * gives the same since a run follows from scenario and seed.
   *
   * @param violation that {@link #run} has thrown
   */
  public static Transcript transcript(
      Ground ground, Scenario scenario, Scripts scripts, Violation violation) {
    var acts = new ArrayList<Act>();
    try (var chain = ground.chain(violation.seed())) {
      world(ground, chain, scenario, violation.seed(), scripts, acts::add).play(_ -> {});
    } catch (Violation again) {
      return Transcript.of(scenario, violation.seed(), again.getMessage(), acts);
    }
    throw new IllegalStateException("it does not happen again: " + violation.getMessage());
  }

  private static World world(
      Ground ground,
      Simnet chain,
      Scenario scenario,
      long seed,
      Scripts scripts,
      Consumer<Act> tape) {
    return new World(
        chain, scenario, ROLES, scripts, seed, List.of(new Solvency(chain)), ground.space(), tape);
  }
}
