package io.neuralnexus.offchain.training;

import io.neuralnexus.offchain.training.Plan.Part;

/**
 * How private the runs of a program are: an (epsilon, delta) for which nobody who sees what a run
 * puts out can tell, beyond these bounds, a row of a data set from any other row in its place. The
 * proof is in docs/programs.md.
 */
public final class Accountant {
  /** The part of delta that noise made of 64-bit words may take, being not quite Gaussian. */
  private static final double SHARE_OF_DISTANCE = 0.01;

  private static final double MILLION = 1_000_000;

  private final double rho;
  private final double distance;

  private Accountant(double rho, double distance) {
    this.rho = rho;
    this.distance = distance;
  }

  /**
   * The accountant of a program.
   *
   * @throws IllegalArgumentException if it adds no noise
   */
  public static Accountant of(Plan plan) {
    var privacy =
        plan.privacy()
            .orElseThrow(
                () -> new IllegalArgumentException("a program without noise promises no privacy"));
    var noise = plan.noise().orElseThrow();
    // Without the others in turn, a data set takes part in as many trainings as there are.
    double trainings = plan.has(Part.CONTRIBUTIONS) ? privacy.datasets() : 1;
    double releases = trainings * privacy.epochs();
    return new Accountant(
        releases * rho(noise.sensitivity(), noise.deviation()),
        releases * plan.architecture().weights() * noise.distance());
  }

  /**
   * The concentrated privacy loss of Gaussian noise, continuous or discrete.
   *
   * @param sensitivity by how much, in L2 norm, what it hides changes
   * @param deviation of the noise, in the same unit
   */
  public static double rho(double sensitivity, double deviation) {
    double ratio = sensitivity / deviation;
    return ratio * ratio / 2;
  }

  /**
   * The least epsilon known to follow for a delta from zero-concentrated differential privacy
   * (Canonne, Kamath and Steinke 2020, proposition 12).
   *
   * @param delta above 0, below 1
   */
  public static double epsilon(double rho, double delta) {
    if (!(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("delta " + delta + " is not between 0 and 1");
    }
    // It holds for every order above 1, and has one minimum; the search is in its logarithm.
    double low = StrictMath.log(1e-9);
    double high = StrictMath.log(1e9);
    for (int i = 0; i < 200; i++) {
      double third = (high - low) / 3;
      if (epsilon(rho, delta, low + third) < epsilon(rho, delta, high - third)) high -= third;
      else low += third;
    }
    return Math.max(0, epsilon(rho, delta, low));
  }

  private static double epsilon(double rho, double delta, double logOrderLessOne) {
    double above = StrictMath.exp(logOrderLessOne);
    double order = 1 + above;
    return order * rho
        + StrictMath.log(above / order)
        - (StrictMath.log(delta) + StrictMath.log(order)) / above;
  }

  /** The concentrated privacy loss of a run. */
  public double rho() {
    return rho;
  }

  /**
   * The epsilon of a run for a delta.
   *
   * @throws IllegalArgumentException if delta is too small for noise of 64-bit words
   */
  public double epsilon(double delta) {
    double epsilon = epsilon(rho, delta * (1 - SHARE_OF_DISTANCE));
    if ((1 + StrictMath.exp(epsilon)) * distance > delta * SHARE_OF_DISTANCE) {
      throw new IllegalArgumentException(
          ("delta %s with epsilon %.3f is finer than the noise: take a larger delta or more"
                  + " noise")
              .formatted(delta, epsilon));
    }
    return epsilon;
  }

  /** The epsilon that a policy names for a run: in millionths, rounded up. */
  public long epsilonMillionths(double delta) {
    return (long) Math.ceil(epsilon(delta) * MILLION);
  }
}
