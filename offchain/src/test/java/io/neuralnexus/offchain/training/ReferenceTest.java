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

  /** The library has no such network; its own descent in doubles, and a linear model, stand in. */
  @Test
  void a_network_reads_digits_better_than_the_library_s_linear_model_and_95_percent_of_them() {
    var digits = Sample.opticalDigits();
    var settings = new Settings(5, 0.3, 8, 0.7);
    var architecture = Architecture.network(64, 16, 10);
    var reference = new FloatingPoint(architecture);
    reference.train(settings, owners(digits));

    var score = score(Plan.training(architecture, K), settings, digits);

    assertThat(score).isGreaterThanOrEqualTo(9_500);
    assertThat((double) score).isCloseTo(reference.accuracy(digits.part(0, 4)), within(50.0));
    assertThat((double) score).isGreaterThan(library(Settings.of(15, 0.5, 16), digits) - POINT);
  }

  @Test
  void a_network_tells_tumours_apart_as_well_as_the_library() {
    var tumours = Sample.breastCancer();
    var settings = Settings.of(10, 0.1, 8);
    var plan = Plan.training(Architecture.network(30, 16, 2), K).with(Plan.Part.STANDARDISED);

    var score = score(plan, settings, tumours);

    var holdout = tumours.part(0, 4);
    var reference =
        Tribuo.accuracy(
            settings, tumours.without(0, 4).scaledBy(holdout), holdout.scaledBy(holdout));
    assertThat((double) score).isGreaterThan(reference - POINT);
  }

  /** What docs/programs.md tells of noise: epsilon below 4 for a delta of 10^-6. */
  @Test
  void programs_with_noise_are_as_good_as_the_documentation_says() {
    var privacy = new Privacy(1, 12, 20, 20);
    var logistic =
        Plan.training(Architecture.logistic(30), K).with(Plan.Part.STANDARDISED).with(privacy);
    var softmax = Plan.training(Architecture.softmax(64, 10), K).with(privacy);

    assertThat(Accountant.of(logistic).epsilon(Library.DELTA)).isLessThan(4);
    assertThat(score(logistic, Settings.of(20, 1, 150), Sample.breastCancer()))
        .isGreaterThan(9_500);
    assertThat(Accountant.of(softmax).epsilon(Library.DELTA)).isLessThan(4);
    assertThat(score(softmax, Settings.of(20, 2, 450), Sample.opticalDigits()))
        .isGreaterThan(8_400);
  }

  private static List<Sample> owners(Sample sample) {
    return List.of(sample.part(1, 4), sample.part(2, 4), sample.part(3, 4));
  }

  private static int score(Plan plan, Settings settings, Sample sample) {
    var run = Run.of(plan, settings, owners(sample), sample.part(0, 4));
    assertThat(run.status()).isEqualTo(Status.HALTED);
    return run.output().score();
  }

  private static double library(Settings settings, Sample sample) {
    return Tribuo.accuracy(settings, sample.without(0, 4), sample.part(0, 4));
  }
}
