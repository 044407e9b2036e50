package io.neuralnexus.simulator.market;

/** How a developer behaves. The standard is honest. */
public interface DeveloperStrategy {
  /** The STX that it bids, of what it would like to bid and what it has. */
  default double bids(Purse purse) {
    return purse.wanted() + purse.reserve() <= purse.wallet() ? purse.wanted() : 0;
  }

  /** Whether it evaluates what was delivered. */
  default boolean looks(Claim claim) {
    return true;
  }

  /** The score that it claims if the provider has not; below 0 none. */
  default double claims(Work work) {
    return work.measured();
  }

  /** What it does about a score that the provider has claimed. */
  default Answer answers(Claim claim) {
    if (Double.isNaN(claim.measured())) return Answer.SILENT;
    var gain = claim.price(claim.claimed()) - claim.price(claim.measured());
    if (claim.measured() < claim.slashLine()) gain += claim.prize();
    if (gain <= 0 || !claim.isOff()) {
      return claim.claimed() < claim.slashLine() ? Answer.SILENT : Answer.ACCEPT;
    }
    var pays = claim.trust() * gain > (1 - claim.trust()) * claim.fee();
    if (!pays) return Answer.ACCEPT;
    return claim.purse() >= claim.fee() ? Answer.CONTEST : Answer.SILENT;
  }

  /** The score that it names in a contest. */
  default double counters(Claim claim) {
    return claim.measured();
  }

  /**
   * What it has and wants. Money is in STX.
   *
   * @param wallet what it has
   * @param wanted what it would bid for the model it wants
   * @param reserve tips and a bond: without it, it could not contest
   * @param tips what is taken beside the bid
   */
  record Purse(double wallet, double wanted, double reserve, double tips) {}
}
