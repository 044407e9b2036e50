package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.RunResult;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** Threads of this process. */
final class Threads implements Crew {
  private final Task.Player player;
  private final int size;
  private final ExecutorService threads;

  Threads(Task.Player player, int size) {
    this.player = player;
    this.size = size;
    this.threads = Executors.newFixedThreadPool(size, Thread.ofPlatform().daemon().factory());
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void play(Subject subject, List<Task> tasks, BiConsumer<Task, RunResult> done) {
    var results = new ExecutorCompletionService<Codec.Done>(threads);
    var futures =
        tasks.stream()
            .map(task -> results.submit(() -> new Codec.Done(task, play(subject, task))))
            .toList();
    try {
      for (var left = tasks.size(); left > 0; left--) {
        var each = results.take().get();
        done.accept(each.task(), each.result());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SweepException failed) throw failed;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SweepException("interrupted", e);
    } finally {
      futures.forEach(future -> future.cancel(true));
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
    threads.shutdownNow();
  }
}
