package io.neuralnexus.tests.model;

import java.math.BigInteger;

/** A rational number. */
public record Ratio(BigInteger over, BigInteger under) {
  public static final Ratio ZERO = of(0);
  private static final BigInteger BPS = BigInteger.valueOf(10_000);

  public static Ratio of(long whole) {
    return new Ratio(BigInteger.valueOf(whole), BigInteger.ONE);
  }

  public Ratio plus(Ratio other) {
    return reduced(
        over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
  }

  public Ratio minus(Ratio other) {
    return plus(new Ratio(other.over.negate(), other.under));
  }

  /** That many ten thousandths of it. */
  public Ratio part(long bps) {
    return reduced(over.multiply(BigInteger.valueOf(bps)), under.multiply(BPS));
  }

  public boolean exceeds(Ratio other) {
    return over.multiply(other.under).compareTo(other.over.multiply(under)) > 0;
  }

  private static Ratio reduced(BigInteger over, BigInteger under) {
    var common = over.gcd(under);
    return new Ratio(over.divide(common), under.divide(common));
  }

  @Override
  public String toString() {
    return over + "/" + under;
  }
}
