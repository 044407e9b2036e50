package io.neuralnexus.simulator.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.neuralnexus.simulator.kpi.Statistic;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions whose indices are known. */
class SensitivityTest {
  private static final double CONFIDENCE = 0.95;

  private static final List<Axis> AXES =
      List.of(axis("price.start"), axis("price.drift"), axis("price.volatility"));

  private static Axis axis(String key) {
    return new Axis.Span(key, -Math.PI, Math.PI, 0, false);
  }

  /** Ishigami and Homma, 1990, with a = 7 and b = 0.1. */
  private static double ishigami(double[] x) {
    var second = Math.sin(x[1]);
    return Math.sin(x[0]) + 7 * second * second + 0.1 * Math.pow(x[2], 4) * Math.sin(x[0]);
  }

  private static Design design(Design.Kind kind, int count) {
    return Design.of(kind, AXES, count, Games.SCENARIO, 1);
  }

  private static double[] values(Design design, ToDoubleFunction<double[]> of) {
    return design.rows().stream()
        .map(row -> design.points().get(row.point()).changes())
        .mapToDouble(
            x -> of.applyAsDouble(AXES.stream().mapToDouble(axis -> x.get(axis.key())).toArray()))
        .toArray();
  }

  @Test
  void the_indices_of_ishigami_are_those_of_the_literature() {
    var design = design(Design.Kind.SOBOL, 512);
    var found = Sensitivity.sobol(design, values(design, SensitivityTest::ishigami), CONFIDENCE);
    // Saltelli et al., Global Sensitivity Analysis: The Primer, 2008.
    var first = List.of(0.3139, 0.4424, 0.0);
    var total = List.of(0.5576, 0.4424, 0.2437);
    for (var i = 0; i < 3; i++) {
      assertThat(found.get(i).key()).isEqualTo(AXES.get(i).key());
      assertThat(found.get(i).first().value()).isCloseTo(first.get(i), offset(0.03));
      assertThat(found.get(i).total().value()).isCloseTo(total.get(i), offset(0.03));
      assertThat(first.get(i))
          .isBetween(found.get(i).first().low() - 0.01, found.get(i).first().high() + 0.01);
      assertThat(total.get(i))
          .isBetween(found.get(i).total().low() - 0.01, found.get(i).total().high() + 0.01);
    }
  }

  @Test
  void axes_of_a_sum_explain_what_their_variance_says_alone_and_in_all() {
    var design = design(Design.Kind.SOBOL, 256);
    var found = Sensitivity.sobol(design, values(design, x -> 3 * x[0] + x[1]), CONFIDENCE);
    var shares = List.of(0.9, 0.1, 0.0);
    for (var i = 0; i < 3; i++) {
      assertThat(found.get(i).first().value()).isCloseTo(shares.get(i), offset(0.02));
      assertThat(found.get(i).total().value()).isCloseTo(shares.get(i), offset(0.02));
    }
  }

  @Test
  void elementary_effects_of_a_line_are_its_slopes_without_spread() {
    var design = design(Design.Kind.MORRIS, 10);
    var found = Sensitivity.morris(design, values(design, x -> 2 * x[0] - 3 * x[1]), CONFIDENCE);
    var range = 2 * Math.PI;
    assertThat(found.get(0).effect().value()).isCloseTo(2 * range, offset(1e-9));
    assertThat(found.get(1).effect().value()).isCloseTo(-3 * range, offset(1e-9));
    assertThat(found.get(1).strength()).isCloseTo(3 * range, offset(1e-9));
    assertThat(found.get(1).spread()).isCloseTo(0, offset(1e-9));
    assertThat(found.get(2).strength()).isZero();
  }

  @Test
  void what_acts_with_others_has_spread() {
    var design = design(Design.Kind.MORRIS, 30);
    var found = Sensitivity.morris(design, values(design, x -> x[0] * x[1] + x[2]), CONFIDENCE);
    assertThat(found.get(0).spread()).isGreaterThan(found.get(0).strength() / 2);
    assertThat(found.get(2).spread()).isCloseTo(0, offset(1e-9));
  }

  @Test
  void a_sweep_ranks_what_its_runs_depend_on(@TempDir Path folder) {
    // Scores are the sum of all changed values, and noise of the seed.
    var axes = List.of(Axis.parse("price.start=0.5..10"), Axis.parse("price.volatility=0..0.001"));
    var design = Design.of(Design.Kind.MORRIS, axes, 4, Games.SCENARIO, 1);
    try (var crew = new Threads((_, task) -> Games.play(task), 1)) {
      var result =
          new Sweep(Subject.of(Games.SCENARIO), design, 1, 2)
              .run(Games.STAGE, crew, folder, (_, _) -> {});
      var found = Sensitivity.of(result, "score", Statistic.Named.MEAN, CONFIDENCE);
      assertThat(found)
          .extracting(each -> ((Sensitivity.Morris) each).strength())
          .satisfiesExactly(
              start -> assertThat(start).isCloseTo(9.5, offset(1e-6)),
              volatility -> assertThat(volatility).isCloseTo(0.001, offset(1e-6)));
      assertThatThrownBy(() -> result.difference(1, "score", Statistic.Named.MEAN, CONFIDENCE))
          .hasMessage("a design morris has no baseline");
    }
  }
}
