package io.neuralnexus.simulator.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.ModelRegistry;
import io.neuralnexus.offchain.contracts.ModelRegistry.AddTermsTerms;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/** Registers models, some of which derive from licensed ones, and sells licences of them. */
final class DerivativeAuthor extends SuiteAgent implements ModelFeed.Seller {
  private static final double PER_MILLE = 1_000;
  private static final int SEATS = 1_000_000;

  private final AuthorStrategy strategy;
  private final ModelFeed models;
  private final Till till;
  private final List<Uint> own = new ArrayList<>();

  DerivativeAuthor(World world, Part part, AuthorStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    this.models = ModelFeed.of(world);
    this.till = till();
    models.follow(account.address(), this);
    for (var i = 0; i < part.setting("originals"); i++) later(1 + i, () -> register(List.of()));
    next();
    if (part.setting("wash-every") > 0) later((long) part.setting("wash-every"), this::wash);
  }

  private void next() {
    var rate = part.setting("rate");
    if (rate > 0) later(Math.round(chance.exponential(PER_MILLE / rate)), this::derive);
  }

  private void derive() {
    if (isClosed()) return;
    next();
    models
        .drawn(account, chance, this::appeal)
        .ifPresent(
            offer ->
                account.send(
                    calls.models().purchaseLicence(offer.model, offer.index, uint(offer.fee))));
  }

  private double appeal(Offer offer) {
    if (!offer.derivatives) return 0;
    return strategy.appeal(
        new AuthorStrategy.Base(
            offer.fee / MICRO,
            offer.share,
            offer.depth,
            offer.sales,
            offer.owner.equals(account.address())));
  }

  @Override
  public void licensed(Uint licence, Uint model) {
    register(List.of(licence));
  }

  private void register(List<Uint> parents) {
    spendUsd(part.setting("work"));
    account.send(calls.models().registerModel(Buff.of(chance.bytes(32)), "ipfs://model", parents));
  }

  @Override
  public void registered(Uint model) {
    own.add(model);
    var derivatives = part.setting("share") > 0;
    account.send(
        calls
            .models()
            .addTerms(
                model,
                new AddTermsTerms(
                    derivatives,
                    uint((long) part.setting("duration")),
                    false,
                    uint(micro(part.setting("fee"))),
                    uint(0),
                    uint(JobDeveloper.PURPOSE),
                    uint(SEATS),
                    uint((long) part.setting("share")),
                    true)));
  }

  @Override
  public void due(ModelFeed.Due due) {
    till.add(due);
  }

  /** Each sham buyer is an account of its own, as whoever counts buyers would ask. */
  private void wash() {
    if (isClosed()) return;
    for (var model : own) {
      for (var offer : models.offersOf(model)) {
        var times = strategy.washes(new AuthorStrategy.Own(offer.fee / MICRO, offer.sales));
        for (var i = 0; i < times; i++) sham(offer);
      }
    }
    later((long) part.setting("wash-every"), this::wash);
  }

  private void sham(Offer offer) {
    Account buyer = world.open(part, offer.fee / MICRO);
    world.recorder().add("licences.washed", 1);
    buyer.send(
        ModelRegistry.on(world.chain())
            .as(buyer.address())
            .tx()
            .purchaseLicence(offer.model, offer.index, uint(offer.fee)));
  }

  @Override
  public boolean isBusy() {
    return !till.isEmpty();
  }
}
