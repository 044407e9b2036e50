package io.neuralnexus.tests.market.model;

/** A time that has passed only when both chains are above it. */
record Deadline(long stacks, long burn) {
  boolean hasPassed(Clock now) {
    return now.stacks() > stacks && now.burn() > burn;
  }

  Deadline earlier(long blocks) {
    return new Deadline(stacks - blocks, burn - blocks);
  }
}
