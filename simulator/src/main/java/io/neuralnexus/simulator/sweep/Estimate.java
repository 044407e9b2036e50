package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.Expectation;

/**
 * A statistic of an indicator and how sure it is.
 *
 * @param value of the samples
 * @param low below it the true value hardly lies; negative infinity if the runs do not say
 * @param high above it the true value hardly lies; infinity if the runs do not say
 * @param runs in how many runs there were samples
 */
public record Estimate(double value, double low, double high, int runs) {
  /** Whether what is expected holds, surely. */
  public boolean surely(Expectation expectation) {
    return expectation.holds(low) && expectation.holds(high);
  }

  /** Whether what is expected fails, surely. */
  public boolean surelyNot(Expectation expectation) {
    return !expectation.holds(low) && !expectation.holds(high) && runs > 0;
  }
}
