package io.neuralnexus.tests.market.model;

import io.neuralnexus.clarity.Principal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The market as its documentation tells it, in plain Java: who owns what, and how each successful
 * action moves it. It refuses nothing: when an action succeeds, and with which error it fails, is
 * what the commands say.
 */
final class Market {
  /** What governance says now; bids and stakes keep what it said when they came. */
  Terms terms;

  final Principal contract;

  /** The heights that the next call will see. */
  Clock now;

  final List<Dataset> datasets = new ArrayList<>();
  final List<Bid> bids = new ArrayList<>();
  int models;
  final Map<Actor, Validator> validators = new EnumMap<>(Actor.class);
  final Weights weights = new Weights();

  /** micro-STX outside the market. */
  final Map<Actor, Long> purses = new EnumMap<>(Actor.class);

  /** micro-STX inside it, to be withdrawn. */
  final Map<Actor, Long> balances = new EnumMap<>(Actor.class);

  long treasuryDue;
  long gifts;

  /** micro-STX that governance holds of its voters. */
  long atGovernance;

  Optional<Deadline> pausedUntil = Optional.empty();

  Market(Principal contract, Terms terms, Clock now) {
    this.contract = contract;
    this.terms = terms;
    this.now = now;
    for (var actor : Actor.values()) {
      purses.put(actor, actor.purse());
      balances.put(actor, 0L);
    }
  }

  // ---- looking

  Stream<Bid> bids(BidState... states) {
    var wanted = List.of(states);
    return bids.stream().filter(bid -> wanted.contains(bid.state));
  }

  Stream<Dataset> openDatasets() {
    return datasets.stream().filter(Dataset::isOpen);
  }

  Stream<Validator> activeValidators() {
    return validators.values().stream().filter(Validator::isActive);
  }

  boolean isPaused() {
    return pausedUntil.filter(deadline -> !deadline.hasPassed(now)).isPresent();
  }

  /** The guardian must rest after a pause. */
  boolean canPause() {
    return pausedUntil
        .map(deadline -> deadline.earlier(-terms.guardianRest()).hasPassed(now))
        .orElse(true);
  }

  void pause() {
    pausedUntil = Optional.of(now.in(terms.guardianPause()));
  }

  long purse(Actor actor) {
    return purses.get(actor);
  }

  long balance(Actor actor) {
    return balances.get(actor);
  }

  /** The sum of all that the contract owes, entry by entry. */
  long obligations() {
    return datasets.stream().mapToLong(dataset -> dataset.stake).sum()
        + bids.stream().mapToLong(Bid::escrow).sum()
        + bids.stream().flatMap(bid -> bid.committee.stream()).mapToLong(Committee::escrow).sum()
        + validators.values().stream().mapToLong(validator -> validator.stake).sum()
        + balances.values().stream().mapToLong(Long::longValue).sum()
        + treasuryDue;
  }

  /** What the contract must have: all that it owes, and what it was given. */
  long held() {
    return obligations() + gifts;
  }

  // ---- data sets

  Dataset registerDataset(Actor owner, long stake, String uri) {
    var dataset = new Dataset(datasets.size() + 1, owner, uri, stake, terms);
    datasets.add(dataset);
    pay(owner, stake);
    return dataset;
  }

  void setTerms(Dataset dataset, long ask, long capacity) {
    dataset.ask = ask;
    dataset.capacity = capacity;
    serveQueue(dataset);
  }

  void topUp(Dataset dataset, long amount) {
    pay(dataset.owner, amount);
    dataset.stake += amount;
    serveQueue(dataset);
  }

  void close(Dataset dataset) {
    dataset.unlock = Optional.of(now.in(dataset.unbonding));
    List.copyOf(dataset.queue).forEach(this::leaveQueueAndRefund);
  }

  void withdraw(Dataset dataset) {
    receive(dataset.owner, dataset.stake);
    dataset.stake = 0;
  }

  // ---- bids

  Bid place(Actor developer, Dataset dataset, long amount, long time, long deadline) {
    var bid = new Bid(bids.size() + 1, dataset, developer, amount, time, now.in(deadline), terms);
    bids.add(bid);
    pay(developer, amount + bid.tips);
    if (dataset.hasSlot() && dataset.fits(amount, time)) {
      run(bid);
    } else {
      if (dataset.isQueueFull()) leaveQueueAndRefund(dataset.queue.getLast());
      dataset.enqueue(bid);
    }
    return bid;
  }

  void cancel(Bid bid) {
    leaveQueueAndRefund(bid);
  }

