package io.neuralnexus.offchain.training;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A table from which a word of 64 random bits picks a whole number, with the discrete Gaussian
 * distribution: the probability of x is in proportion to e^(-x^2 / 2 sigma^2).
 *
 * <p>Threshold i is 2^64 times the probability of a number below {@code i - reach + 1}, less 2^63.
 * The number picked by a word is {@code -reach} plus the count of thresholds that are not above it.
 * All is computed in decimals of 60 digits, so that every machine makes the same table.
 */
final class DiscreteGaussian {
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

  /** The probability of a word. */
  private static final BigDecimal UNIT =
      BigDecimal.ONE.divide(new BigDecimal(BigInteger.TWO.pow(64)), MathContext.UNLIMITED);

  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-56");

  /** Numbers of so many deviations are still in the table: beyond lie less than 2^-60. */
  private static final double DEVIATIONS = 9.2;

  private final int reach;
  private final long[] thresholds;
  private final double distance;

  private DiscreteGaussian(int reach, long[] thresholds, double distance) {
    this.reach = reach;
    this.thresholds = thresholds;
    this.distance = distance;
  }

  /** The table for a variance. */
  static DiscreteGaussian of(BigDecimal variance) {
    var weights = weights(variance);
    var sum = weights.getFirst();
    for (int x = 1; x < weights.size(); x++) {
      sum = sum.add(weights.get(x).multiply(BigDecimal.TWO), DIGITS);
    }
    int bits = 1;
    while ((1 << bits - 1) - 1 < DEVIATIONS * Math.sqrt(variance.doubleValue())) bits++;
    int reach = (1 << bits - 1) - 1;
    var below = BigDecimal.ZERO;
    for (int x = reach; x < weights.size(); x++) below = below.add(weights.get(x), DIGITS);
    var tail = below.divide(sum, DIGITS);
    // One more than numbers of differences, so that a search halves it evenly.
    var thresholds = new long[2 * reach + 1];
    for (int i = 0; i < 2 * reach; i++) {
      thresholds[i] = threshold(below.divide(sum, DIGITS));
      int x = Math.abs(i - reach + 1);
      if (x < weights.size()) below = below.add(weights.get(x), DIGITS);
    }
    thresholds[2 * reach] = Long.MAX_VALUE;
    return new DiscreteGaussian(reach, thresholds, distance(thresholds, weights, sum, tail));
  }

  /** Half the sum of all differences of probabilities, rounded up. */
  private static double distance(
      long[] thresholds, List<BigDecimal> weights, BigDecimal sum, BigDecimal tail) {
    int reach = thresholds.length / 2;
    // What lies beyond the reach, and the one word that picks a number beyond it.
    var differences = tail.multiply(BigDecimal.TWO).add(UNIT);
    var last = BigInteger.TWO.pow(63).negate();
    for (int i = 0; i <= 2 * reach; i++) {
      var next = i < 2 * reach ? BigInteger.valueOf(thresholds[i]) : BigInteger.TWO.pow(63);
      int x = Math.abs(i - reach);
      var weight = x < weights.size() ? weights.get(x) : BigDecimal.ZERO;
      var picked = new BigDecimal(next.subtract(last)).multiply(UNIT, DIGITS);
      differences = differences.add(picked.subtract(weight.divide(sum, DIGITS)).abs(), DIGITS);
      last = next;
    }
    return differences.doubleValue() / 2 * (1 + 1e-9);
  }

  /** e^(-x^2 / 2 variance) for x from 0 on, until it does not matter. */
  private static List<BigDecimal> weights(BigDecimal variance) {
    var ratio = exp(BigDecimal.ONE.negate().divide(variance.multiply(BigDecimal.TWO), DIGITS));
    var square = ratio.multiply(ratio, DIGITS);
    var weights = new ArrayList<BigDecimal>();
    var weight = BigDecimal.ONE;
    while (weight.compareTo(NEGLIGIBLE) > 0) {
      weights.add(weight);
      weight = weight.multiply(ratio, DIGITS);
      ratio = ratio.multiply(square, DIGITS);
    }
    return weights;
  }

  /** e^x for x in -64 .. 0, by its series for a small part of x. */
  private static BigDecimal exp(BigDecimal x) {
    int halvings = 10;
    var small = x.divide(BigDecimal.valueOf(1L << halvings), DIGITS);
    var sum = BigDecimal.ONE;
    var term = BigDecimal.ONE;
    for (int n = 1; n < 60; n++) {
      term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < halvings; i++) sum = sum.multiply(sum, DIGITS);
    return sum;
  }

  private static long threshold(BigDecimal probability) {
    var scaled =
        probability
            .multiply(new BigDecimal(BigInteger.TWO.pow(64)), DIGITS)
            .toBigInteger()
            .subtract(BigInteger.TWO.pow(63));
    return scaled.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
  }

  /** The largest number in the table; the least is as far below 0. */
  int reach() {
    return reach;
  }

  /** The thresholds, one less than a power of two of them, rising. */
  long[] thresholds() {
    return thresholds.clone();
  }

  /** The number that a random word picks. */
  int pick(long word) {
    int count = 0;
    for (int half = (thresholds.length + 1) / 2; half > 0; half /= 2) {
      if (word >= thresholds[count + half - 1]) count += half;
    }
    return count - reach;
  }

  /** A bound on the total variation distance to the true distribution. */
  double distance() {
    return distance;
  }
}
