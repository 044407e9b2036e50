package io.neuralnexus.simulator;

import java.nio.file.Path;

/** Where tests find the project. */
final class Roots {
  private Roots() {}

  static Path project() {
    return Path.of(System.getProperty("nexus.root", ".."));
  }
}
