package io.neuralnexus.tests.market.model;

import java.util.Optional;

/** A validator of the model. */
final class Validator {
  final Actor who;
  final long floor;
  final long unbonding;
  long stake;
  int seats;
  Optional<Deadline> unlock = Optional.empty();

  Validator(Actor who, long stake, Terms terms) {
    this.who = who;
    this.stake = stake;
    this.floor = terms.minValidatorStake();
    this.unbonding = terms.unbonding();
  }

  boolean isActive() {
    return unlock.isEmpty();
  }

  boolean canWithdraw(Clock now) {
    return seats == 0 && unlock.filter(deadline -> deadline.hasPassed(now)).isPresent();
  }

  long weight() {
    return isActive() && stake >= floor ? stake : 0;
  }

  @Override
  public String toString() {
    return who.toString();
  }
}
