package io.neuralnexus.simulator.market;

import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.scenario.StrategySheet;
import io.neuralnexus.simulator.world.Part;
import java.util.ArrayList;
import java.util.List;

/** Ways to be a provider. */
final class ProviderStrategies {
  private ProviderStrategies() {}

  static List<StrategySheet> sheets() {
    return List.of(
        sheet("honest", "trains on good data and claims what it measures", 88, 4),
        sheet("garbage", "sells useless data and claims a high score", 30, 3, 0, claim(90)),
        sheet(
            "overclaiming",
            "trains on mediocre data and claims more than it measures",
            65,
            2,
            4,
            new Setting("excess", "points", 15, 0, 100, "how much more it claims")),
        sheet(
            "withholding",
            "publishes a hash of weights that nobody can fetch, and claims a high score",
            0,
            0,
            0,
            claim(90)),
        sheet("no-show", "takes bids and never delivers", 0, 0, 0),
        sheet(
            "bribing",
            "sells useless data and offers p + epsilon to validators who vote its claim",
            30,
            3,
            0,
            claim(90),
            new Setting(
                "epsilon", "STX", 0.1, 0, 1000, "what a bribed seat gets beyond its loss")));
  }

  private static Setting claim(double standard) {
    return new Setting("claim", "score", standard, 0, 100, "the score that it claims");
  }

  private static StrategySheet sheet(String name, String about, double quality, double spread) {
    return sheet(name, about, quality, spread, 4);
  }

  private static StrategySheet sheet(
      String name, String about, double quality, double spread, double cost, Setting... others) {
    var settings =
        new ArrayList<>(
            List.of(
                new Setting("quality", "score", quality, 0, 100, "mean score of its models"),
                new Setting("spread", "points", spread, 0, 50, "standard deviation of that"),
                new Setting("training-cost", "USD", cost, 0, 1e6, "of each bid")));
    settings.addAll(List.of(others));
    return new StrategySheet(name, about, settings);
  }

  static ProviderStrategy of(Part part) {
    return switch (part.population().strategy()) {
      case "honest" -> new Honest();
      case "garbage" -> new Garbage(part.setting("claim"));
      case "overclaiming" -> new Overclaiming(part.setting("excess"));
      case "withholding" -> new Withholding(part.setting("claim"));
      case "no-show" -> new NoShow();
      case "bribing" -> new Bribing(new Garbage(part.setting("claim")), part.setting("epsilon"));
      default ->
          throw new IllegalArgumentException(
              "market-provider has no strategy " + part.population().strategy());
    };
  }

  /** Does what the market is for. */
  record Honest() implements ProviderStrategy {}

  /** Claims the same whatever it delivers, and signs nothing that would slash it. */
  record Garbage(double claim) implements ProviderStrategy {
    @Override
    public double claims(Work work) {
      return claim;
    }

    @Override
    public Answer answers(Claim claim) {
      return Answer.SILENT;
    }

    @Override
    public boolean restarts(Standing standing) {
      return true;
    }
  }

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
  record Withholding(double claim) implements ProviderStrategy {
    @Override
    public boolean discloses(Work work) {
      return false;
    }

    @Override
    public double claims(Work work) {
      return claim;
    }

    @Override
    public Answer answers(Claim claim) {
      return Answer.SILENT;
    }

    @Override
    public boolean restarts(Standing standing) {
      return true;
    }
  }

  /** Sells garbage and promises p + epsilon where that is contested. */
  record Bribing(Garbage garbage, double epsilon) implements ProviderStrategy {
    @Override
    public double claims(Work work) {
      return garbage.claims(work);
    }

    @Override
    public Answer answers(Claim claim) {
      return garbage.answers(claim);
    }

    @Override
    public boolean restarts(Standing standing) {
      return garbage.restarts(standing);
    }

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
