package io.neuralnexus.benchmarks;

import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The consensus encoding of a list of twenty records. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodingBenchmark {
  private final Value value =
      Cl.list(IntStream.range(0, 20).mapToObj(EncodingBenchmark::record).toList());
  private final byte[] bytes = value.serialize();

  private static Value record(int number) {
    return Cl.tuple(
        "amount", Uint.of(1_000_000L * number),
        "owner", Bench.WALLET,
        "name", Cl.ascii("record-" + number),
        "open", Cl.some(Cl.bool(number % 2 == 0)));
  }

  /** Value to bytes. */
  @Benchmark
  public byte[] encode() {
    return value.serialize();
  }

  /** Bytes to value. */
  @Benchmark
  public Value decode() {
    return Value.deserialize(bytes);
  }
}
