package io.neuralnexus.simulator.suite;

import io.neuralnexus.simulator.scenario.RoleSheet;
import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.scenario.StrategySheet;
import io.neuralnexus.simulator.world.Agent;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.Role;
import io.neuralnexus.simulator.world.World;
import java.util.List;

/** The kinds of agents of the seven-contract suite. */
public final class SuiteRoles {
  private static final Setting MARGIN =
      new Setting("margin", "share", 0.2, 0, 10, "What it asks beyond its cost.");

  private SuiteRoles() {}

  public static List<Role> all() {
    return List.of(
        new Kind(data(), SuiteRoles::dataProvider),
        new Kind(developer(), SuiteRoles::developer),
        new Kind(compute(), SuiteRoles::computeProvider),
        new Kind(verifier(), SuiteRoles::verifier),
        new Kind(challenger(), SuiteRoles::challenger),
        new Kind(licensee(), SuiteRoles::licensee),
        new Kind(author(), SuiteRoles::author),
        new Kind(governor(), SuiteRoles::governor),
        new Kind(keeper(), Keeper::new));
  }

  private interface Casting {
    Agent cast(World world, Part part);
  }

  private record Kind(RoleSheet sheet, Casting casting) implements Role {
    @Override
    public Agent cast(World world, Part part) {
      return casting.cast(world, part);
    }
  }

  private static Setting usd(String name, double standard, String about) {
    return new Setting(name, "USD", standard, 0, 1e9, about);
  }

  private static Setting blocks(String name, double standard, double least, String about) {
    return new Setting(name, "blocks", standard, least, 52_560, about);
  }

  private static StrategySheet plain(String name, String about) {
    return new StrategySheet(name, about, List.of());
  }

  private static IllegalArgumentException unknown(Part part) {
    return new IllegalArgumentException(
        "%s has no strategy '%s'".formatted(part.sheet().name(), part.population().strategy()));
  }

  private static RoleSheet data() {
    return new RoleSheet(
        "data-provider",
        "Lists a data set, posts its keys, and is paid per run.",
        List.of(
            usd("price", 3, "What it asks for a run."),
            usd("collecting-cost", 20, "What real data cost once."),
            new Setting("quality", "bps", 8_000, 0, 10_000, "Of real data, in the score.")),
        List.of(
            plain("honest", "Real data, and keys in time."),
            plain("garbage", "Noise that costs nothing."),
            plain("duplicated", "Somebody else's data, once more."),
            plain("withholding", "Posts no keys.")));
  }

  private static Agent dataProvider(World world, Part part) {
    return new DataProvider(
        world,
        part,
        part.scripted(DataStrategy.class)
            .orElseGet(
                () ->
                    switch (part.population().strategy()) {
                      case "honest" -> new DataStrategy.Honest();
                      case "garbage" -> new DataStrategy.Garbage();
                      case "duplicated" -> new DataStrategy.Duplicated();
                      case "withholding" -> new DataStrategy.Withholding();
                      default -> throw unknown(part);
                    }));
  }

  private static RoleSheet developer() {
    return new RoleSheet(
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
        List.of(
            plain("honest", "Pays what the work takes while the model is worth it."),
            new StrategySheet(
                "wash",
                "Pays an accomplice next to nothing, for its reputation.",
                List.of(new Setting("wash-budget", "STX", 0.1, 0, 1e9, "For the computation."))),
            new StrategySheet(
                "starved",
                "Offers less than the work costs.",
                List.of(new Setting("part", "share", 0.3, 0, 1, "Of the usual budget.")))));
  }

  private static Agent developer(World world, Part part) {
    return new JobDeveloper(
        world,
        part,
        part.scripted(DemandStrategy.class)
            .orElseGet(
                () ->
                    switch (part.population().strategy()) {
                      case "honest" -> new DemandStrategy.Honest();
                      case "wash" -> new DemandStrategy.Washing(part.setting("wash-budget"));
                      case "starved" -> new DemandStrategy.Starved(part.setting("part"));
                      default -> throw unknown(part);
                    }));
  }

