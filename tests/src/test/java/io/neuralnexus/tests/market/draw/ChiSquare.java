package io.neuralnexus.tests.market.draw;

import java.util.Map;

/**
 * Pearson's test: how far counts lie from what they should be, and how far chance alone reaches.
 */
record ChiSquare(double statistic, int degreesOfFreedom) {
  /** What a standard normal variable stays below in 99 of 100 cases. */
  private static final double NORMAL_99 = 2.3263;

  /** Counts against the weights that they should be proportional to. */
  static <K> ChiSquare ofFit(Map<? super K, Integer> counts, Map<K, Long> weights) {
    var seats = counts.values().stream().mapToInt(Integer::intValue).sum();
    var weight = weights.values().stream().mapToLong(Long::longValue).sum();
    var statistic =
        weights.entrySet().stream()
            .mapToDouble(
                entry ->
                    term(
                        counts.getOrDefault(entry.getKey(), 0),
                        (double) seats * entry.getValue() / weight))
            .sum();
    return new ChiSquare(statistic, weights.size() - 1);
  }

  /** Whether two samples of the same size can be of one distribution. */
  static <K> ChiSquare ofHomogeneity(Map<K, Integer> one, Map<K, Integer> other) {
    var statistic =
        one.keySet().stream()
            .mapToDouble(
                key -> {
                  var expected = (one.get(key) + other.getOrDefault(key, 0)) / 2.0;
                  return term(one.get(key), expected) + term(other.getOrDefault(key, 0), expected);
                })
            .sum();
    return new ChiSquare(statistic, one.size() - 1);
  }

  private static double term(double count, double expected) {
    return (count - expected) * (count - expected) / expected;
  }

  /**
   * What chance alone exceeds in 1 of 100 cases, by the approximation of Wilson and Hilferty, which
   * is good to three digits from three degrees of freedom on.
   */
  double criticalAtOnePercent() {
    var spread = 2.0 / (9 * degreesOfFreedom);
    return degreesOfFreedom * Math.pow(1 - spread + NORMAL_99 * Math.sqrt(spread), 3);
  }
}
