package io.neuralnexus.simulator.suite;

/** What a developer decides. */
public interface DemandStrategy {
  /**
   * A model that is wanted.
   *
   * @param budget that the computation usually takes, STX
   * @param value of a perfect model, STX
   */
  record Need(double budget, double value) {}

  /** The most it pays for the computation, STX; zero for no job. */
  double budget(Need need);

  /** How much work the job takes, to the usual. */
  default double work(Need need) {
    return 1;
  }

  /** Pays what the work takes, as long as the model is worth it. */
  record Honest() implements DemandStrategy {
    @Override
    public double budget(Need need) {
      return need.budget() < need.value() ? need.budget() : 0;
    }
  }

  /** Pays an accomplice next to nothing, for the reputation that it earns by the job. */
  record Washing(double budget) implements DemandStrategy {
    @Override
    public double budget(Need need) {
      return budget;
    }

    @Override
    public double work(Need need) {
      return 0;
    }
  }

  /** Offers a part of it, and waits for somebody who takes that. */
  record Starved(double part) implements DemandStrategy {
    @Override
    public double budget(Need need) {
      return part * need.budget();
    }
  }
}
