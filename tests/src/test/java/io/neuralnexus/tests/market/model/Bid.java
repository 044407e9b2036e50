package io.neuralnexus.tests.market.model;

import java.util.Optional;

/** A bid of the model, with the money held for it by purpose. */
final class Bid {
  final int id;
  final Dataset dataset;
  final Actor developer;
  final long amount;
  final long time;

  /** The parameters of the time of the bid: no vote changes them. */
  final Terms terms;

  BidState state = BidState.QUEUED;

  /** Until when the present state may last: to claim, to answer, or to commit. */
  Deadline deadline;

  int modelId;

  boolean held = true;
  long tips;
  long developerBond;
  long providerBond;

  boolean byProvider;
  long score;
  long counterScore;
  int round;
  boolean silent;
  Clock armed;
  Optional<Committee> committee = Optional.empty();

  long developerDue;
  long providerDue;

  Bid(
      int id,
      Dataset dataset,
      Actor developer,
      long amount,
      long time,
      Deadline deadline,
      Terms terms) {
    this.id = id;
    this.dataset = dataset;
    this.developer = developer;
    this.amount = amount;
    this.time = time;
    this.deadline = deadline;
    this.terms = terms;
    this.tips = terms.tips();
  }

  Actor provider() {
    return dataset.owner;
  }

  Actor claimant() {
    return byProvider ? provider() : developer;
  }

  Actor answerer() {
    return byProvider ? developer : provider();
  }

  boolean isParty(Actor actor) {
    return actor == developer || actor == provider();
  }

  long developerScore() {
    return byProvider ? counterScore : score;
  }

  long providerScore() {
    return byProvider ? score : counterScore;
  }

  /** A queued bid that could no longer be computed in time. */
  boolean isStale(Clock now) {
    return deadline.earlier(time).hasPassed(now);
  }

  /** The burn height whose header seeds the draw. */
  long seedHeight() {
    return armed.burn() + 3;
  }

  boolean canDraw(Clock now) {
    return now.burn() > seedHeight();
  }

  /** The weights of the contest's generation may be read in it and in the one after. */
  boolean missedDraw(Clock now) {
    return now.generation() > armed.generation() + 1;
  }

  /** The last burn height at which a draw is not missed. */
  long lastDraw() {
    return (armed.generation() + 1) * Clock.GENERATION - 1;
  }

  /** micro-STX that the contract holds for this bid, the committee's part aside. */
  long escrow() {
    return (held ? amount : 0) + tips + developerBond + providerBond + developerDue + providerDue;
  }

  @Override
  public String toString() {
    return "bid " + id;
  }
}
