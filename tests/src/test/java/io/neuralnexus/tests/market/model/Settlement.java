package io.neuralnexus.tests.market.model;

import java.util.Optional;

/**
 * Who gets what of a bid's escrow and of a slashed stake, in micro-STX. Every part is computed for
 * itself: nobody gets "the rest" but the treasury of the slash.
 */
record Settlement(
    long providerDue,
    long developerDue,
    long fees,
    long slashed,
    long compensation,
    long bounty,
    long treasury) {

  /**
   * @param score the final score; none splits the bid evenly
   * @param maySlash whether the provider has signed for the score, or a verdict has found it
   * @param developerProved whether the developer is owed the bounty of a slash
   */
  static Settlement of(
      Bid bid,
      Optional<Long> score,
      boolean maySlash,
      boolean developerProved,
      Verdict.Payer payer,
      int paidSeats) {
    var terms = bid.terms;
    var price = score.map(s -> terms.price(bid.amount, s)).orElse(bid.amount / 2);
    var fees = paidSeats * terms.seatFee();
    var providerFees =
        switch (payer) {
          case PROVIDER -> fees;
          case BOTH -> fees / 2;
          case NOBODY, DEVELOPER -> 0;
        };
    var developerFees = payer == Verdict.Payer.NOBODY ? 0 : fees - providerFees;
    var isBad = score.filter(s -> s < terms.slashLine()).isPresent();
    var slashed = maySlash && isBad ? Terms.part(bid.dataset.stake, terms.datasetSlashBps()) : 0;
    var compensation = Math.min(bid.amount, Terms.part(slashed, Terms.COMPENSATION_BPS));
    var bounty = developerProved ? Terms.part(slashed, terms.bountyBps()) : 0;
    return new Settlement(
        price + bid.providerBond - providerFees,
        bid.amount - price + bid.tips + bid.developerBond - developerFees + compensation + bounty,
        fees,
        slashed,
        compensation,
        bounty,
        slashed - compensation - bounty);
  }
}
