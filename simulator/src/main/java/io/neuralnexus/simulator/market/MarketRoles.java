package io.neuralnexus.simulator.market;

import io.neuralnexus.simulator.scenario.RoleSheet;
import io.neuralnexus.simulator.scenario.Setting;
import io.neuralnexus.simulator.scenario.StrategySheet;
import io.neuralnexus.simulator.world.Kind;
import io.neuralnexus.simulator.world.Role;
import java.util.List;

/** The kinds of agents of neural-training-market. */
public final class MarketRoles {
  private static final Setting TRANSACTION_FEE =
      new Setting("transaction-fee", "STX", 0.001, 0, 1, "what miners get for each transaction");
  private static final Setting TRUST =
      new Setting("trust", "share", 0.9, 0, 1, "how sure it is that a committee finds the truth");

  private static final Setting TOLERANCE =
      new Setting("tolerance", "points", 5, 0, 100, "difference that it takes for an error");

  private static final Setting NOISE =
      new Setting(
          "noise", "points", 1.5, 0, 50, "standard deviation of what it measures from the truth");

  private static final Setting EVALUATION_COST =
      new Setting("evaluation-cost", "USD", 0.05, 0, 1e6, "of each model");

  private MarketRoles() {}

  public static List<Role> all() {
    return List.of(provider(), developer(), validator(), keeper());
  }

  private static Role provider() {
    return Kind.of(
        "market-provider",
        "Stakes on a data set and trains for bids on it.",
        List.of(
            TRANSACTION_FEE,
            TRUST,
            TOLERANCE,
            new Setting("stake", "STX", 20, 1, 1e6, "of its data set"),
            new Setting("ask", "USD", 0.2, 0, 1e6, "for a block of computation"),
            new Setting("capacity", "bids", 4, 1, 1000, "at once"),
            NOISE),
        ProviderStrategy.class,
        ProviderStrategies.ALL,
        MarketFeed::in,
        ProviderAgent::new);
  }

  private static Role developer() {
    return Kind.of(
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
            EVALUATION_COST,
            NOISE),
        DeveloperStrategy.class,
        DeveloperStrategies.ALL,
        MarketFeed::in,
        DeveloperAgent::new);
  }

  private static Role validator() {
    return Kind.of(
        "market-validator",
        "Stakes, and decides contested scores.",
        List.of(
            TRANSACTION_FEE,
            new Setting("stake", "STX", 200, 1, 1e9, "of all its accounts"),
            new Setting("identities", "accounts", 1, 1, 1000, "among which it splits its stake"),
            EVALUATION_COST,
            NOISE),
        ValidatorStrategy.class,
        ValidatorStrategies.ALL,
        MarketFeed::in,
        ValidatorAgent::new);
  }

  private static Role keeper() {
    return new Kind(
        new RoleSheet(
            "market-keeper",
            "Pushes waiting bids on, for tips.",
            List.of(TRANSACTION_FEE),
            List.of(new StrategySheet("prompt", "in the first block in which it can", List.of()))),
        MarketFeed::in,
        KeeperAgent::new);
  }
}
