package io.neuralnexus.simulator.kpi;

/**
 * Money that went from one group to another in a run.
 *
 * @param from a population, or {@code treasury}
 * @param to likewise
 * @param reason why, as {@code price} or {@code slash}
 * @param micro micro-STX in all
 */
public record Flow(String from, String to, String reason, long micro) {}
