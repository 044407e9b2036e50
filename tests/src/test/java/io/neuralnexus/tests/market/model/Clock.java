package io.neuralnexus.tests.market.model;

/** The heights of both chains as the next call will see them. */
record Clock(long stacks, long burn) {
  /** Burn blocks in which the weights of validators stay as they are. */
  static final long GENERATION = 144;

  Clock afterStacksBlocks(long count) {
    return new Clock(stacks + count, burn);
  }

  /** A burn block brings a Stacks block. */
  Clock afterBurnBlocks(long count) {
    return new Clock(stacks + count, burn + count);
  }

  Deadline in(long blocks) {
    return new Deadline(stacks + blocks, burn + blocks);
  }

  long generation() {
    return burn / GENERATION + 1;
  }

  /** Burn blocks until the next generation begins. */
  long untilNextGeneration() {
    return GENERATION - burn % GENERATION;
  }
}
