package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.Workers;
import io.neuralnexus.simulator.kpi.RunResult;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Threads of this process. */
final class Threads implements Crew {
  private final Task.Player player;
  private final int size;
  private final Workers workers;

  Threads(Task.Player player, int size) {
    this.player = player;
    this.size = size;
    this.workers = new Workers(size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void play(Subject subject, List<Task> tasks, BiConsumer<Task, RunResult> done) {
    var runs =
        tasks.stream()
            .<Supplier<Codec.Done>>map(task -> () -> new Codec.Done(task, play(subject, task)))
            .toList();
    try {
      workers.play(runs, each -> done.accept(each.task(), each.result()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SweepException("interrupted", e);
    }
  }

  private RunResult play(Subject subject, Task task) {
    try {
      return player.play(subject, task);
    } catch (RuntimeException e) {
      throw task.failed(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    workers.close();
  }
}
