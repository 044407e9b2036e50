package io.neuralnexus.simulator.kpi;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is asked of samples: {@code mean}, {@code min}, {@code max}, {@code sum}, {@code count},
 * {@code sd}, {@code gini}, or a quantile such as {@code p95}.
 */
public sealed interface Statistic {
  /** A statistic with a name. */
  enum Named implements Statistic {
    MEAN,
    MIN,
    MAX,
    SUM,
    COUNT,
    SD,
    GINI;

    @Override
    public double of(Samples samples) {
      return switch (this) {
        case MEAN -> samples.mean();
        case MIN -> samples.quantile(0);
        case MAX -> samples.quantile(1);
        case SUM -> samples.sum();
        case COUNT -> samples.count();
        case SD -> samples.standardDeviation();
        case GINI -> samples.gini();
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The value below which that many hundredths of the samples lie. */
  record Percentile(int hundredths) implements Statistic {
    @Override
    public double of(Samples samples) {
      return samples.quantile(hundredths / 100.0);
    }

    @Override
    public String toString() {
      return "p%02d".formatted(hundredths);
    }
  }

  Pattern PERCENTILE = Pattern.compile("p(\\d{2})");

  double of(Samples samples);

  /** The statistic of a name; empty if there is none. */
  static Optional<Statistic> named(String name) {
    var percentile = PERCENTILE.matcher(name);
    if (percentile.matches()) {
      return Optional.of(new Percentile(Integer.parseInt(percentile.group(1))));
    }
    for (var named : Named.values()) {
      if (named.toString().equals(name)) return Optional.of(named);
    }
    return Optional.empty();
  }
}
