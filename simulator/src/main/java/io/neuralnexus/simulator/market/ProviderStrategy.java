package io.neuralnexus.simulator.market;

/** How a provider behaves. The standard is honest. */
public interface ProviderStrategy {
  /** Whether it trains and publishes evidence at all. */
  default boolean delivers(Work work) {
    return true;
  }

  /** Whether the weights can be fetched where the evidence says. */
  default boolean discloses(Work work) {
    return true;
  }

  /** The score that it claims at once; below 0 it leaves the claim to the developer. */
  default double claims(Work work) {
    return work.measured();
  }

  /** What it does about a score that the developer has claimed. */
  default Answer answers(Claim claim) {
    var gain = claim.price(claim.measured()) - claim.price(claim.claimed());
    if (gain <= 0 || !claim.isOff()) {
      return claim.claimed() < claim.slashLine() ? Answer.SILENT : Answer.ACCEPT;
    }
    var risk = claim.fee() + (claim.claimed() < claim.slashLine() ? claim.slash() : 0);
    var pays = claim.trust() * gain > (1 - claim.trust()) * risk;
    return pays && claim.purse() >= claim.fee() ? Answer.CONTEST : Answer.SILENT;
  }

  /** The score that it names in a contest. */
  default double counters(Claim claim) {
    return claim.measured();
  }

  /** STX beyond its loss that it promises each validator who votes its claim; below 0 nothing. */
  default double bribes(Claim claim) {
    return -1;
  }

  /** Whether it closes a data set that nobody buys any more, and registers another. */
  default boolean restarts(Standing standing) {
    return false;
  }

  /** Whether it brings a stake that was slashed back to the floor. */
  default boolean restores(Standing standing) {
    return true;
  }
}
