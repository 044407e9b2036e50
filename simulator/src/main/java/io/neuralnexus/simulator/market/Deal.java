package io.neuralnexus.simulator.market;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket.BidTerms;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bid that is not final, as the events of the market tell it. Amounts are micro-STX, heights
 * those of the burn chain.
 */
final class Deal {
  /** Where a bid stands. */
  enum State {
    QUEUED,
    RUNNING,
    DELIVERED,
    CLAIMED,
    CONTESTED,
    VOTING,
    FINAL
  }

  final Uint id;
  final Uint dataset;
  final Principal developer;
  final Principal provider;
  final long amount;
  final long time;
  final boolean hasHoldout;
  final BidTerms terms;

  State state = State.QUEUED;
  Uint model = Uint.ZERO;
  long escrow;

  /** Height that must have passed before the bid is moved on without its parties. */
  long deadline;

  boolean byProvider;
  double score;
  double counterScore;
  boolean contested;
  Uint round = Uint.ZERO;
  List<Principal> voters = List.of();

  /** Height after which votes are revealed. */
  long commitBy;

  /** Block of the world in which the first score was named. */
  long claimedAt;

  /** What the seats of the last committee were paid, by validator. */
  final Map<Principal, Long> fees = new LinkedHashMap<>();

  Deal(Event.BidPlaced placed) {
    id = placed.bidId();
    dataset = placed.datasetId();
    developer = placed.developer();
    provider = placed.provider();
    amount = placed.amount().longValueExact();
    time = placed.time().longValueExact();
    hasHoldout = placed.holdoutHash().isPresent();
    terms = placed.terms();
    escrow = placed.escrow().longValueExact();
    deadline = placed.deadline().burn().longValueExact();
  }

  /** The score that a side has named; NaN if it has not. */
  double named(boolean bySideOfProvider) {
    if (bySideOfProvider == byProvider)
      return state.ordinal() < State.CLAIMED.ordinal() ? Double.NaN : score;
    return contested ? counterScore : Double.NaN;
  }

  double threshold() {
    return terms.threshold().longValueExact();
  }

  double slashLine() {
    return terms.slashLine().longValueExact();
  }

  /** micro-STX that one of the parties pays the committee, and the bond of each. */
  long fee() {
    return terms.committeeFee().longValueExact();
  }
}
