package io.neuralnexus.simulator.market;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket.Event;
import io.neuralnexus.simulator.market.Deal.State;
import io.neuralnexus.simulator.market.ValidatorStrategy.Ballot;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A validator: stakes by one account or by many, votes in committees, and takes its fees. */
final class ValidatorAgent extends MarketAgent {
  private final ValidatorStrategy strategy;
  private final Bribes bribes;
  private final double noise;
  private final double evaluationCost;
  private final Map<Principal, Identity> identities = new HashMap<>();
  private final List<Identity> inOrder = new ArrayList<>();

  /** What it has found for live bids on whose committees it sits: it looks once for all seats. */
  private final Map<Uint, Double> findings = new HashMap<>();

  /** One of its accounts. */
  private static final class Identity {
    final Account account;
    long stake;
    long floor;
    boolean leaving;
    boolean gone;
    double earned;
    double spent;

    Identity(Account account) {
      this.account = account;
    }
  }

  ValidatorAgent(World world, Part part, ValidatorStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    bribes = Bribes.in(world);
    noise = part.setting("noise");
    evaluationCost = part.setting("evaluation-cost");
    var count = Math.toIntExact(Math.round(part.setting("identities")));
    for (var i = 0; i < count; i++) {
      var account = open(part.population().wealth() / count);
      var identity = new Identity(account);
      identities.put(account.address(), identity);
      inOrder.add(identity);
      later(1, () -> register(identity, count));
    }
  }

  private void register(Identity identity, int count) {
    var floor = world.parameter("market-min-validator-stake") / MICRO;
    var stake = Math.max(floor, part.setting("stake") / count);
    send(identity.account, as(identity.account).registerValidator(micro(stake)));
  }

  @Override
  public void told(Event event) {
    switch (event) {
      case Event.ValidatorRegistered registered -> {
        var identity = identities.get(registered.validator());
        identity.stake = registered.stake().longValueExact();
        identity.floor = registered.floor().longValueExact();
      }
      case Event.ValidatorToppedUp toppedUp ->
          identities.get(toppedUp.validator()).stake = toppedUp.stake().longValueExact();
      case Event.SeatClosed closed -> {
        var identity = identities.get(closed.validator());
        identity.stake = closed.stake().longValueExact();
        identity.earned += closed.fee().longValueExact() / MICRO;
        identity.spent += closed.slashed().longValueExact() / MICRO;
      }
      case Event.ValidatorUnstaking unstaking -> {
        var identity = identities.get(unstaking.validator());
        whenPassed(unstaking.unlock().burn().longValueExact(), () -> withdrawStake(identity));
      }
      case Event.ValidatorWithdrawn withdrawn -> {
        var identity = identities.get(withdrawn.validator());
        identity.stake = 0;
        identity.leaving = false;
        identity.gone = true;
      }
      default -> {}
    }
  }

  @Override
  public void told(Deal deal, Event event) {
    switch (event) {
      case Event.VotingOpened _ -> {
        for (var identity : inOrder) {
          if (deal.voters.contains(identity.account.address())) attend(deal, identity);
        }
      }
      case Event.ResultSettled _ -> {
        findings.remove(deal.id);
        for (var identity : inOrder) {
          var who = identity.account.address();
          if (deal.fees.getOrDefault(who, 0L) > 0) claim(identity.account, deal.model);
          if (deal.fees.containsKey(who)) later(1, () -> consider(deal, identity));
        }
      }
      default -> {}
    }
  }

  private void attend(Deal deal, Identity identity) {
    var window = Math.toIntExact(deal.terms.commitWindow().longValueExact());
    soon(Math.max(1, window - 6), () -> commit(deal, deal.round, identity));
  }

