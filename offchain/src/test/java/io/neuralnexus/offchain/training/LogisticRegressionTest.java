package io.neuralnexus.offchain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.Status;
import io.neuralnexus.offchain.machine.Trace;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private static final int K = 18;
  private static final int EPOCHS = 5;
  private static final double RATE = 0.05;
  private static final long MOST_STEPS = 1 << 24;
  private static final Program PROGRAM = LogisticRegression.program(K, BreastCancer.FEATURES);

  private final BreastCancer data = BreastCancer.load();
  private final BreastCancer holdout = data.part(0, 4);
  private final List<BreastCancer> owners =
      List.of(data.part(1, 4), data.part(2, 4), data.part(3, 4));

  @Test
  void a_real_data_set_is_learnt_within_the_steps_of_six_rounds_of_a_dispute() {
    var trace = train(owners);

    assertThat(trace.end().status()).isEqualTo(Status.HALTED);
    assertThat(trace.output().score()).isGreaterThan(9_600);
  }

  @Test
  void the_model_is_that_of_the_same_descent_in_floating_point() {
    var expected = new FloatingPoint(BreastCancer.FEATURES);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (var owner : owners) expected.learn(owner, RATE);
    }

    var output = train(owners).output();

    for (int i = 0; i <= BreastCancer.FEATURES; i++) {
      assertThat(FixedPoint.toDouble(output.model().get(i)))
          .isCloseTo(expected.weights[i], within(1e-6));
    }
    assertThat(output.score()).isEqualTo(expected.accuracy(holdout));
  }

  @Test
  void contributions_sum_to_the_whole() {
    assertThat(sum(train(owners).output())).isEqualTo(10_000);
  }

  @Test
  void a_data_set_that_does_harm_contributes_nothing() {
    var output = train(List.of(owners.get(0), owners.get(1).mislabelled(), owners.get(2))).output();

    assertThat(output.weights().get(1)).isZero();
    assertThat(sum(output)).isEqualTo(10_000);
  }

  @Test
  void data_sets_that_teach_nothing_contribute_equally() {
    var nothing = new BreastCancer(new double[0][], new boolean[0]);

    var output = train(List.of(nothing, nothing, nothing)).output();

    assertThat(output.weights()).startsWith(3_333, 3_333, 3_334).endsWith(0);
  }

  @Test
  void a_job_without_hold_out_rows_ends_in_a_fault() {
    var empty = Slot.of(secret(), 0);
    var trace = Trace.of(PROGRAM, inputs(owners, empty), MOST_STEPS);

    assertThat(trace.end().status()).isEqualTo(Status.DIVISION_BY_ZERO);
    assertThat(trace.output().score()).isZero();
  }

  @Test
  void rows_that_differ_in_length_are_refused() {
    assertThatThrownBy(
            () ->
                LogisticRegression.slot(
                    secret(), new double[][] {{1, 2}, {1}}, new boolean[] {true, false}))
        .hasMessage("row 1 has 1 features, the first has 2");
  }

  private Trace train(List<BreastCancer> parts) {
    return Trace.of(PROGRAM, inputs(parts, slot(holdout)), MOST_STEPS);
  }

  private static Inputs inputs(List<BreastCancer> parts, Slot holdout) {
    var seed = new Seed(Buff.of(new byte[64]), secret());
    return new Inputs(
        1,
        LogisticRegression.settings(EPOCHS, RATE),
        parts.stream().map(LogisticRegressionTest::slot).toList(),
        Collections.nCopies(parts.size(), seed),
        seed,
        holdout);
  }

  private static Slot slot(BreastCancer part) {
    return LogisticRegression.slot(secret(), part.rows(), part.classes());
  }

  private static Buff secret() {
    return Buff.of(new byte[32]);
  }

  private static int sum(Output output) {
    return output.weights().stream().mapToInt(Integer::intValue).sum();
  }

  /** What the program computes, in doubles. */
  private static final class FloatingPoint {
    final double[] weights;

    FloatingPoint(int features) {
      weights = new double[features + 1];
    }

    void learn(BreastCancer part, double rate) {
      for (int row = 0; row < part.rows().length; row++) {
        var x = part.rows()[row];
        var truth = part.classes()[row] ? 1 : 0;
        var gradient = rate * (truth - 1 / (1 + Math.exp(-odds(x))));
        for (int i = 0; i < x.length; i++) weights[i] += gradient * x[i];
        weights[x.length] += gradient;
      }
    }

    int accuracy(BreastCancer part) {
      int right = 0;
      for (int row = 0; row < part.rows().length; row++) {
        if (odds(part.rows()[row]) >= 0 == part.classes()[row]) right++;
      }
      return right * 10_000 / part.rows().length;
    }

    private double odds(double[] x) {
      double sum = weights[x.length];
      for (int i = 0; i < x.length; i++) sum += weights[i] * x[i];
      return sum;
    }
  }
}