  void expire(Bid bid, Actor keeper) {
    tip(bid, keeper);
    if (bid.state == BidState.QUEUED) {
      leaveQueueAndRefund(bid);
    } else {
      refund(bid);
      finishRun(bid.dataset, Optional.of(0L));
    }
  }

  private void run(Bid bid) {
    bid.state = BidState.RUNNING;
    bid.modelId = ++models;
    bid.dataset.running++;
  }

  private void leaveQueueAndRefund(Bid bid) {
    bid.dataset.queue.remove(bid);
    refund(bid);
  }

  private void refund(Bid bid) {
    credit(bid.developer, bid.escrow());
    bid.held = false;
    bid.tips = 0;
    bid.state = BidState.REFUNDED;
  }

  /**
   * The best bids that fit get the free slots; one that is too late for its computation goes back.
   */
  private void serveQueue(Dataset dataset) {
    if (!dataset.takesBids()) return;
    for (var bid : List.copyOf(dataset.queue)) {
      if (!dataset.hasSlot()) return;
      if (!dataset.fits(bid.amount, bid.time)) continue;
      if (bid.isStale(now)) {
        leaveQueueAndRefund(bid);
      } else {
        dataset.queue.remove(bid);
        run(bid);
      }
    }
  }

  private void finishRun(Dataset dataset, Optional<Long> sample) {
    dataset.running--;
    sample.ifPresent(dataset::sample);
    serveQueue(dataset);
  }

  // ---- results

  void deliver(Bid bid) {
    bid.state = BidState.DELIVERED;
  }

  void claimScore(Bid bid, boolean byProvider, long score) {
    bid.state = BidState.CLAIMED;
    bid.byProvider = byProvider;
    bid.score = score;
    bid.deadline = now.in(bid.terms.contestWindow());
    lockBond(bid, bid.claimant());
  }

  void accept(Bid bid) {
    settle(bid, Optional.of(bid.score), true, !bid.byProvider, Verdict.Payer.NOBODY, 0);
  }

  void contest(Bid bid, long counterScore) {
    bid.counterScore = counterScore;
    lockBond(bid, bid.answerer());
    awaitDraw(bid);
  }

  void settleUnanswered(Bid bid, Actor keeper) {
    tip(bid, keeper);
    settle(bid, Optional.of(bid.score), false, false, Verdict.Payer.NOBODY, 0);
  }

  private void lockBond(Bid bid, Actor party) {
    var bond = bid.terms.bond();
    pay(party, bond);
    if (party == bid.developer) {
      bid.developerBond = bond;
    } else {
      bid.providerBond = bond;
    }
  }

  private void settle(
      Bid bid,
      Optional<Long> score,
      boolean maySlash,
      boolean developerProved,
      Verdict.Payer payer,
      int paidSeats) {
    var parts = Settlement.of(bid, score, maySlash, developerProved, payer, paidSeats);
    bid.dataset.stake -= parts.slashed();
    treasuryDue += parts.treasury();
    bid.held = false;
    bid.tips = 0;
    bid.developerBond = 0;
    bid.providerBond = 0;
    bid.developerDue = parts.developerDue();
    bid.providerDue = parts.providerDue();
    bid.state = BidState.SETTLED;
    finishRun(bid.dataset, score);
  }

  // ---- the committee

  enum Draw {
    MISSED,
    GIVEN_UP,
    NOBODY,
    DRAWN
  }

  /** How a draw made now will end. */
  Draw drawOf(Bid bid) {
    if (bid.missedDraw(now)) return bid.round < Terms.ROUNDS ? Draw.MISSED : Draw.GIVEN_UP;
    return drawableWeight(bid) == 0 ? Draw.NOBODY : Draw.DRAWN;
  }

  long drawableWeight(Bid bid) {
    return weights.without(bid, bid.armed.generation());
  }

  /**
   * @param seats the seven drawn, if any were
   */
  void draw(Bid bid, Actor keeper, List<Actor> seats) {
    var draw = drawOf(bid);
    tip(bid, keeper);
    switch (draw) {
      case MISSED -> awaitDraw(bid);
      case GIVEN_UP, NOBODY -> split(bid);
      case DRAWN -> {
        bid.state = BidState.VOTING;
        var terms = bid.terms;
        bid.deadline = now.in(terms.commitWindow());
        bid.committee =
            Optional.of(
                new Committee(
                    bid.round, seats, now.in(terms.commitWindow() + terms.revealWindow())));
        seats.forEach(seat -> validators.get(seat).seats++);
      }
    }
  }

  Verdict verdict(Bid bid) {
    return Verdict.of(bid, bid.committee.orElseThrow());
  }

