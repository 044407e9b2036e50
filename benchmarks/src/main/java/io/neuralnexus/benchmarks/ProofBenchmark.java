package io.neuralnexus.benchmarks;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Proof;
import io.neuralnexus.offchain.zk.prover.Commitment;
import io.neuralnexus.offchain.zk.prover.Table;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** A commitment to a table and a proof about it, in a JVM that has made none before, and again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ProofBenchmark {
  private static final Buff SECRET = Buff.of(new byte[32]);

  /** Rows, features, the largest value, and classes. */
  @Param({"569 30 65535 2", "1797 64 16 10", "10000 10 65535 2", "10000 30 65535 2"})
  public String size;

  private Profile profile;
  private Table table;

  /** Draws a table. */
  @Setup
  public void draw() {
    var numbers = Stream.of(size.split(" ")).mapToInt(Integer::parseInt).toArray();
    int rows = numbers[0];
    var random = new Random(1);
    var values =
        Stream.generate(() -> random.longs(rows, 0, numbers[2] + 1L).toArray())
            .limit(numbers[1])
            .toList();
    table = Table.of(values).withLabels(random.ints(rows, 0, numbers[3]).toArray());
    profile =
        new Profile(
            Commitment.log(Parameters.STANDARD, rows),
            rows,
            Collections.nCopies(numbers[1], new Feature(0, numbers[2], Optional.empty())),
            Collections.nCopies(numbers[3], new Bounds(0, rows)),
            List.of());
  }

  /** A proof. */
  @Benchmark
  public Proof prove() {
    return Commitment.of(Parameters.STANDARD, profile, table, SECRET).prove(SECRET, share -> {});
  }
}
