package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.Expectation;
import io.neuralnexus.simulator.scenario.Scenario;
import java.util.List;

/**
 * Where along a parameter a target begins or ceases to hold.
 *
 * @param scenario as it is written
 * @param key of the parameter
 * @param target what is to hold
 * @param confidence of every verdict
 * @param outcome what was found
 * @param curve all values that were looked at, in order
 */
public record FrontierResult(
    Scenario scenario,
    String key,
    Expectation target,
    double confidence,
    Outcome outcome,
    List<Probe> curve) {
  public FrontierResult {
    curve = List.copyOf(curve);
  }

  /** What the runs at a value say of the target. */
  public enum Verdict {
    HOLDS,
    FAILS,
    /** The runs that were allowed do not decide it. */
    OPEN
  }

  /**
   * A value that was looked at.
   *
   * @param value of the parameter
   * @param estimate of the target's statistic
   * @param verdict whether the target holds there
   */
  public record Probe(double value, Estimate estimate, Verdict verdict) {}

  /** What was found. */
  public sealed interface Outcome {}

  /**
   * The target holds from some value on, upwards or downwards.
   *
   * @param fails the nearest value at which it surely fails
   * @param holds the nearest value at which it surely holds: the smallest if it is above the other,
   *     or else the largest
   */
  public record Found(double fails, double holds) implements Outcome {
    /** Whether it holds at larger values, rather than at smaller. */
    public boolean isUpwards() {
      return holds > fails;
    }
  }

  /** At all values that were looked at the target holds. */
  public record Everywhere() implements Outcome {}

  /** At none of the values that were looked at the target holds. */
  public record Nowhere() implements Outcome {}

  /**
   * The target holds, fails and holds again, or the reverse: there is no one frontier.
   *
   * @param changes between which values it changes
   */
  public record NotMonotone(List<Found> changes) implements Outcome {
    public NotMonotone {
      changes = List.copyOf(changes);
    }
  }

  /** The runs that were allowed do not decide it at enough values. */
  public record Undecided() implements Outcome {}
}