  void finish(Bid bid, Actor keeper) {
    tip(bid, keeper);
    var terms = bid.terms;
    var verdict = verdict(bid);
    var committee = bid.committee.orElseThrow();
    verdict.noShows().forEach((who, seats) -> slash(who, seats, terms.noShowSlashBps()));
    verdict.outliers().forEach((who, seats) -> slash(who, seats, terms.outlierSlashBps()));
    committee.seats.forEach(seat -> validators.get(seat).seats--);
    if (verdict.outcome() != Verdict.Outcome.SILENT) {
      verdict.paid().forEach((who, seats) -> committee.due.put(who, seats * terms.seatFee()));
      settle(
          bid,
          verdict.score(),
          true,
          verdict.payer() == Verdict.Payer.PROVIDER,
          verdict.payer(),
          verdict.paidSeats());
    } else if (bid.silent) {
      split(bid);
    } else {
      bid.silent = true;
      awaitDraw(bid);
    }
  }

  private void awaitDraw(Bid bid) {
    bid.state = BidState.CONTESTED;
    bid.round++;
    bid.armed = now;
  }

  private void split(Bid bid) {
    settle(bid, Optional.empty(), false, false, Verdict.Payer.NOBODY, 0);
  }

  /** Each seat costs a part of the stake that is left. */
  private void slash(Actor who, int seats, long bps) {
    var validator = validators.get(who);
    for (var seat = 0; seat < seats; seat++) {
      var taken = Terms.part(validator.stake, bps);
      changeStake(validator, -taken);
      treasuryDue += taken;
    }
  }

  // ---- claims

  /** micro-STX that a claim would pay to an actor now. */
  long claimable(Bid bid, Actor who) {
    if (bid.state != BidState.SETTLED) return 0;
    if (who == bid.developer) return bid.developerDue;
    if (who == bid.provider()) return bid.providerDue;
    return bid.committee.map(committee -> committee.due.getOrDefault(who, 0L)).orElse(0L);
  }

  void claimReward(Bid bid, Actor who) {
    receive(who, claimable(bid, who));
    if (who == bid.developer) {
      bid.developerDue = 0;
    } else if (who == bid.provider()) {
      bid.providerDue = 0;
    } else {
      bid.committee.orElseThrow().due.remove(who);
    }
  }

  // ---- validators

  void registerValidator(Actor who, long stake) {
    pay(who, stake);
    var validator = new Validator(who, stake, terms);
    validators.put(who, validator);
    weights.change(who, validator.weight(), now);
  }

  void topUp(Validator validator, long amount) {
    pay(validator.who, amount);
    changeStake(validator, amount);
  }

  void leave(Validator validator) {
    validator.unlock = Optional.of(now.in(validator.unbonding));
    weights.change(validator.who, 0, now);
  }

  void withdraw(Validator validator) {
    receive(validator.who, validator.stake);
    validators.remove(validator.who);
  }

  private void changeStake(Validator validator, long by) {
    validator.stake += by;
    weights.change(validator.who, validator.weight(), now);
  }

  // ---- governance

  void propose(Actor who) {
    lockAtGovernance(who, terms.proposalDeposit() + terms.proposalTip());
  }

  void lockAtGovernance(Actor who, long amount) {
    pay(who, amount);
    atGovernance += amount;
  }

  /** A vote that has passed acts from now on. */
  void execute(Amendment amendment, Actor proposer, Actor keeper) {
    receive(proposer, terms.proposalDeposit());
    receive(keeper, terms.proposalTip());
    atGovernance -= terms.proposalDeposit() + terms.proposalTip();
    terms = terms.with(amendment);
  }

  // ---- money

  void withdrawBalance(Actor who, long amount) {
    balances.merge(who, -amount, Long::sum);
    receive(who, amount);
  }

  void skim() {
    receive(Actor.TREASURY, treasuryDue + gifts);
    treasuryDue = 0;
    gifts = 0;
  }

  void give(Actor who, long amount) {
    purses.merge(who, -amount, Long::sum);
    gifts += amount;
  }

  void transfer(Actor from, Actor to, long amount) {
    purses.merge(from, -amount, Long::sum);
    purses.merge(to, amount, Long::sum);
  }

  private void tip(Bid bid, Actor keeper) {
    var tip = bid.terms.keeperTip();
    bid.tips -= tip;
    credit(keeper, tip);
  }

  private void credit(Actor who, long amount) {
    balances.merge(who, amount, Long::sum);
  }

  private void pay(Actor who, long amount) {
    purses.merge(who, -amount, Long::sum);
  }

  private void receive(Actor who, long amount) {
    purses.merge(who, amount, Long::sum);
  }
}
