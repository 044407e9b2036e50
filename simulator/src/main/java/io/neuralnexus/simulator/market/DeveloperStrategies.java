package io.neuralnexus.simulator.market;

import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.scenario.StrategySheet;
import io.neuralnexus.simulator.world.Part;
import java.util.List;

/** Ways to be a developer. */
final class DeveloperStrategies {
  private DeveloperStrategies() {}

  static List<StrategySheet> sheets() {
    return List.of(
        new StrategySheet("honest", "evaluates, and contests what is wrong if it pays", List.of()),
        new StrategySheet(
            "under-reporting",
            "claims and contests scores below what it measures",
            List.of(new Setting("haircut", "points", 60, 0, 100, "how much lower it claims"))),
        new StrategySheet(
            "budget-starved", "bids all it has, so that it can post no bond", List.of()),
        new StrategySheet("silent", "never looks and never answers", List.of()));
  }

  static DeveloperStrategy of(Part part) {
    return switch (part.population().strategy()) {
      case "honest" -> new Honest();
      case "under-reporting" -> new UnderReporting(part.setting("haircut"));
      case "budget-starved" -> new BudgetStarved();
      case "silent" -> new Silent();
      default ->
          throw new IllegalArgumentException(
              "market-developer has no strategy " + part.population().strategy());
    };
  }

  /** Pays for what it gets. */
  record Honest() implements DeveloperStrategy {}

  /** Names lower scores than it measures, to pay less or to have the data set slashed. */
  record UnderReporting(double haircut) implements DeveloperStrategy {
    @Override
    public double claims(Work work) {
      return Math.max(0, work.measured() - haircut);
    }

    @Override
    public Answer answers(Claim claim) {
      return claim.purse() >= claim.fee() ? Answer.CONTEST : Answer.SILENT;
    }

    @Override
    public double counters(Claim claim) {
      return Math.max(0, claim.measured() - haircut);
    }
  }

  /** Its next bid takes all that it has. */
  record BudgetStarved() implements DeveloperStrategy {
    @Override
    public double bids(Purse purse) {
      return Math.max(0, Math.min(purse.wanted(), purse.wallet() - purse.tips()));
    }
  }

  /** Lets all windows pass. */
  record Silent() implements DeveloperStrategy {
    @Override
    public boolean looks(Claim claim) {
      return false;
    }

    @Override
    public Answer answers(Claim claim) {
      return Answer.SILENT;
    }
  }
}
