package io.neuralnexus.simulator.market;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket.Event;
import io.neuralnexus.simulator.market.Deal.State;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** A developer who wants models: bids, evaluates, claims or answers. */
final class DeveloperAgent extends MarketAgent {
  /** What it expects of a data set that nobody has bought. */
  private static final double PRIOR = 75;

  /** It does not bid on data sets of a lower quality. */
  private static final double SHUNNED = 50;

  private static final double TIPS = 6;

  private final DeveloperStrategy strategy;
  private final Account account;
  private final Map<Uint, Double> measured = new HashMap<>();

  DeveloperAgent(World world, Part part, DeveloperStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    account = open(part.population().wealth());
    awaitDemand();
  }

  private void awaitDemand() {
    var rate = part.setting("rate") * world.economy().demand();
    if (rate > 0) later((long) Math.ceil(part.chance().exponential(1 / rate)), this::want);
    else later(144, this::awaitDemand);
  }

  private void want() {
    if (isClosed()) return;
    awaitDemand();
    var price = world.economy().price();
    var wanted = part.setting("amount") * part.chance().uniform(0.5, 1.5) / price;
    var tips = TIPS * world.parameter("market-keeper-tip") / MICRO;
    var bond = world.parameter("market-committee-fee") / MICRO;
    var purse = new DeveloperStrategy.Purse(account.wallet() / MICRO, wanted, tips + bond, tips);
    var bid = strategy.bids(purse);
    if (bid * MICRO < world.parameter("market-min-bid")) {
      world.recorder().add("bids.unaffordable", 1);
      return;
    }
    var time = Math.round(part.setting("time"));
    var listing = choose(bid * MICRO, time);
    if (listing == null) {
      world.recorder().add("bids.unserved", 1);
      return;
    }
    var deadline = Math.max(3 * time, world.parameter("market-min-deadline"));
    var holdout = Buff.of(part.chance().bytes(32));
    send(
        account,
        as(account)
            .placeComputationBidWithHoldout(
                listing.id(), micro(bid), uint(time), uint(deadline), holdout));
  }

  /** The better of two data sets that it comes across; null if none would take the bid. */
  private Listing choose(double amount, long time) {
    var collateral = part.setting("collateral") * amount;
    var open = new ArrayList<Listing>();
    for (var listing : feed.listings()) {
      var fits = listing.takesBids() && listing.ask() * time <= amount;
      if (fits && promise(listing) >= SHUNNED && listing.stake() >= collateral) open.add(listing);
    }
    if (open.isEmpty()) return null;
    var one = part.chance().pick(open);
    var two = part.chance().pick(open);
    return promise(one) >= promise(two) ? one : two;
  }

  private static double promise(Listing listing) {
    return listing.samples() == 0 ? PRIOR : listing.quality();
  }

  @Override
  public void told(Deal deal, Event event) {
    if (!deal.developer.equals(account.address())) return;
    switch (event) {
      case Event.EvidencePublished _ -> {
        enjoy(deal);
        later(Math.round(part.setting("patience")), () -> claim(deal));
      }
      case Event.ResultClaimed claimed when claimed.byProvider() -> soon(24, () -> answer(deal));
      case Event.ResultSettled settled -> {
        measured.remove(deal.id);
        if (settled.developerDue().compareTo(Uint.ZERO) > 0) claim(account, deal.model);
      }
      case Event.BidRefunded _ -> {
        measured.remove(deal.id);
        later(1, () -> withdrawBalance(account));
      }
      default -> {}
    }
  }

  /** What it has is of use to it, whatever it pays. */
  private void enjoy(Deal deal) {
    var delivery = Truth.in(world).of(deal.id);
    if (!delivery.disclosed()) return;
    var share = Pay.share(delivery.score(), deal.slashLine(), deal.threshold());
    account.earn(part.setting("value") * deal.amount / MICRO * share);
  }

  private double look(Deal deal) {
    return measured.computeIfAbsent(
        deal.id,
        id -> {
          spendUsd(account, part.setting("evaluation-cost"));
          var delivery = Truth.in(world).of(id);
          return delivery.disclosed()
              ? Truth.measured(delivery.score(), part.chance(), part.setting("noise"))
              : 0.0;
        });
  }

  private void claim(Deal deal) {
    if (deal.state != State.DELIVERED || account.wallet() < deal.fee()) return;
    if (!strategy.looks(claimOf(deal, Double.NaN))) return;
    var work =
        new Work(
            deal.amount / MICRO,
            look(deal),
            deal.threshold(),
            deal.slashLine(),
            deal.fee() / MICRO,
            0);
    var claim = strategy.claims(work);
    if (claim >= 0) {
      send(account, as(account).submitValidationResult(deal.model, deal.id, score(claim)));
    }
  }

  private Claim claimOf(Deal deal, double found) {
    var listing = feed.listing(deal.dataset);
    var stake = listing == null ? 0 : listing.stake() / MICRO;
    var slash = stake * deal.terms.datasetSlashBps().longValueExact() / 10_000;
    var amount = deal.amount / MICRO;
    var bounty = slash * deal.terms.bountyBps().longValueExact() / 10_000;
    return new Claim(
        amount,
        deal.score,
        found,
        deal.threshold(),
        deal.slashLine(),
        deal.fee() / MICRO,
        slash,
        Math.min(amount, slash / 2) + bounty,
        account.wallet() / MICRO,
        part.setting("tolerance"),
        part.setting("trust"));
  }

  private void answer(Deal deal) {
    if (deal.state != State.CLAIMED) return;
    var blind = claimOf(deal, Double.NaN);
    var claim = strategy.looks(blind) ? claimOf(deal, look(deal)) : blind;
    switch (strategy.answers(claim)) {
      case ACCEPT -> send(account, as(account).acceptResult(deal.id));
      case CONTEST -> {
        var counter = score(strategy.counters(claim));
        if (counter.longValueExact() == Math.round(deal.score)) {
          send(account, as(account).acceptResult(deal.id));
        } else {
          send(account, as(account).contestResult(deal.id, counter));
        }
      }
      case SILENT -> {}
    }
  }

  @Override
  public boolean isBusy() {
    return feed.isEngaged(account.address());
  }
}
