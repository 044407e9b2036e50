package io.neuralnexus.simulator.market;

/** What agents expect of the market's rule of payment; what they get, the contract decides. */
final class Pay {
  private Pay() {}

  /** The share of the amount that a score earns, from 0 to 1. */
  static double share(double score, double slashLine, double threshold) {
    return Math.clamp((score - slashLine) / (threshold - slashLine), 0, 1);
  }
}
