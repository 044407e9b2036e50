package io.neuralnexus.cli.demo.market;

import io.neuralnexus.cli.demo.Slash;
import io.neuralnexus.cli.learning.Accuracy;
import java.util.stream.Stream;

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

  /** What the settlement took from the stake of the data set, if anything. */
  Stream<Slash> slashes() {
    if (settlement.slashed() == 0) return Stream.empty();
    var reason =
        "a model of its data was settled at score %d".formatted(settlement.score().orElseThrow());
    return Stream.of(new Slash(bid.provider().account(), settlement.slashed(), reason));
  }

  /** All that entered the bid and keepers have not got, micro-STX. */
  long toPayOut() {
    var slash = settlement.compensation() + settlement.bounty();
    return bid.amount() + bid.tips() - tips + bid.bond() + developerBond() + slash;
  }
}
