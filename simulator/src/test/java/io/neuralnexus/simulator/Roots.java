package io.neuralnexus.simulator;

import io.neuralnexus.simulator.world.Ground;
import java.nio.file.Path;

/** Where tests find the project. */
public final class Roots {
  private Roots() {}

  /** Deployed once for all tests; each run has a copy of it, and nobody closes it. */
  private static final class Shared {
    static final Ground GROUND = Ground.open(project().resolve("Clarinet.toml"));
  }

  public static Path project() {
    return Path.of(System.getProperty("nexus.root", ".."));
  }

  /** A chain with the project on it, as it is deployed. */
  public static Ground ground() {
    return Shared.GROUND;
  }
}
