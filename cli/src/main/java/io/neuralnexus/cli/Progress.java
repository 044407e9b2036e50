package io.neuralnexus.cli;

import java.util.Optional;
import java.util.function.DoubleConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal, if there is one, how much of a work is done. */
public final class Progress implements DoubleConsumer, AutoCloseable {
  private static final int PARTS = 100;
  private static final int WIDTH = 79;

  private final Optional<ProgressBar> bar;

  private Progress(Optional<ProgressBar> bar) {
    this.bar = bar;
  }

  /** Of a task that begins now. */
  public static Progress of(String task) {
    var console = System.console();
    if (console == null || !console.isTerminal()) return new Progress(Optional.empty());
    return new Progress(
        Optional.of(
            new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(PARTS)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(100)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build()));
  }

  @Override
  public void accept(double done) {
    bar.ifPresent(each -> each.stepTo(Math.round(done * PARTS)));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
