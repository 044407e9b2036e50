package io.neuralnexus.simulator.market;

/**
 * What taking part has brought so far. Money is in STX.
 *
 * @param stake what is left at stake
 * @param floor with less it takes no part
 * @param earned prices or fees
 * @param spent costs and slashes
 * @param next what it expects of the next seat or bid, after costs
 */
public record Standing(double stake, double floor, double earned, double spent, double next) {}