  private void commit(Deal deal, Uint round, Identity identity) {
    if (deal.state != State.VOTING || !deal.round.equals(round)) return;
    var ballot = ballot(deal, identity, findings.getOrDefault(deal.id, Double.NaN));
    if (Double.isNaN(ballot.measured()) && strategy.looks(ballot)) {
      findings.put(deal.id, look(deal, identity));
      ballot = ballot(deal, identity, findings.get(deal.id));
    }
    var choice = strategy.votes(ballot);
    if (choice < 0) return;
    var vote = Uint.of(Math.min(102, Math.round(choice)));
    var salt = Buff.of(part.chance().bytes(32));
    var account = identity.account;
    send(account, as(account).commitVote(deal.id, commitment(deal, account, vote, salt)));
    var window = Math.toIntExact(deal.terms.revealWindow().longValueExact());
    whenPassed(
        deal.commitBy + part.chance().below(Math.max(1, window - 6)),
        () -> send(account, as(account).revealVote(deal.id, vote, salt)));
  }

  private double look(Deal deal, Identity identity) {
    spendUsd(identity.account, evaluationCost);
    identity.spent += stx(evaluationCost);
    if (!deal.hasHoldout) return ValidatorStrategy.NO_DEVELOPER;
    var delivery = Truth.in(world).of(deal.id);
    return delivery.disclosed()
        ? Truth.measured(delivery.score(), part.chance(), noise)
        : ValidatorStrategy.NO_PROVIDER;
  }

  private Buff commitment(Deal deal, Account account, Uint vote, Buff salt) {
    var bound =
        Cl.tuple(
            "market",
            market.contract(),
            "voter",
            account.address(),
            "model-id",
            deal.model,
            "bid-id",
            deal.id,
            "round",
            deal.round,
            "vote",
            vote,
            "salt",
            salt);
    try {
      return Buff.of(MessageDigest.getInstance("SHA-256").digest(bound.serialize()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Ballot ballot(Deal deal, Identity identity, double measured) {
    var own = 0;
    for (var voter : deal.voters) if (identities.containsKey(voter)) own++;
    var partner = Double.NaN;
    var partnerSeats = own;
    if (part.population().attack()) {
      partnerSeats = 0;
      for (var voter : deal.voters) if (isAccomplice(voter)) partnerSeats++;
      if (isAccomplice(deal.provider)) partner = deal.named(true);
      else if (isAccomplice(deal.developer)) partner = deal.named(false);
    }
    return new Ballot(
        deal.score,
        deal.counterScore,
        measured,
        own,
        seatFee(deal),
        stx(evaluationCost),
        identity.stake / MICRO,
        deal.terms.outlierSlashBps().longValueExact() / 1e4,
        deal.terms.outlierDistance().longValueExact(),
        bribes.offered(deal.id),
        partner,
        partnerSeats);
  }

  private static double seatFee(Deal deal) {
    return deal.fee() / 7 / MICRO;
  }

  private boolean isAccomplice(Principal who) {
    var account = world.account(who);
    return account != null && account.owner().population().attack();
  }

  /** After a verdict: whether to strengthen its stake, and whether to stay. */
  private void consider(Deal deal, Identity identity) {
    if (isClosed() || identity.leaving || identity.gone) return;
    var standing =
        new Standing(
            identity.stake / MICRO,
            identity.floor / MICRO,
            identity.earned,
            identity.spent,
            seatFee(deal) - stx(evaluationCost));
    if (!strategy.stays(standing)) {
      leave(identity);
      return;
    }
    var missing = identity.floor - identity.stake;
    if (missing > 0 && identity.account.wallet() >= missing && strategy.restores(standing)) {
      send(identity.account, as(identity.account).topUpValidator(Uint.of(missing)));
    }
  }

  @Override
  public void leave() {
    super.close();
    inOrder.forEach(this::leave);
  }

  private void leave(Identity identity) {
    if (identity.leaving || identity.gone || identity.stake == 0) return;
    identity.leaving = true;
    later(1, () -> send(identity.account, as(identity.account).requestValidatorUnstake()));
  }

  private void withdrawStake(Identity identity) {
    var seats =
        market.getValidator(identity.account.address()).orElseThrow().seats().longValueExact();
    if (seats > 0) later(24, () -> withdrawStake(identity));
    else send(identity.account, as(identity.account).withdrawValidatorStake());
  }

  @Override
  public boolean isBusy() {
    return inOrder.stream()
        .anyMatch(each -> each.leaving || feed.isEngaged(each.account.address()));
  }
}
