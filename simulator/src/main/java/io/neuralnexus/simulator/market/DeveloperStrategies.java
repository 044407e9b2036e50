package io.neuralnexus.simulator.market;

import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.world.Way;
import java.util.List;

/** Ways to be a developer. */
final class DeveloperStrategies {
  static final List<Way<DeveloperStrategy>> ALL =
      List.of(
          Way.of("honest", "evaluates, and contests what is wrong if it pays", _ -> new Honest()),
          Way.of(
              "under-reporting",
              "claims and contests scores below what it measures",
              part -> new UnderReporting(part.setting("haircut")),
              new Setting("haircut", "points", 60, 0, 100, "how much lower it claims")),
          Way.of(
              "budget-starved",
              "bids all it has, so that it can post no bond",
              _ -> new BudgetStarved()),
          Way.of("silent", "never looks and never answers", _ -> new Silent()));

  private DeveloperStrategies() {}

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
