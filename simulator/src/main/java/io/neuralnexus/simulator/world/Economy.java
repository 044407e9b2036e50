package io.neuralnexus.simulator.world;

import io.neuralnexus.simulator.scenario.Scenario;

/** What the chain does not decide: the price of STX and the demand for training. */
public final class Economy {
  private final Scenario.Price walk;
  private final Chance chance;
  private double price;
  private double demand = 1;

  Economy(Scenario.Price walk, Chance chance) {
    this.walk = walk;
    this.chance = chance;
    this.price = walk.start();
  }

  /** USD for one STX. */
  public double price() {
    return price;
  }

  /** How many times the usual demand there is. */
  public double demand() {
    return demand;
  }

  void pass() {
    if (walk.volatility() > 0 || walk.drift() != 0) {
      price *= StrictMath.exp(chance.normal(walk.drift(), walk.volatility()));
    }
  }

  void scalePrice(double factor) {
    price *= factor;
  }

  void scaleDemand(double factor) {
    demand *= factor;
  }
}
