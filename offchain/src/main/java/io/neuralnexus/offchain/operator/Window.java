package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.chain.Heights;

/**
 * A time in which something can be done: so many blocks of both chains from some heights on.
 *
 * @param since when it began
 * @param blocks that it lasts
 */
record Window(Heights since, long blocks) {
  static Window of(Uint stacks, Uint burn, Uint blocks) {
    return new Window(
        new Heights(stacks.longValueExact(), burn.longValueExact()), blocks.longValueExact());
  }

  Window plus(Uint more) {
    return new Window(since, blocks + more.longValueExact());
  }

  boolean isOver(Heights now) {
    return now.isOver(since, blocks);
  }

  /** The first burn height at which it can be over. */
  long end() {
    return since.burn() + blocks + 1;
  }

  /** Blocks that are used of it: those that both chains have made. */
  static long used(Heights since, Heights now) {
    return Math.min(now.stacks() - since.stacks(), now.burn() - since.burn());
  }
}
