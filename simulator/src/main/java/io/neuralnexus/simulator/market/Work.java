package io.neuralnexus.simulator.market;

/**
 * A matched bid, as its provider sees it. Money is in STX.
 *
 * @param amount the price of full score
 * @param measured the score that it has found for its weights
 * @param threshold score that earns the whole amount
 * @param slashLine score below which nothing is paid
 * @param fee what the loser of a contest pays; the same is the bond of a claim
 * @param stake of the data set
 */
public record Work(
    double amount, double measured, double threshold, double slashLine, double fee, double stake) {}
