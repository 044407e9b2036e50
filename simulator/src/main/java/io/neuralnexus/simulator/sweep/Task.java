package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.RunResult;

/**
 * One run: its result depends on nothing else.
 *
 * @param point what is changed in the scenario
 * @param seed of all chance in the run
 */
record Task(Point point, long seed) {
  /** What to say when it fails. */
  SweepException failed(String why, Throwable cause) {
    return new SweepException("%s, seed %d: %s".formatted(point, seed, why), cause);
  }

  /** Does tasks. Safe for several threads. */
  @FunctionalInterface
  interface Player {
    RunResult play(Subject subject, Task task);
  }
}
