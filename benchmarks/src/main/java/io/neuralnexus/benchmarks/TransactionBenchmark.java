package io.neuralnexus.benchmarks;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.vm.ClarityVm;
import io.neuralnexus.clarity.vm.Outcome;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Transactions on a chain, with costs and limits, without the SDK around it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TransactionBenchmark {
  private static final List<Value> NOTHING = List.of();
  private static final List<Value> ONE = List.of(Uint.ONE);
  private static final List<Value> RECIPIENT = List.of(Bench.DEPLOYER);

  private ClarityVm vm;

  /** Deploys the contract and funds who calls it. */
  @Setup
  public void deploy() throws Exception {
    vm = Bench.emptyChain();
    vm.deployFreely(vm.analyse(Bench.CONTRACT, Bench.source(), Bench.VERSION), Bench.source());
    vm.mintStx(Bench.WALLET, Uint.of(1_000_000_000_000_000L));
  }

  /** Adds one to a data variable. */
  @Benchmark
  public Outcome counter() {
    return vm.call(Bench.CONTRACT, "count-up", NOTHING, Bench.WALLET);
  }

  /** Transfers STX, writes a map entry, adds one to a data variable. */
  @Benchmark
  public Outcome transferAndMap() {
    return vm.call(Bench.CONTRACT, "pay", RECIPIENT, Bench.WALLET);
  }

  /** Reads a map entry. */
  @Benchmark
  public Outcome readOnly() {
    return vm.call(Bench.CONTRACT, "get-paid", RECIPIENT, Bench.WALLET);
  }

  /** Writes ten map entries. */
  @Benchmark
  public Outcome tenWrites() {
    return vm.call(Bench.CONTRACT, "write-ten", ONE, Bench.WALLET);
  }

  /** The same between a snapshot and the return to it. */
  @Benchmark
  public Outcome tenWritesAndBack() {
    var moment = vm.now();
    var outcome = vm.call(Bench.CONTRACT, "write-ten", ONE, Bench.WALLET);
    vm.restore(moment);
    return outcome;
  }
}
