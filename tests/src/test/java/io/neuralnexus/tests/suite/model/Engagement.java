package io.neuralnexus.tests.suite.model;

/** A provider's stake and bond, bound to a bid and then to the job. */
final class Engagement {
  final Actor provider;
  final Hold stake;
  final long locked;
  final Hold bond;

  /** Of the bond when it was made, micro-STX. */
  final long amount;

  Engagement(Actor provider, Hold stake, long locked, Hold bond) {
    this.provider = provider;
    this.stake = stake;
    this.locked = locked;
    this.bond = bond;
    this.amount = bond.amount;
  }
}
