package io.neuralnexus.simulator.market;

import io.neuralnexus.clarinet.Event.Print;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket.Event;
import io.neuralnexus.simulator.market.Deal.State;
import io.neuralnexus.simulator.world.Bygones;
import io.neuralnexus.simulator.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the events of neural-training-market once for all agents: it knows the bids that are not
 * final, the open data sets and what waits to be claimed, and tells whom an event concerns.
 */
final class MarketFeed {
  private final World world;
  private final NeuralTrainingMarket market;
  private final Map<Uint, Deal> deals = new LinkedHashMap<>();
  private final Map<Uint, Listing> listings = new LinkedHashMap<>();
  private final Map<Principal, List<Uint>> owned = new HashMap<>();
  private final Map<Principal, Party> parties = new HashMap<>();
  private final List<Party> watchers = new ArrayList<>();
  private final Map<Principal, Long> engagements = new HashMap<>();
  private final Map<Principal, Long> unclaimed = new HashMap<>();
  private final Map<Principal, Long> escrowed = new HashMap<>();

  /** Who has something to claim of a bid that is final. */
  private final Map<Uint, Set<Principal>> claimants = new HashMap<>();

  private final Bygones bids;
  private final Bygones models;

  private MarketFeed(World world) {
    this.world = world;
    this.market = NeuralTrainingMarket.on(world.chain());
    this.bids = new Bygones(world, this::forgetBids);
    this.models =
        new Bygones(world, below -> world.forgetBelow(market.contract(), "models", below));
    world.listen(market.contract(), this::read);
    world.holding(this::holding);
  }

  static MarketFeed in(World world) {
    return world.shared(
        MarketFeed.class,
        _ -> {
          var feed = new MarketFeed(world);
          feed.watch(new MarketKpis(world, feed));
          return feed;
        });
  }

  private void forgetBids(Uint below) {
    for (var map : List.of("bids", "bid-terms", "evidence", "committees")) {
      world.forgetBelow(market.contract(), map, below);
    }
    world.forgetBelow(market.contract(), "dues", "bid-id", below);
  }

  NeuralTrainingMarket market() {
    return market;
  }

  /** From now on tells an account's agent what concerns it. */
  void join(Principal who, Party party) {
    parties.put(who, party);
  }

  /** From now on tells everything that happens to bids, before those whom it concerns. */
  void watch(Party party) {
    watchers.add(party);
  }

  /** Data sets that are not closed. */
  Collection<Listing> listings() {
    return listings.values();
  }

  /** The listing of an open data set, or null. */
  Listing listing(Uint id) {
    return listings.get(id);
  }

  /** Bids that are not final. */
  int live() {
    return deals.size();
  }

  /** The bid below which the chain has forgotten all. */
  Uint bygone() {
    return bids.below();
  }

  /** Whether somebody has a part in a bid that is not final, or money to claim. */
  boolean isEngaged(Principal who) {
    return engagements.containsKey(who) || unclaimed.getOrDefault(who, 0L) > 0;
  }

  /** micro-STX of somebody in the contract. */
  private long holding(Principal who) {
    var maps = market.maps();
    var stake =
        maps.validators(who).map(validator -> validator.stake().longValueExact()).orElse(0L);
    for (var id : owned.getOrDefault(who, List.of())) {
      stake += maps.datasets(id).orElseThrow().stake().longValueExact();
    }
    return stake
        + maps.balances(who).map(Uint::longValueExact).orElse(0L)
        + unclaimed.getOrDefault(who, 0L)
        + escrowed.getOrDefault(who, 0L);
  }

