package io.neuralnexus.simulator.market;

/** How a validator votes. The standard is diligent. */
public interface ValidatorStrategy {
  /** A vote that the provider's weights cannot be fetched. */
  double NO_PROVIDER = 102;

  /** A vote that the developer has no hold-out set. */
  double NO_DEVELOPER = 101;

  /** Whether it evaluates the weights, which costs. */
  default boolean looks(Ballot ballot) {
    return true;
  }

  /** Its vote, a score or one of the two above; below 0 it stays away. */
  default double votes(Ballot ballot) {
    return ballot.measured();
  }

  /** Whether it brings a stake that was slashed back to the floor. */
  default boolean restores(Standing standing) {
    return true;
  }

  /** Whether it goes on. */
  default boolean stays(Standing standing) {
    return true;
  }

  /**
   * A committee in which it has seats. Money is in STX.
   *
   * @param claimed the score claimed first
   * @param countered the score of the other party
   * @param measured what it has found, a score or a vote of {@link ValidatorStrategy}; NaN if it
   *     has not looked
   * @param seats that it has, all its accounts together
   * @param fee for each seat in agreement
   * @param cost of looking
   * @param stake that it has behind each seat
   * @param slash share of the stake that a seat off the median loses
   * @param distance from the median that is still in agreement
   * @param bribed the score for which somebody pays it; NaN if nobody does
   * @param partner the score of a party that is its accomplice; NaN if none is
   * @param partnerSeats seats of accomplices and its own
   */
  record Ballot(
      double claimed,
      double countered,
      double measured,
      int seats,
      double fee,
      double cost,
      double stake,
      double slash,
      double distance,
      double bribed,
      double partner,
      int partnerSeats) {}
}
