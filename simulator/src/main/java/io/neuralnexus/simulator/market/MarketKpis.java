package io.neuralnexus.simulator.market;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket.Event;
import io.neuralnexus.simulator.kpi.Recorder;
import io.neuralnexus.simulator.world.Participant;
import io.neuralnexus.simulator.world.World;
import java.util.Set;

/** Takes down the indicators of this market, from its events and the truth. */
final class MarketKpis implements Party {
  /** A payment is wrong if it differs from what the truth earns by more of the amount than this. */
  private static final double TOLERANCE = 0.2;

  private static final Set<String> HONEST = Set.of("honest", "diligent", "rational", "sybil");
  private static final Set<String> STAKING = Set.of("market-provider", "market-validator");
  private static final String TREASURY = "treasury";
  private static final Uint UNREVEALED = Uint.of(255);

  private final World world;
  private final Recorder recorder;
  private long staked;
  private long contested;
  private long settled;

  /** Seats with a vote, of the committee that is being closed. */
  private int revealed;

  MarketKpis(World world, MarketFeed feed) {
    this.world = world;
    this.recorder = world.recorder();
    recorder.gauge("market.price", "USD", () -> world.economy().price());
    recorder.gauge("market.bids.live", "1", feed::live);
    recorder.gauge("market.stake.validators", "STX", () -> staked / Participant.MICRO);
    recorder.gauge("market.bids.settled", "1", () -> settled);
    recorder.gauge("market.bids.contested", "1", () -> contested);
    for (var name :
        new String[] {
          "bids.placed",
          "bids.matched",
          "bids.refunded",
          "bids.settled",
          "bids.contested",
          "bids.split",
          "results.delivered",
          "results.wrong.claimed",
          "results.wrong.accepted",
          "results.wrong.caught",
          "results.overpaid",
          "results.underpaid",
          "slashed.false",
          "validators.left",
          "slashed.to.treasury",
          "slashed.to.developers",
          "revenue.platform"
        }) recorder.add(name, 0);
    for (var population : world.scenario().populations()) {
      if (STAKING.contains(population.role())) recorder.add("slashed." + population.name(), 0);
      if (population.role().equals("market-validator")) {
        recorder.add("seats." + population.name(), 0);
        recorder.add("seats.slashed." + population.name(), 0);
      }
    }
  }

  @Override
  public void told(Event event) {
    switch (event) {
      case Event.ValidatorRegistered registered -> staked += registered.stake().longValueExact();
      case Event.ValidatorToppedUp toppedUp -> staked += toppedUp.amount().longValueExact();
      case Event.ValidatorUnstaking _ -> recorder.add("validators.left", 1);
      case Event.ValidatorWithdrawn withdrawn -> staked -= withdrawn.amount().longValueExact();
      default -> {}
    }
  }

  @Override
  public void told(Deal deal, Event event) {
    switch (event) {
      case Event.BidPlaced _ -> recorder.add("bids.placed", 1);
      case Event.BidMatched _ -> recorder.add("bids.matched", 1);
      case Event.BidRefunded _ -> recorder.add("bids.refunded", 1);
      case Event.EvidencePublished _ -> recorder.add("results.delivered", 1);
      case Event.ResultContested _ -> {
        contested++;
        recorder.add("bids.contested", 1);
      }
      case Event.KeeperTipped tipped ->
          flow(deal.developer, tipped.keeper(), "tip", tipped.amount());
      case Event.SeatClosed closed -> seat(deal, closed);
      case Event.VerdictReached _ -> {
        recorder.sample("validators.participation", revealed / (double) deal.voters.size());
        revealed = 0;
      }
      case Event.ResultSettled result -> settle(deal, result);
      default -> {}
    }
  }

