package io.neuralnexus.benchmarks;

import io.neuralnexus.offchain.dispute.Range;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.StepWitness;
import io.neuralnexus.offchain.machine.Trace;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** A dispute about 2^32 steps, in 1 GiB of heap: its first round, and all of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 1)
@Measurement(iterations = 4)
public class DisputeBenchmark {
  private static final long STEPS = 1L << 32;

  /** Memory has 2^k words. */
  @Param({"18", "24"})
  public int k;

  private final Random random = new Random(2);
  private Trace trace;

  /** Runs it, with all data sets there may be, as large as they may be. */
  @Setup
  public void run() {
    Program program = Trainings.program("network", k);
    Inputs inputs = Trainings.inputs(20, (1 << k - 5) / (Trainings.FEATURES + 2) - 1);
    trace = Trace.of(program, inputs, STEPS);
  }

  /** The first round, of a claim of any length. */
  @Benchmark
  public List<io.neuralnexus.offchain.machine.State> firstRound() {
    return trace.states(new Range(0, STEPS - random.nextInt(1 << 28)).cuts());
  }

  /** All rounds down to the step that is proven. */
  @Benchmark
  public StepWitness wholeDispute() {
    var range = new Range(0, STEPS - random.nextInt(1 << 28));
    while (!range.isStep()) {
      trace.states(range.cuts());
      range = range.part(random.nextInt(range.parts()));
    }
    return trace.witness(range.lo());
  }
}
