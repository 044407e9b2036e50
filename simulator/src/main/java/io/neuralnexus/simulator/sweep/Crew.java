package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.RunResult;
import java.util.List;
import java.util.function.BiConsumer;

/** Who does the runs of a sweep. */
public sealed interface Crew extends AutoCloseable permits Threads, Cluster {
  /** How many runs go on at once, now. */
  int size();

  /**
   * Does tasks, in any order, and tells each result once, by one thread at a time.
   *
   * @throws SweepException if one fails; no more are begun then
   */
  void play(Subject subject, List<Task> tasks, BiConsumer<Task, RunResult> done);

  @Override
  void close();
}
