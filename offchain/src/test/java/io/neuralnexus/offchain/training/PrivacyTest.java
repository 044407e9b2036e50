package io.neuralnexus.offchain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.Status;
import io.neuralnexus.offchain.training.Plan.Part;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What epsilon rests on, checked on the machine. */
class PrivacyTest {
  private static final int K = 15;
  private static final int FEATURES = 5;
  private static final int CLASSES = 3;
  private static final Privacy PRIVACY = new Privacy(1, 2, 2, 3);
  private static final Buff SECRET = Buff.of(new byte[32]);
  private static final Slot HOLDOUT = rows(new SplittableRandom(99), 4, 1);

  private static final List<Plan> PLANS =
      List.of(
          Plan.training(Architecture.softmax(FEATURES, CLASSES), K).with(PRIVACY),
          Plan.training(Architecture.network(FEATURES, 7, CLASSES), K).with(PRIVACY),
          Plan.training(Architecture.network(FEATURES, 7, CLASSES), K)
              .with(Part.STANDARDISED)
              .with(PRIVACY));

  /**
   * With the same seeds the noise is the same, so what is left between two runs of one batch, at a
   * step of 1, is the difference of their gradients.
   */
  @Test
  void another_row_changes_the_gradient_of_a_batch_by_no_more_than_the_sensitivity() {
    for (var plan : PLANS) {
      var program = plan.write();
      var noise = plan.noise().orElseThrow();
      double most = 0;
      for (int seed = 0; seed < 60; seed++) {
        double size = Math.pow(10, seed % 8 - 2);
        var one = weights(program, rows(new SplittableRandom(seed), 3, size));
        var other = weights(program, replaced(seed, 3, size));
        most = Math.max(most, distance(one, other) / noise.gridUnit());
      }
      assertThat(most).isLessThanOrEqualTo(noise.sensitivity());
      // The bound is not idle: rows that pull apart come near it.
      assertThat(most).isGreaterThan(0.5 * noise.sensitivity());
    }
  }

  private static List<Long> weights(LibraryProgram program, Slot dataset) {
    var run = Run.of(program, Settings.of(1, 8, 8).words(), List.of(dataset), HOLDOUT);
    assertThat(run.status()).isEqualTo(Status.HALTED);
    return run.output().model();
  }

  private static double distance(List<Long> one, List<Long> other) {
    return Math.sqrt(
        IntStream.range(0, one.size())
            .mapToDouble(i -> Math.pow((double) one.get(i) - other.get(i), 2))
            .sum());
  }

  /** Whatever a job sets, noise is added as often as epsilon was computed for. */
  @Test
  void more_epochs_than_a_program_is_proven_for_are_not_made() {
    var program = PLANS.getFirst().write();
    var dataset = List.of(rows(new SplittableRandom(1), 6, 1));

    var most = Run.of(program, Settings.of(2, 1, 2).words(), dataset, HOLDOUT);
    var more = Run.of(program, Settings.of(900, 1, 2).words(), dataset, HOLDOUT);

    assertThat(more.machine().state()).isNotEqualTo(most.machine().state());
    assertThat(more.machine().steps()).isEqualTo(most.machine().steps());
    assertThat(more.output().model()).isEqualTo(most.output().model());
  }

  @Test
  void settings_that_no_builder_makes_do_not_get_around_it() {
    var program = PLANS.getFirst().write();
    var dataset = List.of(rows(new SplittableRandom(1), 6, 1));
    long least = Long.MIN_VALUE;
    long most = Long.MAX_VALUE;

    for (var settings :
        List.of(
            List.of(most, most, least, most, most, most),
            List.of(least, least, most, least, least, least))) {
      var run = Run.of(program, settings, dataset, HOLDOUT);

      assertThat(run.status()).isEqualTo(Status.HALTED);
      assertThat(run.machine().steps())
          .isLessThanOrEqualTo(program.steps(Settings.of(2, 1, 1), 4, List.of(6)));
    }
  }

  @Test
  void a_job_with_more_data_sets_than_a_program_is_proven_for_ends_before_it_begins() {
    var run = runOf(Collections.nCopies(4, rows(new SplittableRandom(1), 6, 1)), HOLDOUT);

    nothingHappened(run);
  }

