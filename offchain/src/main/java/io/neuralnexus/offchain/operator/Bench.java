package io.neuralnexus.offchain.operator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a role computes: whoever asks for a result has it, or has it begun. Results are kept until
 * they are forgotten. What fails is begun again when it is asked for later, each time later.
 */
final class Bench {
  private static final Logger LOG = LoggerFactory.getLogger(Bench.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** Failures after which a role no longer stays at work, but waits for blocks meanwhile. */
  private static final int TRIES = 4;

  /** For how long what may be tried again by now may still be asked for. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Executor workers;
  private final Executor moves;
  private final Runnable failed;
  private final Map<String, Work> works = new HashMap<>();
  private int running;
  private long ended;

  private static final class Work {
    final long job;
    Optional<Object> result = Optional.empty();
    boolean runs;
    int failures;
    long again;

    Work(long job) {
      this.job = job;
    }
  }

  /**
   * A bench.
   *
   * @param workers for training and checking
   * @param moves for what must not queue behind those
   * @param failed called when something fails
   */
  Bench(Executor workers, Executor moves, Runnable failed) {
    this.workers = workers;
    this.moves = moves;
    this.failed = failed;
  }

  /** The result for a job under a name; begins it if it is not there. */
  <T> Optional<T> train(long job, String name, Class<T> type, Callable<T> work) {
    return ask(workers, job, name, type, work);
  }

  /** The same, for what must not queue behind training. */
  <T> Optional<T> move(long job, String name, Class<T> type, Callable<T> work) {
    return ask(moves, job, name, type, work);
  }

  private <T> Optional<T> ask(
      Executor executor, long job, String name, Class<T> type, Callable<T> task) {
    var key = job + "/" + name;
    synchronized (this) {
      var work = works.computeIfAbsent(key, each -> new Work(job));
      if (work.result.isPresent()) return work.result.map(type::cast);
      if (work.runs || System.nanoTime() - work.again < 0 && work.failures > 0) {
        return Optional.empty();
      }
      work.runs = true;
      running++;
    }
    executor.execute(() -> run(key, task));
    synchronized (this) {
      return Optional.ofNullable(works.get(key)).flatMap(work -> work.result).map(type::cast);
    }
  }

  private void run(String key, Callable<?> task) {
    Optional<Object> result = Optional.empty();
    try {
      result = Optional.of(task.call());
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      LOG.atError().addKeyValue("work", key).setCause(e).log("computing failed, will try again");
      failed.run();
    } finally {
      end(key, result);
    }
  }

  private synchronized void end(String key, Optional<Object> result) {
    running--;
    ended++;
    var work = works.get(key);
    if (work != null) {
      work.runs = false;
      work.result = result;
      if (result.isEmpty()) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(work.failures, 7));
        work.failures++;
        work.again =
            System.nanoTime()
                + (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toNanos();
      }
    }
    notifyAll();
  }

  /** Whether anything is being computed, or is soon tried again: no deadline is slept through. */
  synchronized boolean isBusy() {
    return running > 0 || works.values().stream().anyMatch(Bench::isTriedAgain);
  }

  /** Whether anything failed, and has not been done since. */
  synchronized boolean hasFailed() {
    return works.values().stream().anyMatch(work -> work.failures > 0 && work.result.isEmpty());
  }

  private static boolean isTriedAgain(Work work) {
    return work.failures > 0
        && work.failures <= TRIES
        && work.result.isEmpty()
        && System.nanoTime() - work.again < GRACE.toNanos();
  }

  /** How many computations have come to an end so far. */
  synchronized long ended() {
    return ended;
  }

  /** How much is being computed. */
  synchronized int running() {
    return running;
  }

  /** Waits until something is done, or may be tried again, at most so long. */
  synchronized void awaitChange(Duration most) throws InterruptedException {
    if (isBusy()) wait(Math.max(1, most.toMillis()));
  }

  /** A result that has to be computed anew. */
  synchronized void forget(long job, String name) {
    works.remove(job + "/" + name);
  }

  /** All results for a job. */
  synchronized void forget(long job) {
    works.values().removeIf(work -> work.job == job && !work.runs);
  }
}