  private void read(Print print) {
    var event = market.event(print).orElseThrow();
    switch (event) {
      case Event.DatasetRegistered(
              var ask,
              var capacity,
              var id,
              var floor,
              _,
              var owner,
              _,
              _,
              _,
              var stake,
              _,
              _) -> {
        listings.put(
            id,
            new Listing(
                id,
                owner,
                ask.longValueExact(),
                capacity.longValueExact(),
                0,
                stake.longValueExact(),
                floor.longValueExact(),
                0,
                0));
        owned.computeIfAbsent(owner, _ -> new ArrayList<>()).add(id);
        tell(owner, event);
      }
      case Event.TermsSet(var ask, var capacity, var id) ->
          listings.computeIfPresent(
              id,
              (_, listing) -> listing.withTerms(ask.longValueExact(), capacity.longValueExact()));
      case Event.DatasetToppedUp(_, var id, var stake) ->
          listings.computeIfPresent(id, (_, listing) -> listing.withStake(stake.longValueExact()));
      case Event.DatasetClosed(var id, _) -> {
        var listing = listings.remove(id);
        tell(listing.owner(), event);
      }
      case Event.DatasetWithdrawn _ -> {}
      case Event.RunFinished(var id, var quality, var running, var samples, var stake) -> {
        var listing = listings.get(id);
        if (listing != null) {
          listings.put(
              id,
              listing.after(
                  running.longValueExact(),
                  stake.longValueExact(),
                  quality.longValueExact() / 100.0,
                  samples.longValueExact()));
          tell(listing.owner(), event);
        }
      }
      case Event.BidPlaced placed -> {
        var deal = new Deal(placed);
        bids.begin(deal.id);
        deals.put(deal.id, deal);
        engage(deal.developer, 1);
        engage(deal.provider, 1);
        shift(escrowed, deal.developer, deal.escrow);
        tell(deal, event);
      }
      case Event.BidMatched(var id, var dataset, var model, _) -> {
        var deal = deals.get(id);
        deal.state = State.RUNNING;
        deal.model = model;
        models.begin(model);
        listings.computeIfPresent(dataset, (_, listing) -> listing.withRun());
        tell(deal, event);
      }
      case Event.BidRefunded refunded -> {
        var deal = deals.get(refunded.bidId());
        end(deal);
        tell(deal, event);
        Truth.in(world).forget(deal.id);
        leaveBehind(deal.id, deal.model);
      }
      case Event.KeeperTipped(var amount, var id, _) -> {
        var deal = deals.get(id);
        deal.escrow -= amount.longValueExact();
        shift(escrowed, deal.developer, -amount.longValueExact());
        tell(deal, event);
      }
      case Event.EvidencePublished published -> {
        var deal = deals.get(published.bidId());
        deal.state = State.DELIVERED;
        tell(deal, event);
      }
      case Event.ResultClaimed claimed -> {
        var deal = deals.get(claimed.bidId());
        deal.state = State.CLAIMED;
        deal.byProvider = claimed.byProvider();
        deal.score = claimed.score().longValueExact();
        deal.deadline = claimed.deadline().burn().longValueExact();
        deal.claimedAt = world.block();
        escrow(deal, claimed.claimant(), deal.fee());
        tell(deal, event);
      }
      case Event.ResultContested contested -> {
        var deal = deals.get(contested.bidId());
        deal.state = State.CONTESTED;
        deal.contested = true;
        deal.counterScore = contested.counterScore().longValueExact();
        escrow(deal, contested.contestant(), deal.fee());
        tell(deal, event);
      }
      case Event.DrawAwaited(var id, var round, var seedHeight, _, _) -> {
        var deal = deals.get(id);
        deal.state = State.CONTESTED;
        deal.round = round;
        deal.deadline = seedHeight.longValueExact();
        tell(deal, event);
      }
      case Event.CommitteeDrawn drawn -> tell(deals.get(drawn.bidId()), event);
      case Event.VotingOpened opened -> {
        var deal = deals.get(opened.bidId());
        deal.state = State.VOTING;
        deal.voters = opened.voters();
        deal.fees.clear();
        deal.commitBy = opened.commitBy().burn().longValueExact();
        deal.deadline = opened.revealBy().burn().longValueExact();
        tell(deal, event);
      }
      case Event.VoteCommitted _, Event.VoteRevealed _ -> {}
      case Event.SeatClosed closed -> {
        var deal = deals.get(closed.bidId());
        deal.fees.merge(closed.validator(), closed.fee().longValueExact(), Long::sum);
        for (var watcher : watchers) watcher.told(deal, event);
        tell(closed.validator(), event);
      }
      case Event.VerdictReached verdict -> tell(deals.get(verdict.bidId()), event);
      case Event.ResultSettled settled -> {
        var deal = deals.get(settled.bidId());
        end(deal);
        owe(deal, deal.provider, settled.providerDue().longValueExact());
        owe(deal, deal.developer, settled.developerDue().longValueExact());
        deal.fees.forEach((who, fee) -> owe(deal, who, fee));
        tell(deal, event);
        Truth.in(world).forget(deal.id);
        if (!claimants.containsKey(deal.id)) leaveBehind(deal.id, deal.model);
      }
      case Event.RewardClaimed(var amount, var id, var claimant, var model) -> {
        shift(unclaimed, claimant, -amount.longValueExact());
        var others = claimants.get(id);
        others.remove(claimant);
        if (others.isEmpty()) {
          claimants.remove(id);
          leaveBehind(id, model);
        }
      }
      case Event.ValidatorRegistered registered -> own(registered.validator(), event);
      case Event.ValidatorToppedUp toppedUp -> own(toppedUp.validator(), event);
      case Event.ValidatorUnstaking unstaking -> own(unstaking.validator(), event);
      case Event.ValidatorWithdrawn withdrawn -> own(withdrawn.validator(), event);
      case Event.BalanceWithdrawn _, Event.SurplusSkimmed _ -> {}
    }
  }

