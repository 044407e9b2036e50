package io.neuralnexus.simulator.market;

import io.neuralnexus.simulator.scenario.RoleSheet;
import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.scenario.StrategySheet;
import io.neuralnexus.simulator.world.Agent;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.Role;
import io.neuralnexus.simulator.world.World;
import java.util.List;
import java.util.function.BiFunction;

/** The kinds of agents of neural-training-market. */
public final class MarketRoles {
  private static final Setting TRANSACTION_FEE =
      new Setting("transaction-fee", "STX", 0.001, 0, 1, "what miners get for each transaction");
  private static final Setting TRUST =
      new Setting("trust", "share", 0.9, 0, 1, "how sure it is that a committee finds the truth");

  private static final Setting TOLERANCE =
      new Setting("tolerance", "points", 5, 0, 100, "difference that it takes for an error");

  private MarketRoles() {}

  public static List<Role> all() {
    return List.of(
        role(provider(), ProviderAgent::new),
        role(developer(), DeveloperAgent::new),
        role(validator(), ValidatorAgent::new),
        role(keeper(), KeeperAgent::new));
  }

  private static RoleSheet provider() {
    return new RoleSheet(
        "market-provider",
        "Stakes on a data set and trains for bids on it.",
        List.of(
            TRANSACTION_FEE,
            TRUST,
            TOLERANCE,
            new Setting("stake", "STX", 20, 1, 1e6, "of its data set"),
            new Setting("ask", "USD", 0.2, 0, 1e6, "for a block of computation"),
            new Setting("capacity", "bids", 4, 1, 1000, "at once"),
            noise()),
        ProviderStrategies.sheets());
  }

  private static RoleSheet developer() {
    return new RoleSheet(
        "market-developer",
        "Buys models, evaluates them, and claims or answers scores.",
        List.of(
            TRANSACTION_FEE,
            TRUST,
            TOLERANCE,
            new Setting("rate", "bids/block", 0.01, 0, 10, "how often it wants a model"),
            new Setting("amount", "USD", 10, 0.01, 1e6, "mean of its bids"),
            new Setting("time", "blocks", 20, 1, 1000, "of computation that it asks for"),
            new Setting("value", "share", 1.5, 0, 100, "worth of a good model over its price"),
            new Setting("collateral", "share", 0, 0, 100, "least stake over the amount of its bid"),
            new Setting("patience", "blocks", 6, 1, 1000, "until it claims by itself"),
            new Setting("evaluation-cost", "USD", 0.05, 0, 1e6, "of each model"),
            noise()),
        DeveloperStrategies.sheets());
  }

  private static RoleSheet validator() {
    return new RoleSheet(
        "market-validator",
        "Stakes, and decides contested scores.",
        List.of(
            TRANSACTION_FEE,
            new Setting("stake", "STX", 200, 1, 1e9, "of all its accounts"),
            new Setting("identities", "accounts", 1, 1, 1000, "among which it splits its stake"),
            new Setting("evaluation-cost", "USD", 0.05, 0, 1e6, "of each model"),
            noise()),
        ValidatorStrategies.sheets());
  }

  private static RoleSheet keeper() {
    return new RoleSheet(
        "market-keeper",
        "Pushes waiting bids on, for tips.",
        List.of(TRANSACTION_FEE),
        List.of(new StrategySheet("prompt", "in the first block in which it can", List.of())));
  }

  private static Setting noise() {
    return new Setting(
        "noise", "points", 1.5, 0, 50, "standard deviation of what it measures from the truth");
  }

  private static Role role(RoleSheet sheet, BiFunction<World, Part, Agent> cast) {
    return new Role() {
      @Override
      public RoleSheet sheet() {
        return sheet;
      }

      @Override
      public void prepare(World world) {
        MarketFeed.in(world);
      }

      @Override
      public Agent cast(World world, Part part) {
        return cast.apply(world, part);
      }
    };
  }
}
