package io.neuralnexus.simulator.scenario;

/** Something that comes from outside, at a burn block since the beginning. */
public sealed interface Shock {
  long at();

  /** From now on STX is worth that many times what it would be. */
  record Price(long at, double factor) implements Shock {}

  /** From now on there is that many times the demand for training. */
  record Demand(long at, double factor) implements Shock {}

  /** A part of a population leaves at once. */
  record Exit(long at, String population, double share) implements Shock {}
}
