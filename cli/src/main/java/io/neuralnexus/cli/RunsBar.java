package io.neuralnexus.cli;

import io.neuralnexus.simulator.sweep.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how many runs are done and how long the others will take: a bar on a terminal, or else a
 * line now and then.
 */
final class RunsBar implements Progress, AutoCloseable {
  private static final int WIDTH = 79;
  private static final long PAUSE = Duration.ofSeconds(30).toNanos();

  private final String task;
  private final PrintWriter lines;
  private final boolean terminal;
  private final long begin = System.nanoTime();
  private long told = begin;
  private int found = -1;
  private ProgressBar bar;

  /**
   * @param lines where lines go, if there is no terminal
   */
  RunsBar(String task, PrintWriter lines) {
    this.task = task;
    this.lines = lines;
    this.terminal = System.console() != null && System.console().isTerminal();
  }

  @Override
  public void at(int done, int total) {
    if (found < 0) begin(done, total);
    if (terminal) {
      bar.maxHint(total);
      bar.stepTo(done);
    } else if (System.nanoTime() - told > PAUSE) {
      told = System.nanoTime();
      var seconds = (told - begin) / 1e9 / (done - found) * (total - done);
      lines.printf(
          Locale.ROOT,
          "%s: %,d of %,d runs, some %s left%n",
          task,
          done,
          total,
          seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min");
      lines.flush();
    }
  }

  private void begin(int done, int total) {
    found = done;
    if (done > 0) {
      lines.printf(Locale.ROOT, "%,d of %,d runs are there already%n", done, total);
      lines.flush();
    }
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
  public void close() {
    if (bar != null) bar.close();
  }
}
