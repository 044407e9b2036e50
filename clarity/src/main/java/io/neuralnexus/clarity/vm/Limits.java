package io.neuralnexus.clarity.vm;

import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.cost.CostMeter;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

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

  private static final Map<Epoch, Limits> OF_MAINNET =
      Arrays.stream(Epoch.values())
          .collect(
              Collectors.toMap(
                  each -> each,
                  each ->
                      new Limits(ExecutionCost.BlockLimits.mainnet(each), CostMeter.MEMORY_LIMIT)));

  /**
   * Nothing is too much, and nobody counts: functions run without being charged, so that what an
   * outcome says of costs then means nothing. Where an epoch has no cost for something, it is free.
   */
  public static final Limits NONE =
      new Limits(
          new ExecutionCost(
              Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
          Long.MAX_VALUE);

  /**
   * What a call may use in an epoch: in the simnet of Clarinet the same in all; on mainnet a whole
   * block, which it would have to itself.
   */
  public static Limits of(ChainProfile profile, Epoch epoch) {
    return switch (profile) {
      case SIMNET -> SIMNET;
      case MAINNET -> OF_MAINNET.get(epoch);
    };
  }

  CostMeter meter() {
    return this == NONE ? CostMeter.free() : new CostMeter(cost, memory);
  }
}
