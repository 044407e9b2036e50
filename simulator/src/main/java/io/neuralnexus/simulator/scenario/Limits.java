package io.neuralnexus.simulator.scenario;

/**
 * What governance lets a parameter be.
 *
 * @param start what it is until somebody changes it
 * @param least the least it may be
 * @param most the most it may be
 */
public record Limits(long start, long least, long most) {}
