package io.neuralnexus.simulator.market;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket.Event;
import io.neuralnexus.simulator.market.Deal.State;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.HashMap;
import java.util.Map;

/** A provider with one data set: trains for the bids on it, claims, and answers claims. */
final class ProviderAgent extends MarketAgent {
  /** How often it looks whether its ask is still worth what it was, and takes its tips. */
  private static final int REVIEW = 144;

  /** Developers do not bid on data sets of a lower quality. */
  private static final double SHUNNED = 50;

  /** Its ask changes when the price of STX has by this part. */
  private static final double STALE = 0.2;

  private final ProviderStrategy strategy;
  private final Account account;
  private final Bribes bribes;
  private final double noise;
  private final Map<Uint, Double> measured = new HashMap<>();
  private final double trainingCost;
  private Uint dataset = Uint.ZERO;
  private double askedAt;
  private double earned;
  private double spent;
  private boolean leaving;

  ProviderAgent(World world, Part part, ProviderStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    account = open(part.population().wealth());
    bribes = Bribes.in(world);
    noise = part.setting("noise");
    trainingCost = part.setting("training-cost");
    later(1, this::register);
    later(REVIEW, this::review);
  }

  private void register() {
    if (isClosed()) return;
    var floor = world.parameter("market-min-provider-stake") / MICRO;
    var stake = Math.max(floor, part.setting("stake"));
    send(account, as(account).registerDataset(micro(stake), "ipfs://" + part.name()));
  }

  @Override
  public void told(Event event) {
    switch (event) {
      case Event.DatasetRegistered registered -> {
        dataset = registered.datasetId();
        later(1, this::ask);
      }
      case Event.RunFinished finished -> goOn(finished);
      case Event.DatasetClosed(var id, var unlock) ->
          whenPassed(unlock.burn().longValueExact(), () -> withdrawStake(id));
      default -> {}
    }
  }

  private void ask() {
    askedAt = world.economy().price();
    var ask = micro(part.setting("ask") / askedAt);
    send(account, as(account).setTerms(dataset, ask, uint(Math.round(part.setting("capacity")))));
  }

  private void review() {
    if (leaving || isClosed()) return;
    later(REVIEW, this::review);
    if (dataset.equals(Uint.ZERO)) return;
    var price = world.economy().price();
    if (Math.abs(price / askedAt - 1) > STALE) ask();
  }

  @Override
  public void told(Deal deal, Event event) {
    if (!deal.provider.equals(account.address())) return;
    switch (event) {
      case Event.BidMatched _ -> later(deal.time - 1, () -> deliver(deal));
      case Event.ResultClaimed claimed when !claimed.byProvider() -> soon(24, () -> answer(deal));
      case Event.ResultContested _ -> bribe(deal);
      case Event.BidRefunded _ -> measured.remove(deal.id);
      case Event.ResultSettled settled -> {
        measured.remove(deal.id);
        earned += settled.price().longValueExact() / MICRO;
        spent += settled.slashed().longValueExact() / MICRO;
        if (settled.providerDue().compareTo(Uint.ZERO) > 0) claim(account, deal.model);
      }
      default -> {}
    }
  }

  private void deliver(Deal deal) {
    if (deal.state != State.RUNNING) return;
    var quality = part.chance().normal(part.setting("quality"), part.setting("spread"));
    var score = Truth.within(quality);
    var found = Truth.measured(score, part.chance(), noise);
    var work = work(deal, found);
    if (!strategy.delivers(work)) return;
    spendUsd(account, trainingCost);
    spent += stx(trainingCost);
    Truth.in(world).deliver(deal.id, new Truth.Delivery(score, strategy.discloses(work)));
    var hash = Buff.of(part.chance().bytes(32));
    send(account, as(account).publishEvidence(deal.id, hash, "ipfs://" + deal.id));
    var claim = strategy.claims(work);
    if (claim >= 0 && account.wallet() >= deal.fee()) {
      send(account, as(account).submitValidationResult(deal.model, deal.id, score(claim)));
    }
    measured.put(deal.id, found);
  }

  private Work work(Deal deal, double found) {
    return new Work(
        deal.amount / MICRO,
        found,
        deal.threshold(),
        deal.slashLine(),
        deal.fee() / MICRO,
        stake() / MICRO);
  }

  private void answer(Deal deal) {
    if (deal.state != State.CLAIMED) return;
    var claim = claimOf(deal);
    switch (strategy.answers(claim)) {
      case ACCEPT -> send(account, as(account).acceptResult(deal.id));
      case CONTEST -> {
        var counter = score(strategy.counters(claim));
        if (counter.longValueExact() != Math.round(deal.score)) {
          send(account, as(account).contestResult(deal.id, counter));
        }
      }
      case SILENT -> {}
    }
  }

  private Claim claimOf(Deal deal) {
    return new Claim(
        deal.amount / MICRO,
        deal.score,
        measured.get(deal.id),
        deal.threshold(),
        deal.slashLine(),
        deal.fee() / MICRO,
        stake() / MICRO * deal.terms.datasetSlashBps().longValueExact() / 10_000,
        0,
        account.wallet() / MICRO,
        part.setting("tolerance"),
        part.setting("trust"));
  }

  /** Promises validators something for its own score. */
  private void bribe(Deal deal) {
    var epsilon = strategy.bribes(claimOf(deal));
    if (epsilon >= 0) bribes.offer(deal.id, new Bribes.Offer(account, deal.named(true), epsilon));
  }

  private long stake() {
    var listing = feed.listing(dataset);
    return listing == null ? 0 : listing.stake();
  }

  /** After a run: whether to strengthen the stake, or to begin anew under another name. */
  private void goOn(Event.RunFinished finished) {
    var listing = feed.listing(dataset);
    if (!finished.datasetId().equals(dataset) || listing == null || isClosed() || leaving) return;
    var standing =
        new Standing(
            listing.stake() / MICRO, listing.floor() / MICRO, earned, spent, earned - spent);
    if (listing.quality() < SHUNNED && strategy.restarts(standing)) {
      dataset = Uint.ZERO;
      later(1, () -> send(account, as(account).requestDatasetUnstake(listing.id())));
      later(2, this::register);
      return;
    }
    var missing = listing.floor() - listing.stake();
    if (missing > 0 && account.wallet() >= missing && strategy.restores(standing)) {
      later(1, () -> send(account, as(account).topUpDataset(listing.id(), uint(missing))));
    }
  }

  @Override
  public void leave() {
    super.close();
    if (leaving || dataset.equals(Uint.ZERO)) return;
    leaving = true;
    later(1, () -> send(account, as(account).requestDatasetUnstake(dataset)));
  }

  private void withdrawStake(Uint id) {
    var closed = market.getDataset(id).orElseThrow();
    if (closed.running().compareTo(Uint.ZERO) > 0) {
      later(REVIEW, () -> withdrawStake(id));
      return;
    }
    if (closed.stake().compareTo(Uint.ZERO) > 0) {
      send(account, as(account).withdrawDatasetStake(id));
    }
    if (id.equals(dataset)) leaving = false;
  }

  @Override
  public boolean isBusy() {
    return leaving || feed.isEngaged(account.address());
  }
}
