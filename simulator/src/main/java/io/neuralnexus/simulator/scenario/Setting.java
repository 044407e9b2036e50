package io.neuralnexus.simulator.scenario;

/**
 * A number by which agents of a role or a strategy differ.
 *
 * @param name as {@code evaluation-cost}
 * @param unit as {@code STX}, {@code blocks}, {@code share}
 * @param standard what it is if the scenario does not say
 * @param least the least it may be
 * @param most the most it may be
 * @param about a sentence
 */
public record Setting(
    String name, String unit, double standard, double least, double most, String about) {}
