package io.neuralnexus.clarity.vm;

import io.neuralnexus.clarity.Epoch;

/**
 * Stacks blocks one after the other that differ in nothing but their time. Each burn block begins
 * one.
 *
 * @param first the height of the first
 * @param time when the first was made, in seconds since 1970
 * @param burnHeight the burn block below them
 * @param tenure the tenure as contracts see it in them
 * @param epoch the epoch when their last transaction ran
 */
record Run(int first, long time, int burnHeight, int tenure, Epoch epoch) {
  long time(int height) {
    return time + (height - first) * SimulatedBlocks.STACKS_INTERVAL;
  }
}
