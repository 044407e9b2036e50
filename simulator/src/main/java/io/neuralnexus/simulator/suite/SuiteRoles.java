package io.neuralnexus.simulator.suite;

import io.neuralnexus.simulator.scenario.RoleSheet;
import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.scenario.StrategySheet;
import io.neuralnexus.simulator.world.Kind;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.Role;
import io.neuralnexus.simulator.world.Way;
import java.util.List;

/** The kinds of agents of the seven-contract suite. */
public final class SuiteRoles {
  private SuiteRoles() {}

  public static List<Role> all() {
    return List.of(
        dataProvider(),
        jobDeveloper(),
        computeProvider(),
        verifier(),
        challenger(),
        licensee(),
        derivativeAuthor(),
        governor(),
        keeper());
  }

  private static Setting usd(String name, double standard, String about) {
    return new Setting(name, "USD", standard, 0, 1e9, about);
  }

  private static Setting blocks(String name, double standard, double least, String about) {
    return new Setting(name, "blocks", standard, least, 52_560, about);
  }

  private static <S> Role role(
      String name,
      String about,
      List<Setting> settings,
      Class<S> type,
      List<Way<S>> ways,
      Kind.Casting<S> casting) {
    return Kind.of(name, about, settings, type, ways, SuiteFeed::of, casting);
  }

  private static Role dataProvider() {
    return role(
        "data-provider",
        "Lists a data set, posts its keys, and is paid per run.",
        List.of(
            usd("price", 3, "What it asks for a run."),
            usd("collecting-cost", 20, "What real data cost once."),
            new Setting("quality", "bps", 8_000, 0, 10_000, "Of real data, in the score.")),
        DataStrategy.class,
        List.of(
            Way.of("honest", "Real data, and keys in time.", _ -> new DataStrategy.Honest()),
            Way.of("garbage", "Noise that costs nothing.", _ -> new DataStrategy.Garbage()),
            Way.of(
                "duplicated",
                "Somebody else's data, once more.",
                _ -> new DataStrategy.Duplicated()),
            Way.of("withholding", "Posts no keys.", _ -> new DataStrategy.Withholding())),
        DataProvider::new);
  }

  private static Role jobDeveloper() {
    return role(
        "job-developer",
        "Has models trained, and lives by what they are worth.",
        List.of(
            new Setting("rate", "jobs per 1,000 blocks", 5, 0, 1e6, "At the usual demand."),
            usd("budget", 50, "The most it pays for the computation."),
            usd("bonus", 20, "On top of it, for a perfect score."),
            usd("value", 150, "Of a perfect model."),
            usd("data-cap", 5, "The most it pays for a run of a data set."),
            usd("audit-fee", 30, "For each auditor; at least the chain's minimum."),
            new Setting("datasets", "1", 2, 1, 20, "Of a job."),
            new Setting("seats", "1", 1, 1, 3, "For auditors."),
            new Setting("fixed-price", "1", 0, 0, 1, "1 for the first provider at the budget."),
            new Setting("min-score", "bps", 0, 0, 10_000, "Reputation of the provider."),
            usd("min-fees", 0, "Platform fees that the provider's jobs must have paid."),
            usd("licence-fee", 0, "Of the models that come out; 0 to sell no licences."),
            blocks("auction-window", 10, 1, "For bids."),
            blocks("training-window", 20, 1, "From the inputs to the commitments.")),
        DemandStrategy.class,
        List.of(
            Way.of(
                "honest",
                "Pays what the work takes while the model is worth it.",
                _ -> new DemandStrategy.Honest()),
            Way.of(
                "wash",
                "Pays an accomplice next to nothing, for its reputation.",
                part -> new DemandStrategy.Washing(part.setting("wash-budget")),
                new Setting("wash-budget", "STX", 0.1, 0, 1e9, "For the computation.")),
            Way.of(
                "starved",
                "Offers less than the work costs.",
                part -> new DemandStrategy.Starved(part.setting("part")),
                new Setting("part", "share", 0.3, 0, 1, "Of the usual budget."))),
        JobDeveloper::new);
  }

  private static Role computeProvider() {
    return role(
        "compute-provider",
        "Bids for jobs with its stake, and runs them.",
        List.of(
            usd("compute-cost", 25, "Of a job."),
            new Setting("margin", "share", 0.2, 0, 10, "What it asks beyond its cost."),
            new Setting("stake", "STX", 300, 0, 1e9, "At least the chain's minimum."),
            new Setting("machines", "1", 4, 1, 1_000, "Jobs that it runs at a time."),
            blocks("service", 0, 0, "Mean time that a job takes a machine; 0 for none.")),
        ComputeStrategy.class,
        List.of(
            Way.of(
                "honest",
                "Computes, and defends what it has computed.",
                part -> new ComputeStrategy.Honest(margin(part))),
            Way.of(
                "wrong",
                "Computes nothing and shows a perfect score.",
                part ->
                    new ComputeStrategy.Wrong(
                        margin(part),
                        part.setting("honesty"),
                        part.chance(),
                        part.setting("stubborn") > 0),
                new Setting("honesty", "share", 0, 0, 1, "Of jobs that it computes all the same."),
                new Setting("stubborn", "1", 1, 0, 1, "1 if it plays disputes to the end.")),
            Way.of(
                "lazy",
                "Shows an old result again.",
                part -> new ComputeStrategy.Lazy(margin(part))),
            Way.of(
                "farming",
                "Has an accomplice's jobs raise its reputation, and asks more of others for it.",
                part -> new ComputeStrategy.Farming(margin(part), part.setting("premium")),
                new Setting(
                    "premium", "share", 0.6, 0, 10, "It asks more at a perfect reputation.")),
            Way.of(
                "no-show",
                "Takes jobs and delivers nothing.",
                part -> new ComputeStrategy.NoShow(margin(part)))),
        ComputeProvider::new);
  }

