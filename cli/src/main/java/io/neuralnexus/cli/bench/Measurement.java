package io.neuralnexus.cli.bench;

import java.util.OptionalDouble;

/**
 * What one benchmark came to on both engines.
 *
 * @param name which benchmark
 * @param unit of the three figures
 * @param official the official engine without costs
 * @param officialTracked the official engine with costs; empty where costs play no part
 * @param jvm the engine of this project, which always counts costs
 * @param moreIsBetter whether a larger figure is the better one
 */
public record Measurement(
    String name,
    String unit,
    double official,
    OptionalDouble officialTracked,
    double jvm,
    boolean moreIsBetter) {

  /** How many times better the JVM is than the official engine without costs. */
  public double ratio() {
    return better(official);
  }

  /** How many times better the JVM is than the official engine with costs. */
  public OptionalDouble ratioTracked() {
    return officialTracked.isPresent()
        ? OptionalDouble.of(better(officialTracked.getAsDouble()))
        : OptionalDouble.empty();
  }

  private double better(double other) {
    return moreIsBetter ? jvm / other : other / jvm;
  }
}
