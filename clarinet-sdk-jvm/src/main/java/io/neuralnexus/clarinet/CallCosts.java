package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.ExecutionCost;

/**
 * What a call cost, and what it may cost.
 *
 * @param total the execution cost
 * @param limit the limit of a call, which in simnet is that of a block
 * @param memory bytes of memory the call held
 * @param memoryLimit bytes of memory it may hold
 */
public record CallCosts(ExecutionCost total, ExecutionCost limit, long memory, long memoryLimit) {}
