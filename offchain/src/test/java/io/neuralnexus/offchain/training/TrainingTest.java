package io.neuralnexus.offchain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.Status;
import io.neuralnexus.offchain.training.Plan.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {
  private static final int K = 18;
  private static final Settings SETTINGS = new Settings(4, 0.5, 8, 0.75);

  private final Sample tumours = Sample.breastCancer().scaledBy(Sample.breastCancer());
  private final Sample holdout = tumours.part(0, 4);
  private final List<Sample> owners =
      List.of(tumours.part(1, 4), tumours.part(2, 4), tumours.part(3, 4));

  @Test
  void logistic_regression_is_the_same_descent_as_in_floating_point() {
    sameAsInDoubles(Architecture.logistic(30));
  }

  @Test
  void softmax_regression_is_the_same_descent_as_in_floating_point() {
    sameAsInDoubles(Architecture.softmax(30, 2));
  }

  @Test
  void a_network_is_the_same_descent_as_in_floating_point() {
    sameAsInDoubles(Architecture.network(30, 24, 2));
  }

  private void sameAsInDoubles(Architecture architecture) {
    var expected = new FloatingPoint(architecture);
    expected.train(SETTINGS, owners);

    var output = Run.of(Plan.training(architecture, K), SETTINGS, owners, holdout).output();

    for (int i = 0; i < architecture.weights(); i++) {
      assertThat(FixedPoint.toDouble(output.model().get(i)))
          .as("weight %d", i)
          .isCloseTo(expected.weight(i), within(1e-5));
    }
    assertThat(output.score()).isEqualTo(expected.accuracy(holdout));
  }

  @Test
  void contributions_sum_to_the_whole() {
    assertThat(sum(withContributions(owners))).isEqualTo(10_000);
  }

  @Test
  void a_data_set_that_does_harm_contributes_nothing() {
    var harm = List.of(owners.get(0), owners.get(1).mislabelled(), owners.get(2));

    var output = withContributions(harm);

    assertThat(output.weights().get(1)).isZero();
    assertThat(sum(output)).isEqualTo(10_000);
  }

  @Test
  void data_sets_that_teach_nothing_contribute_equally() {
    var nothing = tumours.head(0);

    var output = withContributions(List.of(nothing, nothing, nothing));

    assertThat(output.weights()).startsWith(3_333, 3_333, 3_334).endsWith(0);
  }

  @Test
  void a_model_that_knows_nothing_is_right_about_nothing() {
    assertThat(withContributions(List.of(tumours.head(0))).score()).isZero();
  }

  @Test
  void features_are_standardised_by_the_hold_out_set() {
    var raw = Sample.breastCancer();
    var parts = List.of(raw.part(1, 2));
    var exam = raw.part(0, 2);
    var architecture = Architecture.logistic(30);
    var expected = new FloatingPoint(architecture);
    expected.train(SETTINGS, List.of(parts.getFirst().scaledBy(exam)));

    var plan = Plan.training(architecture, K + 1).with(Part.STANDARDISED);
    var output = Run.of(plan, SETTINGS, parts, exam).output();

    for (int i = 0; i < architecture.weights(); i++) {
      assertThat(FixedPoint.toDouble(output.model().get(i)))
          .as("weight %d", i)
          .isCloseTo(expected.weight(i), within(0.02));
    }
    assertThat(output.score()).isEqualTo(expected.accuracy(exam.scaledBy(exam)));
  }

  @Test
  void a_feature_that_is_always_the_same_counts_for_nothing() {
    var rows = new double[][] {{7, 1}, {7, -1}, {7, 2}, {7, -2}};
    var sample = new Sample(2, rows, new int[] {1, 0, 1, 0}, 2);
    var plan = Plan.training(Architecture.logistic(2), 13).with(Part.STANDARDISED);

    var output = Run.of(plan, SETTINGS, List.of(sample), sample).output();

    assertThat(output.model().getFirst()).isZero();
    assertThat(output.score()).isEqualTo(10_000);
  }

  private Output withContributions(List<Sample> datasets) {
    var plan = Plan.training(Architecture.logistic(30), K).with(Part.CONTRIBUTIONS);
    var run = Run.of(plan, SETTINGS, datasets, holdout);
    assertThat(run.status()).isEqualTo(Status.HALTED);
    return run.output();
  }

  private static int sum(Output output) {
    return output.weights().stream().mapToInt(Integer::intValue).sum();
  }
}
