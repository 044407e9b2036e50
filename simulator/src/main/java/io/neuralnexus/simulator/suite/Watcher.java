package io.neuralnexus.simulator.suite;

/** Somebody who is told what becomes of jobs. */
@FunctionalInterface
interface Watcher {
  /** A job has changed. Whoever acts on it is in the next block at the earliest. */
  void see(LiveJob job, Happening what);
}
