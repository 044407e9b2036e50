package io.neuralnexus.simulator.market;

/**
 * A score that the other party has claimed. Money is in STX.
 *
 * @param amount the price of full score
 * @param claimed the score
 * @param measured the score that this party has found; NaN if it has not looked
 * @param threshold score that earns the whole amount
 * @param slashLine score below which nothing is paid, and the data set is slashed by a verdict
 * @param fee what the loser pays the committee; the same is the bond
 * @param slash what a verdict below the line would take from the data set
 * @param prize the developer's part of that slash
 * @param purse what this party has in its wallet
 * @param tolerance points by which honest measurements may differ
 * @param trust how probable this party holds that a committee finds the truth
 */
public record Claim(
    double amount,
    double claimed,
    double measured,
    double threshold,
    double slashLine,
    double fee,
    double slash,
    double prize,
    double purse,
    double tolerance,
    double trust) {

  /** Whether the claimed score is farther from the measured one than an error explains. */
  boolean isOff() {
    return Math.abs(claimed - measured) > tolerance;
  }

  /** Paid at a score. */
  double price(double score) {
    return amount * Pay.share(score, slashLine, threshold);
  }
}
