package io.neuralnexus.tests.suite.model;

/** The heights of both chains as a call sees them. */
record Clock(long stacks, long burn) {

  /** Whether more than so many blocks of both chains have passed since then. */
  boolean isOver(Clock since, long blocks) {
    return stacks > since.stacks + blocks && burn > since.burn + blocks;
  }

  /** Blocks since then, on the chain that had fewer. */
  long used(Clock since) {
    return Math.min(stacks - since.stacks, burn - since.burn);
  }

  /** A start, moved on by the time from {@code begun} to this. */
  Clock movedOn(Clock since, Clock begun) {
    return new Clock(since.stacks + stacks - begun.stacks, since.burn + burn - begun.burn);
  }
}
