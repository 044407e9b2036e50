package io.neuralnexus.offchain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.offchain.training.Plan.Part;
import org.junit.jupiter.api.Test;

class AccountantTest {
  private static final double DELTA = 1e-6;
  private static final Plan PLAN =
      Plan.training(Architecture.softmax(64, 10), 20).with(new Privacy(1, 12, 20, 3));

  /**
   * Google's dp-accounting, {@code rdp_privacy_accountant_test.py}, {@code
   * test_compute_epsilon_delta_gaussian}: the noise multiplier that is exactly (1, 10^-6).
   */
  @Test
  void epsilon_is_that_of_a_published_accountant() {
    var rho = Accountant.rho(1, 4.530877117);

    assertThat(Accountant.epsilon(rho, 1e-6)).isCloseTo(1, within(1e-7));
  }

  /**
   * The same file, {@code test_delta_bounds_gaussian}, after Balle and Wang 2018, theorem 8: the
   * exact delta of the Gaussian mechanism. Ours is a bound on it, and not a wasteful one.
   */
  @Test
  void epsilon_is_never_below_the_exact_one_and_little_above() {
    for (double multiplier : new double[] {0.5, 1, 2, 5, 10}) {
      for (double delta : new double[] {1e-3, 1e-5, 1e-7, 1e-9}) {
        var epsilon = Accountant.epsilon(Accountant.rho(1, multiplier), delta);

        assertThat(exactDelta(epsilon, multiplier)).isLessThanOrEqualTo(delta);
        assertThat(exactDelta(0.88 * epsilon - 0.02, multiplier)).isGreaterThan(delta);
      }
    }
  }

  private static double exactDelta(double epsilon, double deviation) {
    double half = 1 / (2 * deviation);
    return phi(half - epsilon * deviation) - Math.exp(epsilon) * phi(-half - epsilon * deviation);
  }

  /** The normal distribution function, by the continued fraction of Mills' ratio or its series. */
  private static double phi(double x) {
    if (x > 0) return 1 - phi(-x);
    double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    if (x < -3) {
      double fraction = -x;
      for (int n = 200; n > 0; n--) fraction = -x + n / fraction;
      return density / fraction;
    }
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= x * x / (2 * n + 1);
      sum += term;
    }
    return 0.5 + density * sum;
  }

  /** Bun and Steinke 2016, proposition 1.3: the older conversion, which ours improves on. */
  @Test
  void epsilon_is_below_the_one_of_the_older_conversion() {
    for (double rho : new double[] {0.01, 0.1, 1, 3}) {
      var older = rho + 2 * Math.sqrt(rho * Math.log(1 / DELTA));

      assertThat(Accountant.epsilon(rho, DELTA)).isBetween(0.8 * older, older);
    }
  }

  @Test
  void the_epochs_of_a_run_add_up() {
    var once = Accountant.of(with(new Privacy(1, 12, 1, 3))).rho();

    assertThat(Accountant.of(PLAN).rho()).isCloseTo(20 * once, within(1e-12));
  }

  @Test
  void contributions_cost_as_much_as_there_are_data_sets() {
    var without = Accountant.of(PLAN).rho();

    assertThat(Accountant.of(PLAN.with(Part.CONTRIBUTIONS)).rho())
        .isCloseTo(3 * without, within(1e-12));
  }

  @Test
  void a_row_in_the_place_of_another_counts_twice_the_clip_norm_and_the_rounding() {
    var perEpoch = Accountant.of(with(new Privacy(1, 12, 1, 3))).rho();

    assertThat(perEpoch).isBetween(2 / 144.0, 2 / 144.0 * 1.07);
  }

  @Test
  void the_epsilon_of_a_policy_is_in_millionths_and_rounded_up() {
    var accountant = Accountant.of(PLAN);

    assertThat(accountant.epsilonMillionths(DELTA))
        .isBetween(
            (long) (accountant.epsilon(DELTA) * 1e6), (long) (accountant.epsilon(DELTA) * 1e6) + 1);
  }

  @Test
  void a_delta_that_the_noise_is_too_coarse_for_is_refused() {
    assertThatThrownBy(() -> Accountant.of(PLAN).epsilon(1e-12))
        .hasMessageContaining("is finer than the noise");
  }

  @Test
  void a_program_without_noise_promises_nothing() {
    assertThatThrownBy(() -> Accountant.of(Plan.training(Architecture.logistic(2), 13)))
        .hasMessage("a program without noise promises no privacy");
  }

  private static Plan with(Privacy privacy) {
    return Plan.training(Architecture.softmax(64, 10), 20).with(privacy);
  }
}
