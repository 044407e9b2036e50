package io.neuralnexus.cli.demo;

import java.io.PrintWriter;

/** Tells the story in lines of text. */
public final class PlainStory implements Story {
  private final PrintWriter out;
  private int acts;

  public PlainStory(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void act(String title) {
    acts++;
    out.printf("%n%d. %s%n", acts, title);
    out.flush();
  }

  @Override
  public void tell(String line) {
    out.println("   " + line);
    out.flush();
  }

  @Override
  public void show(String text) {
    out.print(text);
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
