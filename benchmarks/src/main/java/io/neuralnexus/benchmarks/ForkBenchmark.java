package io.neuralnexus.benchmarks;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.vm.ClarityVm;
import java.util.List;
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

/** An independent copy of a chain, which costs what there is. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ForkBenchmark {
  /** How many entries the contract's map has. */
  @Param({"10", "10000"})
  public int entries;

  private ClarityVm vm;

  /** Fills the map. */
  @Setup
  public void fill() throws Exception {
    vm = Bench.emptyChain();
    vm.deployFreely(vm.analyse(Bench.CONTRACT, Bench.source(), Bench.VERSION), Bench.source());
    for (int i = 0; i < entries; i++) {
      vm.call(Bench.CONTRACT, "write", List.of(Uint.of(i), Uint.ONE), Bench.WALLET);
    }
  }

  /** A fork. */
  @Benchmark
  public ClarityVm fork() {
    return vm.fork(Bench.blocks());
  }
}
