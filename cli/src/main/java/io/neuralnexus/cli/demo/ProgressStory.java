package io.neuralnexus.cli.demo;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal how far a story is, below the lines that it tells. */
public final class ProgressStory implements Story {
  private final Story told;
  private final BottomLine line;
  private final ProgressBar bar;
  private boolean hasBegun;

  /**
   * @param told what prints the lines, if anything does
   * @param acts how many there will be
   * @param terminal where the bar is drawn
   */
  public ProgressStory(Story told, int acts, PrintStream terminal) {
    this.told = told;
    this.line = new BottomLine(terminal);
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("demo")
            .setInitialMax(acts)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(250)
            .setConsumer(line)
            .hideEta()
            .build();
  }

  @Override
  public void act(String title) {
    if (hasBegun) bar.step();
    hasBegun = true;
    bar.setExtraMessage(title);
    line.above(() -> told.act(title));
    bar.refresh();
  }

  @Override
  public void tell(String text) {
    line.above(() -> told.tell(text));
  }

  @Override
  public void show(String text) {
    line.above(() -> told.show(text));
  }

  @Override
  public void close() {
    bar.close();
    line.close();
    told.close();
  }

  /** The last line of the terminal, which the bar's own thread redraws. */
  private static final class BottomLine implements ProgressBarConsumer {
    private static final int WIDTH = 79;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream terminal;
    private String shown = "";
    private boolean closed;

    BottomLine(PrintStream terminal) {
      this.terminal = terminal;
    }

    synchronized void above(Runnable print) {
      terminal.print(CLEAR);
      terminal.flush();
      print.run();
      terminal.print(shown);
      terminal.flush();
    }

    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    /** The bar's thread may still have a drawing on its way when the story ends. */
    @Override
    public synchronized void accept(String bar) {
      if (closed) return;
      shown = bar;
      terminal.print(CLEAR + bar);
      terminal.flush();
    }

    @Override
    public synchronized void close() {
      if (closed) return;
      closed = true;
      terminal.print(CLEAR);
      terminal.flush();
    }
  }
}
