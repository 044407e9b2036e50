package io.neuralnexus.simulator.suite;

import io.neuralnexus.simulator.world.OneOf;

/** What somebody who can vote decides. */
public interface GovernorStrategy {
  /**
   * A proposal.
   *
   * @param quorum yes votes that it needs, STX
   * @param yes so far, STX
   * @param no so far, STX
   * @param wealth that could be locked, STX
   * @param cost of locking all of it until it is released, STX
   * @param bribe beside the chain for a yes with all of it, STX
   * @param own whether it was proposed by this governor
   */
  record Ballot(
      double quorum,
      double yes,
      double no,
      double wealth,
      double cost,
      double bribe,
      boolean own) {}

  /** {@code yes}, {@code no} or {@code abstain}. */
  @OneOf({"yes", "no", "abstain"})
  String votes(Ballot ballot);

  /** Votes against what serves its proposer alone. */
  record Honest() implements GovernorStrategy {
    @Override
    public String votes(Ballot ballot) {
      return "no";
    }
  }

  /** Has better things to do with its STX. */
  record Sleeping() implements GovernorStrategy {
    @Override
    public String votes(Ballot ballot) {
      return "abstain";
    }
  }

  /** Votes for what it has proposed itself. */
  record Whale() implements GovernorStrategy {
    @Override
    public String votes(Ballot ballot) {
      return ballot.own() ? "yes" : "abstain";
    }
  }

  /** Sells its vote when that pays more than the lock costs. */
  record Bribed() implements GovernorStrategy {
    @Override
    public String votes(Ballot ballot) {
      return ballot.bribe() > ballot.cost() ? "yes" : "abstain";
    }
  }
}
