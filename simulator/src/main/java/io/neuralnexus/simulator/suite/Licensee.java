package io.neuralnexus.simulator.suite;

import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.simulator.suite.SuiteFeed.MICRO;

import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.offchain.contracts.ModelRegistry;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;

/** Buys licences to use models, which are worth a sum to it. */
final class Licensee extends SuiteAgent {
  private static final double PER_MILLE = 1_000;

  private final LicenceStrategy strategy;
  private final ModelFeed models;
  private final ModelRegistry.Transactions registry;

  Licensee(World world, Part part, LicenceStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    this.models = ModelFeed.of(world);
    this.registry = ModelRegistry.on(world.chain()).as(account.address()).tx();
    next();
  }

  private void next() {
    var rate = part.setting("rate");
    if (rate > 0) in(Math.round(chance.exponential(PER_MILLE / rate)), this::buy);
  }

  private void buy() {
    if (isClosed()) return;
    next();
    var total = 0.0;
    for (var each : models.shelf()) total += appeal(each);
    if (total <= 0) return;
    var mark = chance.uniform() * total;
    for (var each : models.shelf()) {
      mark -= appeal(each);
      if (mark > 0) continue;
      if (each.fee > account.wallet()) return;
      account.send(
          registry.purchaseLicence(each.model, each.index, uint(each.fee)),
          receipt -> {
            if (receipt.result() instanceof ResponseValue.Ok) earnUsd(part.setting("value"));
          });
      return;
    }
  }

  private double appeal(Offer offer) {
    if (offer.derivatives && part.setting("derivatives") == 0) return 0;
    return strategy.appeal(
        new LicenceStrategy.Sale(
            offer.fee / MICRO, part.setting("value") / world.economy().price(), offer.sales));
  }
}
