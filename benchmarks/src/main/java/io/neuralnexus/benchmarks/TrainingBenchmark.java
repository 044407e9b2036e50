package io.neuralnexus.benchmarks;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.training.Plan;
import io.neuralnexus.offchain.training.Rows;
import io.neuralnexus.offchain.training.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
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
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.SGD;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Softmax regression of the shipped digits, with the same settings: on the training machine, from
 * the inputs to the opened output, and by a library that computes in doubles. To be run from the
 * root of the repository.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class TrainingBenchmark {
  private static final int CLASSES = 10;
  private static final int FEATURES = 64;
  private static final int INK = 16;
  private static final Settings SETTINGS = Settings.of(15, 0.5, 16);
  private static final LabelFactory LABELS = new LabelFactory();

  private Program program;
  private Inputs inputs;
  private MutableDataset<Label> dataset;

  /** Reads the digits. */
  @Setup
  public void read() throws IOException {
    var file = Path.of("data/optical-digits.csv.gz");
    List<double[]> cells;
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      cells =
          lines
              .lines()
              .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble))
              .map(row -> row.toArray())
              .toList();
    }
    program = Plan.parse("training softmax features=64 classes=10 k=20").write().program();
    var secret = Buff.of(new byte[32]);
    var seed = Seed.of(secret);
    var parts =
        IntStream.range(0, 4)
            .mapToObj(part -> IntStream.range(0, cells.size()).filter(i -> i % 4 == part))
            .map(part -> part.mapToObj(cells::get).toList())
            .toList();
    var slots = parts.stream().map(part -> rows(part).slot(secret)).toList();
    inputs =
        new Inputs(
            1,
            SETTINGS.words(),
            slots.subList(1, 4),
            List.of(seed, seed, seed),
            seed,
            slots.getFirst());
    dataset = new MutableDataset<>(new SimpleDataSourceProvenance("digits", LABELS), LABELS);
    var names = IntStream.range(0, FEATURES).mapToObj(i -> "f" + i).toArray(String[]::new);
    for (var part : parts.subList(1, 4)) {
      for (var row : part) {
        var label = new Label(Integer.toString((int) row[FEATURES]));
        dataset.add(new ArrayExample<>(label, names, features(row)));
      }
    }
  }

  private static Rows rows(List<double[]> part) {
    return Rows.of(
        FEATURES,
        CLASSES,
        part.stream().map(TrainingBenchmark::features).toArray(double[][]::new),
        part.stream().mapToInt(row -> (int) row[FEATURES]).toArray());
  }

  private static double[] features(double[] row) {
    return Arrays.stream(row, 0, FEATURES).map(value -> value / INK).toArray();
  }

  /** A run on the machine. */
  @Benchmark
  public Output machine() {
    var machine = Machine.start(program, inputs);
    machine.runTo(Long.MAX_VALUE);
    return Output.of(machine);
  }

  /** The library's training on the same rows. */
  @Benchmark
  public Model<Label> library() {
    var trainer =
        new LinearSGDTrainer(
            new LogMulticlass(),
            SGD.getSimpleSGD(SETTINGS.rate()),
            SETTINGS.epochs(),
            Integer.MAX_VALUE,
            SETTINGS.batch(),
            1);
    return trainer.train(dataset);
  }
}
