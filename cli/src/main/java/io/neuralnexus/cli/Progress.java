package io.neuralnexus.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how much of a work is done and how long the rest will take: a bar on a terminal, or else a
 * line now and then.
 */
public final class Progress implements DoubleConsumer, AutoCloseable {
  private static final int PARTS = 100;
  private static final int WIDTH = 79;
  private static final long PAUSE = Duration.ofSeconds(30).toNanos();

  private final String task;
  private final PrintWriter lines;
  private final boolean terminal;
  private final long begin = System.nanoTime();
  private long told = begin;
  private long found = -1;
  private ProgressBar bar;

  private Progress(String task, PrintWriter lines, boolean terminal) {
    this.task = task;
    this.lines = lines;
    this.terminal = terminal;
  }

  /** Of a task that begins now. */
  public static Progress of(String task) {
    return of(task, new PrintWriter(System.err, true));
  }

  /**
   * @param lines where lines go, if there is no terminal
   */
  static Progress of(String task, PrintWriter lines) {
    var console = System.console();
    return new Progress(task, lines, console != null && console.isTerminal());
  }

  /** Takes a share, from 0 to 1, which all threads of the task may tell. */
  @Override
  public void accept(double done) {
    at(Math.round(done * PARTS), PARTS);
  }

  /** Takes a number of parts; the first that is told was done before. */
  synchronized void at(long done, long total) {
    if (found < 0) begin(done, total);
    if (terminal) {
      bar.maxHint(total);
      bar.stepTo(done);
    } else if (done > found && System.nanoTime() - told > PAUSE) {
      told = System.nanoTime();
      var seconds = (told - begin) / 1e9 / (done - found) * (total - done);
      lines.printf(
          Locale.ROOT,
          "%s: %,d of %,d, some %s left%n",
          task,
          done,
          total,
          seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min");
      lines.flush();
    }
  }

  private void begin(long done, long total) {
    found = done;
    if (!terminal) return;
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .startsFrom(done, Duration.ZERO)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(250)
            .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
            .build();
  }

  @Override
  public synchronized void close() {
    if (bar != null) bar.close();
  }
}
