package io.neuralnexus.simulator.world;

/** What holds after every block did not hold after one: the contracts are wrong, not the agents. */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long seed;
  private final long block;

  Violation(long seed, long block, RuntimeException cause) {
    super("seed %d, burn block %d: %s".formatted(seed, block, cause.getMessage()), cause);
    this.seed = seed;
    this.block = block;
  }

  /** The seed of the run. */
  public long seed() {
    return seed;
  }

  /** Burn blocks since the beginning, that one included. */
  public long block() {
    return block;
  }
}
