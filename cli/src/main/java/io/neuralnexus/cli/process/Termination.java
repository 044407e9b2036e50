package io.neuralnexus.cli.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and SIGINT: what is at work is asked to end, and the JVM stays until this is closed, for
 * some time at most.
 */
public final class Termination implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private final Duration grace;

  /** Waits that long for what is asked to end. */
  public Termination(Duration grace) {
    this.grace = grace;
  }

  /** From now on a signal does this. */
  public void asks(Runnable end) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  end.run();
                  await();
                },
                "signal"));
  }

  private void await() {
    try {
      over.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All has ended. */
  @Override
  public void close() {
    over.countDown();
  }
}
