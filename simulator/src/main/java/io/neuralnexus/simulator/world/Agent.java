package io.neuralnexus.simulator.world;

/**
 * Somebody who takes part. It acts when it is woken, by transactions of its own accounts, and knows
 * what anybody can know: the chain, its events, the price of STX, and what it was told off the
 * chain.
 */
public interface Agent {
  /** Acts, at a block at which it asked to be woken. */
  void step();

  /** From now on it takes on nothing new, and ends what it has begun: the horizon has come. */
  default void close() {}

  /** It wants out as soon as the contracts let it. Also closes. */
  default void leave() {
    close();
  }

  /** Whether something runs that will change what it owns. */
  default boolean isBusy() {
    return false;
  }
}
