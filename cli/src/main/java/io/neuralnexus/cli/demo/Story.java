package io.neuralnexus.cli.demo;

/** Is told what happens, as it happens. */
public interface Story extends AutoCloseable {
  /** A new act begins. */
  void act(String title);

  /** Something happened in the act. */
  void tell(String line);

  /** A table, or anything else that has its form already. */
  void show(String text);

  @Override
  void close();
}
