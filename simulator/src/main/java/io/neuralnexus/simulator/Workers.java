package io.neuralnexus.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Threads of this process that do tasks which do not depend on each other. */
public final class Workers implements AutoCloseable {
  private final ExecutorService threads;

  /**
   * @param size how many tasks are done at a time
   */
  public Workers(int size) {
    this.threads = Executors.newFixedThreadPool(size, Thread.ofPlatform().daemon().factory());
  }

  /** How a task has ended: with a result or with a failure. */
  private record End<T>(int task, T result, Optional<Throwable> failure) {}

  /**
   * Does tasks, which are begun in their order.
   *
   * <p>If one fails, those after it are not begun any more, and those before it, which all have
   * been, come to their ends. So of several that would fail it is always the first that is told of.
   *
   * @param done is given each result as it comes, by the calling thread
   * @throws InterruptedException if this thread is; no more are begun then
   */
  public <T> void play(List<? extends Supplier<T>> tasks, Consumer<T> done)
      throws InterruptedException {
    var ends = new LinkedBlockingQueue<End<T>>();
    var futures = new ArrayList<Future<?>>(tasks.size());
    for (var task : tasks) {
      var number = futures.size();
      futures.add(threads.submit(() -> ends.add(end(number, task))));
    }
    var ended = new BitSet();
    var wanted = tasks.size();
    var failure = Optional.<Throwable>empty();
    try {
      while (ended.nextClearBit(0) < wanted) {
        var end = ends.take();
        ended.set(end.task);
        if (end.failure.isEmpty()) {
          done.accept(end.result);
        } else if (end.task < wanted) {
          failure = end.failure;
          wanted = end.task;
          futures.subList(wanted, futures.size()).forEach(each -> each.cancel(true));
        }
      }
    } finally {
      futures.forEach(each -> each.cancel(true));
    }
    switch (failure.orElse(null)) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private static <T> End<T> end(int number, Supplier<T> task) {
    try {
      return new End<>(number, task.get(), Optional.empty());
    } catch (RuntimeException | Error e) {
      return new End<>(number, null, Optional.of(e));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
