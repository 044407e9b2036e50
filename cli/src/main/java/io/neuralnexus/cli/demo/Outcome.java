package io.neuralnexus.cli.demo;

import io.neuralnexus.cli.learning.Accuracy;

/**
 * How a bid ended.
 *
 * @param measured the model's accuracy on the hold-out set
 * @param claimed the score that the provider claimed
 * @param isContested whether a committee decided
 * @param settlement what the market made of it
 * @param tips what keepers got of the bid, micro-STX
 */
record Outcome(
    Bid bid,
    Accuracy measured,
    int claimed,
    boolean isContested,
    Settlement settlement,
    long tips) {

  /** Bond of the developer, micro-STX; the provider's was locked with the claim. */
  long developerBond() {
    return isContested ? bid.bond() : 0;
  }

  /** All that entered the bid and keepers have not got, micro-STX. */
  long toPayOut() {
    var slash = settlement.compensation() + settlement.bounty();
    return bid.amount() + bid.tips() - tips + bid.bond() + developerBond() + slash;
  }
}
