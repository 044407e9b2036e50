package io.neuralnexus.simulator.kpi;

import java.util.regex.Pattern;

/**
 * What is expected of a key performance indicator, written {@code attack.roi.p95 < 0}: the name,
 * the statistic ({@code mean} if left out), a comparison, a number.
 *
 * @param kpi name of the indicator
 * @param statistic what of its samples
 * @param comparison how it compares
 * @param bound with what
 */
public record Expectation(String kpi, Statistic statistic, Comparison comparison, double bound) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([a-z0-9.-]+)\\s*(<=|>=|<|>)\\s*([-+]?[0-9.]+(?:[eE][-+]?\\d+)?)\\s*");

  /** How a statistic and a bound compare. */
  public enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    boolean holds(double value, double bound) {
      return switch (this) {
        case LESS -> value < bound;
        case AT_MOST -> value <= bound;
        case MORE -> value > bound;
        case AT_LEAST -> value >= bound;
      };
    }

    @Override
    public String toString() {
      return sign;
    }
  }

  /**
   * Reads an expectation.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  public static Expectation parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no expectation: write one like 'attack.roi.p95 < 0'".formatted(text));
    }
    var name = parts.group(1);
    var dot = name.lastIndexOf('.');
    var statistic = dot < 0 ? null : Statistic.named(name.substring(dot + 1)).orElse(null);
    Comparison comparison = null;
    for (var each : Comparison.values()) {
      if (each.sign.equals(parts.group(2))) comparison = each;
    }
    double bound;
    try {
      bound = Double.parseDouble(parts.group(3));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' in '%s' is no number".formatted(parts.group(3), text), e);
    }
    return statistic == null
        ? new Expectation(name, Statistic.Named.MEAN, comparison, bound)
        : new Expectation(name.substring(0, dot), statistic, comparison, bound);
  }

  /** Whether samples are as expected. Without samples nothing is. */
  public boolean holds(Samples samples) {
    return !samples.isEmpty() && holds(statistic.of(samples));
  }

  /** Whether a value of the statistic is as expected. */
  public boolean holds(double value) {
    return comparison.holds(value, bound);
  }

  @Override
  public String toString() {
    return "%s.%s %s %s".formatted(kpi, statistic, comparison, bound);
  }
}