  private void seat(Deal deal, Event.SeatClosed closed) {
    var slashed = closed.slashed().longValueExact();
    staked -= slashed;
    if (!closed.vote().equals(UNREVEALED)) revealed++;
    recorder.add("seats." + world.group(closed.validator()), 1);
    if (slashed == 0) return;
    recorder.add("seats.slashed." + world.group(closed.validator()), 1);
    slashed(closed.validator(), slashed);
    if (isHonest(closed.validator())) recorder.add("slashed.false", stx(slashed));
    recorder.add("slashed.to.treasury", stx(slashed));
    recorder.add("revenue.platform", stx(slashed));
    flow(closed.validator(), null, "slash", closed.slashed());
  }

  private void slashed(Principal whom, long micro) {
    recorder.add("slashed." + world.group(whom), stx(micro));
  }

  private boolean isHonest(Principal who) {
    var account = world.account(who);
    if (account == null) return false;
    var population = account.owner().population();
    return !population.attack() && HONEST.contains(population.strategy());
  }

  private void settle(Deal deal, Event.ResultSettled result) {
    settled++;
    recorder.add("bids.settled", 1);
    recorder.sample("settle.blocks", world.block() - deal.claimedAt);
    var price = result.price().longValueExact();
    flow(deal.developer, deal.provider, "price", result.price());
    deal.fees.forEach(
        (validator, fee) -> {
          var byProvider = result.fees().equals(Uint.ZERO) ? 0 : fee * providersShare(deal, result);
          flow(deal.provider, validator, "fee", Uint.of(Math.round(byProvider)));
          flow(deal.developer, validator, "fee", Uint.of(fee - Math.round(byProvider)));
        });
    var slashed = result.slashed().longValueExact();
    if (slashed > 0) {
      slashed(deal.provider, slashed);
      var truth = Truth.in(world).of(deal.id);
      if (truth.disclosed() && truth.score() >= deal.slashLine()) {
        recorder.add("slashed.false", stx(slashed));
      }
      var treasury = result.treasury().longValueExact();
      recorder.add("slashed.to.treasury", stx(treasury));
      recorder.add("slashed.to.developers", stx(slashed - treasury));
      recorder.add("revenue.platform", stx(treasury));
      flow(deal.provider, deal.developer, "slash", Uint.of(slashed - treasury));
      flow(deal.provider, null, "slash", result.treasury());
    }
    if (result.score().isEmpty()) {
      recorder.add("bids.split", 1);
    }
    judge(deal, price);
  }

  /** The part of the fees that the provider bore, 0 to 1. */
  private static double providersShare(Deal deal, Event.ResultSettled result) {
    var fees = result.fees().longValueExact();
    var due = result.providerDue().longValueExact() - result.price().longValueExact();
    var bond = deal.contested || deal.byProvider ? deal.fee() : 0;
    return (bond - due) / (double) fees;
  }

  private void judge(Deal deal, long price) {
    var delivery = Truth.in(world).of(deal.id);
    var earned =
        delivery.disclosed() ? Pay.share(delivery.score(), deal.slashLine(), deal.threshold()) : 0;
    var paid = price / (double) deal.amount;
    var claimed = Pay.share(deal.score, deal.slashLine(), deal.threshold());
    var claimWrong = Math.abs(claimed - earned) > TOLERANCE;
    var paidWrong = Math.abs(paid - earned) > TOLERANCE;
    if (claimWrong) recorder.add("results.wrong.claimed", 1);
    if (paidWrong) {
      recorder.add("results.wrong.accepted", 1);
      recorder.add(
          paid > earned ? "results.overpaid" : "results.underpaid",
          Math.abs(paid - earned) * stx(deal.amount));
    } else if (claimWrong) recorder.add("results.wrong.caught", 1);
  }

  private void flow(Principal from, Principal to, String reason, Uint micro) {
    recorder.flow(
        world.group(from), to == null ? TREASURY : world.group(to), reason, micro.longValueExact());
  }

  private static double stx(long micro) {
    return micro / Participant.MICRO;
  }
}
