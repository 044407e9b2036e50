package io.neuralnexus.simulator.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;

/** Buys licences to use models, which are worth a sum to it. */
final class Licensee extends SuiteAgent {
  private static final double PER_MILLE = 1_000;

  private final LicenceStrategy strategy;
  private final ModelFeed models;

  Licensee(World world, Part part, LicenceStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    this.models = ModelFeed.of(world);
    next();
  }

  private void next() {
    var rate = part.setting("rate");
    if (rate > 0) later(Math.round(chance.exponential(PER_MILLE / rate)), this::buy);
  }

  private void buy() {
    if (isClosed()) return;
    next();
    models
        .drawn(account, chance, this::appeal)
        .ifPresent(
            offer ->
                account.send(
                    calls.models().purchaseLicence(offer.model, offer.index, uint(offer.fee)),
                    receipt -> {
                      if (receipt.result() instanceof ResponseValue.Ok) {
                        earnUsd(part.setting("value"));
                      }
                    }));
  }

  private double appeal(Offer offer) {
    if (offer.derivatives && part.setting("derivatives") == 0) return 0;
    return strategy.appeal(
        new LicenceStrategy.Sale(offer.fee / MICRO, stx(part.setting("value")), offer.sales));
  }
}