  /** Nobody asks exactly what the others ask. */
  private static double margin(Part part) {
    return part.setting("margin") * part.chance().uniform(0.5, 1.5);
  }

  private static Role verifier() {
    return role(
        "verifier",
        "Is drawn for seats and runs jobs again.",
        List.of(usd("audit-cost", 25, "Of running a job again.")),
        AuditStrategy.class,
        List.of(
            Way.of("diligent", "Runs every job again.", _ -> new AuditStrategy.Diligent()),
            Way.of(
                "rubber-stamp",
                "Commits to what the provider says in private.",
                part -> new AuditStrategy.RubberStamp(part.setting("diligence"), part.chance()),
                new Setting("diligence", "share", 0, 0, 1, "Of jobs that it runs all the same.")),
            Way.of("no-show", "Takes seats and is silent.", _ -> new AuditStrategy.NoShow())),
        Verifier::new);
  }

  private static Role challenger() {
    return role(
        "challenger",
        "Looks at results of its own accord.",
        List.of(
            usd("check-cost", 25, "Of running a job again."),
            blocks("delay", 20, 0, "The most that it waits before it looks."),
            new Setting("plays", "1", 1, 0, 1, "1 if it makes its moves in a dispute.")),
        ChallengeStrategy.class,
        List.of(
            Way.of(
                "vigilant",
                "Checks a part of the results, and disputes what is wrong.",
                part -> new ChallengeStrategy.Vigilant(part.setting("probability"), part.chance()),
                new Setting("probability", "share", 0.1, 0, 1, "That it checks a result.")),
            Way.of("sleeping", "Never looks.", _ -> new ChallengeStrategy.Sleeping()),
            Way.of(
                "griefing",
                "Disputes right results.",
                part -> new ChallengeStrategy.Griefing((int) part.setting("times")),
                new Setting("times", "1", 1, 1, 32, "Disputes about one result."))),
        Challenger::new);
  }

  private static Role licensee() {
    return role(
        "licensee",
        "Buys licences to use models.",
        List.of(
            new Setting("rate", "licences per 1,000 blocks", 10, 0, 1e6, "That it buys."),
            usd("value", 15, "Of using a model."),
            new Setting("derivatives", "1", 1, 0, 1, "1 if it takes licences to derive, too.")),
        LicenceStrategy.class,
        List.of(
            Way.of("honest", "Buys whatever is worth its fee.", _ -> new LicenceStrategy.Honest()),
            Way.of(
                "following",
                "Buys what others have bought.",
                part -> new LicenceStrategy.Following(part.setting("herding")),
                new Setting("herding", "1", 1, 0, 4, "The power of sales by which it is drawn."))),
        Licensee::new);
  }

  private static Role derivativeAuthor() {
    return role(
        "derivative-author",
        "Registers models, some of which derive from licensed ones, and sells licences.",
        List.of(
            new Setting("originals", "1", 1, 0, 1_000, "Models of its own to begin with."),
            new Setting("rate", "models per 1,000 blocks", 5, 0, 1e6, "That derive from others."),
            usd("work", 5, "What a model costs it."),
            usd("fee", 10, "Of a licence."),
            new Setting("share", "bps", 1_000, 0, 5_000, "Of a derivative's income."),
            blocks("wash-every", 0, 0, "Between looks at its own sales; 0 for none."),
            new Setting("duration", "blocks", 0, 0, 1e9, "Of a licence; 0 for as long as it can.")),
        AuthorStrategy.class,
        List.of(
            Way.of("honest", "Builds on what is cheap.", _ -> new AuthorStrategy.Honest()),
            Way.of("deep", "Builds on the latest of a chain.", _ -> new AuthorStrategy.Deep()),
            Way.of(
                "wash",
                "Buys licences of its own models.",
                part -> new AuthorStrategy.Washing(part.setting("times")),
                new Setting("times", "1", 1, 0, 100, "Licences at a time."))),
        DerivativeAuthor::new);
  }

  private static Role governor() {
    return role(
        "governor",
        "Votes with locked STX.",
        List.of(
            new Setting("yield", "share a year", 0.08, 0, 10, "That locked STX would earn."),
            blocks("propose", 0, 0, "When it proposes another platform fee; 0 for never."),
            new Setting("target", "bps", 0, 0, 10_000, "The fee that it proposes."),
            new Setting("bribe", "STX per STX", 0, 0, 10, "That it pays for a yes."),
            usd("gain", 0, "That it has of the new fee, each block.")),
        GovernorStrategy.class,
        List.of(
            Way.of(
                "honest",
                "Votes against what serves its proposer alone.",
                _ -> new GovernorStrategy.Honest()),
            Way.of("sleeping", "Does not vote.", _ -> new GovernorStrategy.Sleeping()),
            Way.of("whale", "Votes for what it has proposed.", _ -> new GovernorStrategy.Whale()),
            Way.of(
                "bribed",
                "Sells its vote for more than the lock costs.",
                _ -> new GovernorStrategy.Bribed())),
        Governor::new);
  }

  private static Role keeper() {
    return new Kind(
        new RoleSheet(
            "keeper",
            "Pushes on whatever waits for time alone, for the tips.",
            List.of(),
            List.of(
                new StrategySheet("patient", "Everything as soon as it can be done.", List.of()))),
        SuiteFeed::of,
        Keeper::new);
  }
}
