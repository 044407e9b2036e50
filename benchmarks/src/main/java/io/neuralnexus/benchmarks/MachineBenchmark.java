package io.neuralnexus.benchmarks;

import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Program;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Steps of a training per second and core: compiled, and interpreted as short runs are. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 8, time = 3)
@Measurement(iterations = 5, time = 2)
public class MachineBenchmark {
  private static final int K = 18;
  private static final int AT_ONCE = 1 << 25;

  /** Fewer than a program is interpreted for. */
  private static final int SHORT_RUN = 1 << 19;

  /** What is trained. */
  @Param({"logistic", "softmax", "network"})
  public String training;

  private Inputs inputs;
  private byte[] file;
  private Machine running;
  private Machine fresh;

  /** Starts a long run. */
  @Setup
  public void start() {
    inputs = Trainings.inputs(3, 140);
    var program = Trainings.program(training, K);
    file = program.bytes();
    running = Machine.start(program, inputs);
  }

  /** Starts a program that has not run before. */
  @Setup(Level.Invocation)
  public void startAnew() {
    fresh = Machine.start(Program.parse(file), inputs);
  }

  /** A part of a long run. */
  @Benchmark
  @OperationsPerInvocation(AT_ONCE)
  public Machine compiled() {
    running.runTo(running.steps() + AT_ONCE);
    return running;
  }

  /** A short run. */
  @Benchmark
  @OperationsPerInvocation(SHORT_RUN)
  public Machine interpreted() {
    fresh.runTo(SHORT_RUN);
    return fresh;
  }
}
