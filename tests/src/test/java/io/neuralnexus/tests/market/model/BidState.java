package io.neuralnexus.tests.market.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * The states of a bid, numbered as the contract does, and the moves between them that its
 * documentation draws.
 */
enum BidState {
  QUEUED,
  RUNNING,
  DELIVERED,
  CLAIMED,
  CONTESTED,
  VOTING,
  SETTLED,
  REFUNDED;

  static BidState of(long number) {
    return values()[Math.toIntExact(number) - 1];
  }

  long number() {
    return ordinal() + 1L;
  }

  boolean isFinal() {
    return successors().isEmpty();
  }

  Set<BidState> successors() {
    return switch (this) {
      case QUEUED -> EnumSet.of(RUNNING, REFUNDED);
      case RUNNING -> EnumSet.of(DELIVERED, REFUNDED);
      case DELIVERED -> EnumSet.of(CLAIMED, REFUNDED);
      case CLAIMED -> EnumSet.of(SETTLED, CONTESTED);
      case CONTESTED -> EnumSet.of(CONTESTED, VOTING, SETTLED);
      case VOTING -> EnumSet.of(CONTESTED, SETTLED);
      case SETTLED, REFUNDED -> EnumSet.noneOf(BidState.class);
    };
  }
}
