package io.neuralnexus.cli.bench;

/**
 * What one benchmark came to on both engines.
 *
 * @param name which benchmark
 * @param unit of the three figures
 * @param official the official engine without costs
 * @param officialTracked the official engine with costs
 * @param jvm the engine of this project, with costs
 * @param moreIsBetter whether a larger figure is the better one
 */
public record Measurement(
    String name,
    String unit,
    double official,
    double officialTracked,
    double jvm,
    boolean moreIsBetter) {

  /** How many times better the JVM is than the official engine without costs. */
  public double ratio() {
    return better(official);
  }

  /** How many times better the JVM is than the official engine with costs. */
  public double ratioTracked() {
    return better(officialTracked);
  }

  private double better(double other) {
    return moreIsBetter ? jvm / other : other / jvm;
  }
}
