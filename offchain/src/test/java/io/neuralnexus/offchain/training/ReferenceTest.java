package io.neuralnexus.offchain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.offchain.machine.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs against a library that computes in floating point. */
class ReferenceTest {
  /** One percentage point. */
  private static final int POINT = 100;

  private static final int K = 20;

  @Test
  void softmax_regression_reads_digits_as_well_as_the_library_and_95_percent_of_them() {
    var digits = Sample.opticalDigits();
    var settings = Settings.of(15, 0.5, 16);

    var score = score(Plan.training(Architecture.softmax(64, 10), K), settings, digits);

    assertThat(score).isGreaterThanOrEqualTo(9_500);
    assertThat((double) score).isCloseTo(library(settings, digits), within((double) POINT));
  }

  @Test
  void logistic_regression_tells_tumours_apart_as_well_as_the_library() {
    var tumours = Sample.breastCancer();
    var settings = Settings.of(10, 0.1, 8);
    var plan = Plan.training(Architecture.logistic(30), K).with(Plan.Part.STANDARDISED);

    var score = score(plan, settings, tumours);

    var holdout = tumours.part(0, 4);
    var reference =
        Tribuo.accuracy(
            settings, tumours.without(0, 4).scaledBy(holdout), holdout.scaledBy(holdout));
    assertThat((double) score).isCloseTo(reference, within((double) POINT));
  }

  private static int score(Plan plan, Settings settings, Sample sample) {
    var owners = List.of(sample.part(1, 4), sample.part(2, 4), sample.part(3, 4));
    var run = Run.of(plan, settings, owners, sample.part(0, 4));
    assertThat(run.status()).isEqualTo(Status.HALTED);
    return run.output().score();
  }

  private static double library(Settings settings, Sample sample) {
    return Tribuo.accuracy(settings, sample.without(0, 4), sample.part(0, 4));
  }
}
