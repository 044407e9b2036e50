package io.neuralnexus.cli.demo;

/** Keeps the story to itself. */
public final class SilentStory implements Story {
  @Override
  public void act(String title) {}

  @Override
  public void tell(String line) {}

  @Override
  public void show(String text) {}

  @Override
  public void close() {}
}