  @Test
  void a_data_set_that_claims_more_rows_than_its_slot_has_ends_a_job_before_it_begins() {
    var words = new long[Layout.slotWords(K)];
    words[0] = PLANS.getFirst().mostRows() + 1;
    words[1] = FEATURES;
    words[2] = CLASSES;

    nothingHappened(runOf(List.of(Slot.of(SECRET, words)), HOLDOUT));
  }

  @Test
  void slots_of_another_form_end_a_job_before_it_begins() {
    var dataset = rows(new SplittableRandom(1), 6, 1);
    var narrow = Rows.of(1, CLASSES, new double[][] {{1}}, new int[] {0}).slot(SECRET);
    var negative = Slot.of(SECRET, -1, FEATURES, CLASSES);
    var empty = Slot.of(SECRET);

    for (var slot : List.of(narrow, negative, empty)) {
      nothingHappened(runOf(List.of(dataset, slot), HOLDOUT));
      nothingHappened(runOf(List.of(dataset), slot));
    }
  }

  private static Run runOf(List<Slot> datasets, Slot holdout) {
    return Run.of(PLANS.getFirst().write(), Settings.of(1, 1, 4).words(), datasets, holdout);
  }

  private static void nothingHappened(Run run) {
    assertThat(run.status()).isEqualTo(Status.HALTED);
    assertThat(run.machine().steps()).isLessThan(100);
    assertThat(run.output().score()).isZero();
    assertThat(run.output().model()).containsOnly(0L);
  }

  @Test
  void a_class_that_is_none_is_taken_for_the_nearest() {
    var rows = new double[][] {{1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}};
    var good = Rows.of(FEATURES, CLASSES, rows, new int[] {0, 2}).slot(SECRET);
    var words = IntStream.range(0, good.length()).mapToLong(good::word).toArray();
    int label = new RowLayout(FEATURES, CLASSES).head() + FEATURES;
    words[label] = Long.MIN_VALUE;
    words[label + FEATURES + 1] = Long.MAX_VALUE;

    assertThat(runOf(List.of(Slot.of(SECRET, words)), HOLDOUT).output().model())
        .isEqualTo(runOf(List.of(good), HOLDOUT).output().model());
  }

  /**
   * At a rate of 0 the model is the same for all rows; so must be all that the state commits to.
   */
  @Test
  void the_last_state_commits_to_nothing_of_the_rows_but_through_the_model() {
    for (var plan : PLANS) {
      var program = plan.with(Part.CONTRIBUTIONS).write();

      assertThat(scratch(program, 1)).isEqualTo(scratch(program, 2));
    }
  }

  private static long[] scratch(LibraryProgram program, int seed) {
    var dataset = rows(new SplittableRandom(seed), 6, 3);
    var run = Run.of(program, Settings.of(2, 0, 4).words(), List.of(dataset), HOLDOUT);
    var memory = run.machine().memory();
    return IntStream.range(Layout.slot(K, Layout.SCRATCH), 1 << K)
        .mapToLong(memory::load)
        .toArray();
  }

  @Test
  void bounds_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new Privacy(0, 1, 1, 1)).hasMessageContaining("clip norm 0.0");
    assertThatThrownBy(() -> new Privacy(1, Double.NaN, 1, 1))
        .hasMessageContaining("noise multiplier NaN");
    assertThatThrownBy(() -> new Privacy(1, 1, 0, 1)).hasMessageContaining("0 epochs");
    assertThatThrownBy(() -> new Privacy(1, 1, 1, 21)).hasMessageContaining("21 data sets");
  }

  private static Slot rows(SplittableRandom random, int count, double size) {
    return slot(values(random, count, size), labels(random, count));
  }

  /** The same rows, with the first turned around and of another class. */
  private static Slot replaced(int seed, int count, double size) {
    var random = new SplittableRandom(seed);
    var values = values(random, count, size);
    var labels = labels(random, count);
    values[0] = Arrays.stream(values[0]).map(value -> -value).toArray();
    labels[0] = (labels[0] + 1) % CLASSES;
    return slot(values, labels);
  }

  private static Slot slot(double[][] values, int[] labels) {
    return Rows.of(FEATURES, CLASSES, values, labels).slot(SECRET);
  }

  private static double[][] values(SplittableRandom random, int count, double size) {
    return IntStream.range(0, count)
        .mapToObj(i -> random.doubles(FEATURES, -size, size).toArray())
        .toArray(double[][]::new);
  }

  private static int[] labels(SplittableRandom random, int count) {
    return random.ints(count, 0, CLASSES).toArray();
  }
}