  private static RoleSheet compute() {
    return new RoleSheet(
        "compute-provider",
        "Bids for jobs with its stake, and runs them.",
        List.of(
            usd("compute-cost", 25, "Of a job."),
            MARGIN,
            new Setting("stake", "STX", 300, 0, 1e9, "At least the chain's minimum."),
            new Setting("machines", "1", 4, 1, 1_000, "Jobs that it runs at a time."),
            blocks("service", 0, 0, "Mean time that a job takes a machine; 0 for none.")),
        List.of(
            plain("honest", "Computes, and defends what it has computed."),
            new StrategySheet(
                "wrong",
                "Computes nothing and shows a perfect score.",
                List.of(
                    new Setting(
                        "honesty", "share", 0, 0, 1, "Of jobs that it computes all the same."),
                    new Setting("stubborn", "1", 1, 0, 1, "1 if it plays disputes to the end."))),
            plain("lazy", "Shows an old result again."),
            new StrategySheet(
                "farming",
                "Has an accomplice's jobs raise its reputation, and asks more of others for it.",
                List.of(
                    new Setting(
                        "premium", "share", 0.6, 0, 10, "It asks more at a perfect reputation."))),
            plain("no-show", "Takes jobs and delivers nothing.")));
  }

  private static Agent computeProvider(World world, Part part) {
    return new ComputeProvider(
        world,
        part,
        part.scripted(ComputeStrategy.class)
            .orElseGet(
                () -> {
                  var margin = part.setting("margin");
                  return switch (part.population().strategy()) {
                    case "honest" -> new ComputeStrategy.Honest(spread(part, margin));
                    case "wrong" ->
                        new ComputeStrategy.Wrong(
                            spread(part, margin),
                            part.setting("honesty"),
                            part.chance(),
                            part.setting("stubborn") > 0);
                    case "farming" ->
                        new ComputeStrategy.Farming(spread(part, margin), part.setting("premium"));
                    case "lazy" -> new ComputeStrategy.Lazy(spread(part, margin));
                    case "no-show" -> new ComputeStrategy.NoShow(spread(part, margin));
                    default -> throw unknown(part);
                  };
                }));
  }

  /** Nobody asks exactly what the others ask. */
  private static double spread(Part part, double margin) {
    return margin * part.chance().uniform(0.5, 1.5);
  }

  private static RoleSheet verifier() {
    return new RoleSheet(
        "verifier",
        "Is drawn for seats and runs jobs again.",
        List.of(usd("audit-cost", 25, "Of running a job again.")),
        List.of(
            plain("diligent", "Runs every job again."),
            new StrategySheet(
                "rubber-stamp",
                "Commits to what the provider says in private.",
                List.of(
                    new Setting(
                        "diligence", "share", 0, 0, 1, "Of jobs that it runs all the same."))),
            plain("no-show", "Takes seats and is silent.")));
  }

  private static Agent verifier(World world, Part part) {
    return new Verifier(
        world,
        part,
        part.scripted(AuditStrategy.class)
            .orElseGet(
                () ->
                    switch (part.population().strategy()) {
                      case "diligent" -> new AuditStrategy.Diligent();
                      case "rubber-stamp" ->
                          new AuditStrategy.RubberStamp(part.setting("diligence"), part.chance());
                      case "no-show" -> new AuditStrategy.NoShow();
                      default -> throw unknown(part);
                    }));
  }

  private static RoleSheet challenger() {
    return new RoleSheet(
        "challenger",
        "Looks at results of its own accord.",
        List.of(
            usd("check-cost", 25, "Of running a job again."),
            blocks("delay", 20, 0, "The most that it waits before it looks."),
            new Setting("plays", "1", 1, 0, 1, "1 if it makes its moves in a dispute.")),
        List.of(
            new StrategySheet(
                "vigilant",
                "Checks a part of the results, and disputes what is wrong.",
                List.of(
                    new Setting("probability", "share", 0.1, 0, 1, "That it checks a result."))),
            plain("sleeping", "Never looks."),
            new StrategySheet(
                "griefing",
                "Disputes right results.",
                List.of(new Setting("times", "1", 1, 1, 32, "Disputes about one result.")))));
  }

