package io.neuralnexus.simulator.market;

import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.world.Way;
import java.util.List;

/** Ways to be a provider. */
final class ProviderStrategies {
  static final List<Way<ProviderStrategy>> ALL =
      List.of(
          Way.of(
              "honest",
              "trains on good data and claims what it measures",
              _ -> new Honest(),
              quality(88),
              spread(4),
              cost(4)),
          Way.of(
              "garbage",
              "sells useless data and claims a high score",
              part -> new Garbage(part.setting("claim")),
              quality(30),
              spread(3),
              cost(0),
              claim()),
          Way.of(
              "overclaiming",
              "trains on mediocre data and claims more than it measures",
              part -> new Overclaiming(part.setting("excess")),
              quality(65),
              spread(2),
              cost(4),
              new Setting("excess", "points", 15, 0, 100, "how much more it claims")),
          Way.of(
              "withholding",
              "publishes a hash of weights that nobody can fetch, and claims a high score",
              part -> new Withholding(part.setting("claim")),
              quality(0),
              spread(0),
              cost(0),
              claim()),
          Way.of(
              "no-show",
              "takes bids and never delivers",
              _ -> new NoShow(),
              quality(0),
              spread(0),
              cost(0)),
          Way.of(
              "bribing",
              "sells useless data and offers p + epsilon to validators who vote its claim",
              part -> new Bribing(part.setting("claim"), part.setting("epsilon")),
              quality(30),
              spread(3),
              cost(0),
              claim(),
              new Setting(
                  "epsilon", "STX", 0.1, 0, 1000, "what a bribed seat gets beyond its loss")));

  private ProviderStrategies() {}

  private static Setting quality(double standard) {
    return new Setting("quality", "score", standard, 0, 100, "mean score of its models");
  }

  private static Setting spread(double standard) {
    return new Setting("spread", "points", standard, 0, 50, "standard deviation of that");
  }

  private static Setting cost(double standard) {
    return new Setting("training-cost", "USD", standard, 0, 1e6, "of each bid");
  }

  private static Setting claim() {
    return new Setting("claim", "score", 90, 0, 100, "the score that it claims");
  }

  /** Does what the market is for. */
  record Honest() implements ProviderStrategy {}

  /** Claims the same whatever it delivers, and signs nothing that would slash it. */
  private interface Fraud extends ProviderStrategy {
    double claim();

    @Override
    default double claims(Work work) {
      return claim();
    }

    @Override
    default Answer answers(Claim claim) {
      return Answer.SILENT;
    }

    @Override
    default boolean restarts(Standing standing) {
      return true;
    }
  }

  /** Sells what is worth nothing. */
  record Garbage(double claim) implements Fraud {}

  /** Adds to what it measures. */
  record Overclaiming(double excess) implements ProviderStrategy {
    @Override
    public double claims(Work work) {
      return work.measured() + excess;
    }

    @Override
    public double counters(Claim claim) {
      return claim.measured() + excess;
    }
  }

  /** Publishes a hash, and keeps the weights. */
  record Withholding(double claim) implements Fraud {
    @Override
    public boolean discloses(Work work) {
      return false;
    }
  }

  /** Sells garbage and promises p + epsilon where that is contested. */
  record Bribing(double claim, double epsilon) implements Fraud {
    @Override
    public double bribes(Claim claim) {
      return epsilon;
    }
  }

  /** Lets every deadline pass. */
  record NoShow() implements ProviderStrategy {
    @Override
    public boolean delivers(Work work) {
      return false;
    }

    @Override
    public boolean restarts(Standing standing) {
      return true;
    }
  }
}
