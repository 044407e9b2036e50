package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.ExecutionCost.BlockLimits;
import io.neuralnexus.cli.demo.Text;

/**
 * What an act took on the chain.
 *
 * @param calls that succeeded
 * @param cost of all of them
 */
record Tally(String act, int calls, ExecutionCost cost) {
  private static final ExecutionCost BLOCK = BlockLimits.mainnet(Epoch.EPOCH_4_0);

  static Tally of(String act) {
    return new Tally(act, 0, ExecutionCost.ZERO);
  }

  Tally plus(ExecutionCost more) {
    return new Tally(act, calls + 1, cost.plus(more));
  }

  /** Part of a block of mainnet, in the dearest dimension. */
  double share() {
    return cost.shareOf(BLOCK);
  }

  @Override
  public String toString() {
    return "%d calls, %s of a block".formatted(calls, Text.fine(share()));
  }

  /** The dimension of which it takes the largest part. */
  String dearest() {
    return cost.dearestDimension(BLOCK).replace('_', ' ');
  }
}