  private static Agent challenger(World world, Part part) {
    return new Challenger(
        world,
        part,
        part.scripted(ChallengeStrategy.class)
            .orElseGet(
                () ->
                    switch (part.population().strategy()) {
                      case "vigilant" ->
                          new ChallengeStrategy.Vigilant(
                              part.setting("probability"), part.chance());
                      case "sleeping" -> new ChallengeStrategy.Sleeping();
                      case "griefing" ->
                          new ChallengeStrategy.Griefing((int) part.setting("times"));
                      default -> throw unknown(part);
                    }));
  }

  private static RoleSheet licensee() {
    return new RoleSheet(
        "licensee",
        "Buys licences to use models.",
        List.of(
            new Setting("rate", "licences per 1,000 blocks", 10, 0, 1e6, "That it buys."),
            usd("value", 15, "Of using a model."),
            new Setting("derivatives", "1", 1, 0, 1, "1 if it takes licences to derive, too.")),
        List.of(
            plain("honest", "Buys whatever is worth its fee."),
            new StrategySheet(
                "following",
                "Buys what others have bought.",
                List.of(
                    new Setting(
                        "herding", "1", 1, 0, 4, "The power of sales by which it is drawn.")))));
  }

  private static Agent licensee(World world, Part part) {
    return new Licensee(
        world,
        part,
        part.scripted(LicenceStrategy.class)
            .orElseGet(
                () ->
                    switch (part.population().strategy()) {
                      case "honest" -> new LicenceStrategy.Honest();
                      case "following" -> new LicenceStrategy.Following(part.setting("herding"));
                      default -> throw unknown(part);
                    }));
  }

  private static RoleSheet author() {
    return new RoleSheet(
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
        List.of(
            plain("honest", "Builds on what is cheap."),
            plain("deep", "Builds on the latest of a chain."),
            new StrategySheet(
                "wash",
                "Buys licences of its own models.",
                List.of(new Setting("times", "1", 1, 0, 100, "Licences at a time.")))));
  }

  private static Agent author(World world, Part part) {
    return new DerivativeAuthor(
        world,
        part,
        part.scripted(AuthorStrategy.class)
            .orElseGet(
                () ->
                    switch (part.population().strategy()) {
                      case "honest" -> new AuthorStrategy.Honest();
                      case "deep" -> new AuthorStrategy.Deep();
                      case "wash" -> new AuthorStrategy.Washing(part.setting("times"));
                      default -> throw unknown(part);
                    }));
  }

  private static RoleSheet governor() {
    return new RoleSheet(
        "governor",
        "Votes with locked STX.",
        List.of(
            new Setting("yield", "share a year", 0.08, 0, 10, "That locked STX would earn."),
            blocks("propose", 0, 0, "When it proposes another platform fee; 0 for never."),
            new Setting("target", "bps", 0, 0, 10_000, "The fee that it proposes."),
            new Setting("bribe", "STX per STX", 0, 0, 10, "That it pays for a yes."),
            usd("gain", 0, "That it has of the new fee, each block.")),
        List.of(
            plain("honest", "Votes against what serves its proposer alone."),
            plain("sleeping", "Does not vote."),
            plain("whale", "Votes for what it has proposed."),
            plain("bribed", "Sells its vote for more than the lock costs.")));
  }

  private static Agent governor(World world, Part part) {
    return new Governor(
        world,
        part,
        part.scripted(GovernorStrategy.class)
            .orElseGet(
                () ->
                    switch (part.population().strategy()) {
                      case "honest" -> new GovernorStrategy.Honest();
                      case "sleeping" -> new GovernorStrategy.Sleeping();
                      case "whale" -> new GovernorStrategy.Whale();
                      case "bribed" -> new GovernorStrategy.Bribed();
                      default -> throw unknown(part);
                    }));
  }

  private static RoleSheet keeper() {
    return new RoleSheet(
        "keeper",
        "Pushes on whatever waits for time alone, for the tips.",
        List.of(),
        List.of(plain("patient", "Everything as soon as it can be done.")));
  }
}
