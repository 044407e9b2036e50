package io.neuralnexus.offchain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.Status;
import io.neuralnexus.offchain.training.Plan.Kind;
import io.neuralnexus.offchain.training.Plan.Part;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/** How long a run is depends on numbers of rows, and on nothing else. */
class StepsProperties {
  private static final int K = 15;
  private static final int MOST_ROWS = 30;

  record Job(
      Plan plan, Settings settings, List<Integer> datasetRows, int holdoutRows, long values) {}

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void a_run_takes_the_steps_of_the_formula(@ForAll("jobs") Job job) {
    var program = job.plan.write();
    var run = run(program, job, job.values);

    assertThat(run.status()).isEqualTo(Status.HALTED);
    assertThat(run.machine().steps())
        .isEqualTo(program.steps(job.settings, holdoutRows(job), rowsThatCount(job)));
  }

  @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
  void a_run_over_other_values_takes_as_many_steps(
      @ForAll("jobs") Job job, @ForAll long otherValues) {
    var program = job.plan.write();

    assertThat(run(program, job, otherValues).machine().steps())
        .isEqualTo(run(program, job, job.values).machine().steps());
  }

  @Example
  void a_job_with_more_data_sets_than_a_program_takes_has_no_steps() {
    var program = Plan.training(Architecture.logistic(2), K).with(new Privacy(1, 4, 1, 2)).write();

    assertThatThrownBy(() -> program.steps(Settings.of(1, 1, 1), 1, List.of(1, 1, 1)))
        .hasMessage("3 data sets: this program takes 1 to 2");
  }

  private static int holdoutRows(Job job) {
    return job.plan.kind() == Kind.LOCAL ? 0 : job.holdoutRows;
  }

  private static List<Integer> rowsThatCount(Job job) {
    return job.plan.kind() == Kind.AVERAGING
        ? Collections.nCopies(job.datasetRows.size(), 0)
        : job.datasetRows;
  }

  private static Run run(LibraryProgram program, Job job, long seed) {
    var plan = job.plan;
    var random = new SplittableRandom(seed);
    var model = model(plan, random);
    var holdout = plan.kind() == Kind.LOCAL ? model : rows(plan, job.holdoutRows, random);
    var datasets =
        job.datasetRows.stream()
            .map(
                rows ->
                    plan.kind() == Kind.AVERAGING ? model(plan, random) : rows(plan, rows, random))
            .toList();
    return Run.of(program, job.settings.words(), datasets, holdout);
  }

  /** Rows that are likely to be clipped, saturated or on an edge too. */
  private static Slot rows(Plan plan, int count, SplittableRandom random) {
    int features = plan.architecture().features();
    var values = new double[count][features];
    for (var row : values) {
      double size = Math.pow(10, random.nextInt(-3, 6));
      for (int i = 0; i < features; i++) row[i] = random.nextDouble(-size, size);
    }
    int classes = plan.architecture().classes();
    var labels = IntStream.range(0, count).map(i -> random.nextInt(classes)).toArray();
    return Rows.of(features, classes, values, labels).slot(Buff.of(new byte[32]));
  }

  private static Slot model(Plan plan, SplittableRandom random) {
    var words = random.longs(plan.modelWords(), -(1L << 34), 1L << 34).boxed().toList();
    return new Update(words, random.nextInt(100)).slot(Buff.of(new byte[32]));
  }

  @Provide
  Arbitrary<Job> jobs() {
    var settings =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                Arbitraries.doubles().between(0, 2),
                Arbitraries.integers().between(1, 40))
            .as(Settings::of);
    var rows = Arbitraries.integers().between(0, MOST_ROWS);
    return Combinators.combine(
            plans(),
            settings,
            rows.list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.integers().between(1, MOST_ROWS),
            Arbitraries.longs())
        .as(Job::new);
  }

  @Provide
  Arbitrary<Plan> plans() {
    var layers =
        Arbitraries.integers().between(1, 13).withDistribution(RandomDistribution.uniform());
    var architectures =
        Combinators.combine(Arbitraries.integers().between(0, 2), layers, layers, layers)
            .as(StepsProperties::architecture);
    var privacy = Arbitraries.of(new Privacy(1, 2, 2, 3), new Privacy(0.25, 1, 5, 3)).optional(0.4);
    return Combinators.combine(
            Arbitraries.of(Kind.class), architectures, Arbitraries.subsetOf(Part.values()), privacy)
        .as(
            (kind, architecture, parts, bounds) -> {
              var plan = new Plan(kind, architecture, K, Set.of(), Optional.empty());
              for (var part : parts) {
                if (kind != Kind.LOCAL || part != Part.CONTRIBUTIONS) plan = plan.with(part);
              }
              return kind != Kind.AVERAGING && bounds.isPresent() ? plan.with(bounds.get()) : plan;
            });
  }

  private static Architecture architecture(int kind, int features, int hidden, int classes) {
    return switch (kind) {
      case 0 -> Architecture.logistic(features);
      case 1 -> Architecture.softmax(features, classes + 1);
      default -> Architecture.network(features, hidden, classes + 1);
    };
  }
}
