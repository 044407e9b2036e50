package io.neuralnexus.clarity.vm;

import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.cost.CostMeter;

/**
 * What a transaction may use.
 *
 * @param cost the most that it may cost
 * @param memory the most bytes that it may hold at a time
 */
public record Limits(ExecutionCost cost, long memory) {
  /** What the simnet of Clarinet 3.21 allows each call. */
  public static final Limits SIMNET =
      new Limits(ExecutionCost.BlockLimits.SIMNET, CostMeter.MEMORY_LIMIT);

  /** Nothing is too much; where an epoch has no cost for something, it is free. */
  public static final Limits NONE =
      new Limits(
          new ExecutionCost(
              Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
          Long.MAX_VALUE);

  CostMeter meter() {
    return this == NONE ? CostMeter.free() : new CostMeter(cost, memory);
  }
}
