package io.neuralnexus.benchmarks;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Memory;
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

/** Roots of a memory of which some leaves changed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MemoryBenchmark {
  /** A memory. */
  @State(Scope.Thread)
  public static class Written {
    /** Memory has 2^k words. */
    @Param({"18", "24"})
    public int k;

    /** How many leaves change between two roots; from 8,192 on both cores hash them. */
    @Param({"1", "1000", "10000"})
    public int leaves;

    private Memory memory;
    private long word;

    /** Zeros. */
    @Setup
    public void start() {
      memory = Memory.empty(k);
    }

    void write() {
      int first = Layout.slot(k, Layout.SCRATCH);
      word++;
      for (int leaf = 0; leaf < leaves; leaf++) {
        memory.store(first + leaf * Layout.LEAF_WORDS, word);
      }
    }
  }

  /** Writes to neighbouring leaves and takes the root. */
  @Benchmark
  public Buff root(Written written) {
    written.write();
    return written.memory.root();
  }
}