  private void own(Principal who, Event event) {
    for (var watcher : watchers) watcher.told(event);
    tell(who, event);
  }

  private void escrow(Deal deal, Principal by, long bond) {
    deal.escrow += bond;
    shift(escrowed, by, bond);
  }

  private void end(Deal deal) {
    deal.state = State.FINAL;
    deals.remove(deal.id);
    engage(deal.developer, -1);
    engage(deal.provider, -1);
    var bondOfProvider = bondOfProvider(deal);
    shift(escrowed, deal.provider, -bondOfProvider);
    shift(escrowed, deal.developer, bondOfProvider - deal.escrow);
  }

  private static long bondOfProvider(Deal deal) {
    var posted = deal.contested || (deal.claimedAt > 0 && deal.byProvider);
    return posted ? deal.fee() : 0;
  }

  private void engage(Principal who, int change) {
    shift(engagements, who, change);
  }

  private void owe(Deal deal, Principal who, long micro) {
    if (micro == 0) return;
    shift(unclaimed, who, micro);
    claimants.computeIfAbsent(deal.id, _ -> new HashSet<>()).add(who);
  }

  /** Nobody has anything to do with a bid any more; one that was not matched has no model. */
  private void leaveBehind(Uint bid, Uint model) {
    bids.end(bid);
    if (!model.equals(Uint.ZERO)) models.end(model);
  }

  /** Adds to what somebody has; nothing is kept of those who have nothing. */
  private static void shift(Map<Principal, Long> sums, Principal who, long change) {
    sums.merge(who, change, Long::sum);
    sums.remove(who, 0L);
  }

  private void tell(Principal who, Event event) {
    var party = parties.get(who);
    if (party != null) party.told(event);
  }

  private void tell(Deal deal, Event event) {
    for (var watcher : watchers) watcher.told(deal, event);
    var concerned = new LinkedHashSet<Party>();
    add(concerned, deal.provider);
    add(concerned, deal.developer);
    for (var voter : deal.voters) add(concerned, voter);
    for (var party : concerned) party.told(deal, event);
  }

  private void add(LinkedHashSet<Party> concerned, Principal who) {
    var party = parties.get(who);
    if (party != null) concerned.add(party);
  }
}
