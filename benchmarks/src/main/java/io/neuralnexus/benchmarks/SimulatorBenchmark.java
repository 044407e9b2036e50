package io.neuralnexus.benchmarks;

import io.neuralnexus.simulator.Simulation;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import io.neuralnexus.simulator.world.Ground;
import io.neuralnexus.simulator.world.Scripts;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole runs of the simulator, one after the other on one thread, each with another seed: agents
 * that decide, transactions, events, indicators and the check of solvency after every block. Run
 * from the root of the repository.
 *
 * <p>{@code transactions} are those that agents sign, in a second by the clock; where the machine
 * does other work they are to be divided by {@code cpu}, the seconds of the processor that the
 * thread has had of a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
@Warmup(iterations = 3, time = 10)
@Measurement(iterations = 5, time = 5)
public class SimulatorBenchmark {
  private static final long BLOCKS = 2_000;
  private static final double NANOS = 1e9;

  /**
   * {@code baseline} is the scenario that ships; {@code market} has 200 agents of
   * neural-training-market alone, with the usual demand, and {@code busy-market} ten times that.
   */
  @Param({"baseline", "market", "busy-market"})
  public String scenario;

  private Ground bare;
  private Ground ground;
  private Scenario played;
  private long seed;

  /** What came of the runs. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Count {
    /** Transactions of agents. */
    public long transactions;

    /** CPU time, seconds. */
    public double cpu;
  }

  /** Deploys the contracts and, if it ships, reads the scenario. */
  @Setup
  public void open() {
    bare = Ground.open(Path.of("Clarinet.toml"));
    played =
        switch (scenario) {
          case "market" -> Markets.of(BLOCKS, 50, 40, 100, 0.01, 49);
          case "busy-market" -> Markets.of(BLOCKS, 50, 40, 100, 0.1, 49);
          default -> ScenarioFile.find(Path.of(""), scenario).checked(Simulation.vocabulary(bare));
        };
    ground = bare.with(played.parameters());
  }

  /** A run. */
  @Benchmark
  public RunResult run(Count count) {
    var threads = ManagementFactory.getThreadMXBean();
    var before = threads.getCurrentThreadCpuTime();
    var result = Simulation.run(ground, played, ++seed, Scripts.NONE, _ -> {});
    count.cpu += (threads.getCurrentThreadCpuTime() - before) / NANOS;
    count.transactions += result.transactions();
    return result;
  }

  /** Ends the chains. */
  @TearDown
  public void close() {
    ground.close();
    bare.close();
  }
}
