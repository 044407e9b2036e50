package io.neuralnexus.benchmarks;

import io.neuralnexus.simulator.Simulation;
import io.neuralnexus.simulator.world.Ground;
import io.neuralnexus.simulator.world.Scripts;
import io.neuralnexus.simulator.world.World;
import java.nio.file.Path;

/**
 * Live heap of a simulation of years with steady trade: arguments are the burn blocks, and in how
 * many parts they are looked at. Run from the root of the repository.
 */
public final class LongRun {
  private static final int MEBI = 1 << 20;

  /** Bids that a provider takes at once. */
  private static final double CAPACITY = 4;

  /** Bids of a developer in a block. */
  private static final double DEMAND = 0.01;

  private LongRun() {}

  /**
   * Prints what is alive from time to time.
   *
   * @param args burn blocks, 1,000,000 if left out; looks, 10 if left out
   */
  public static void main(String[] args) {
    var blocks = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    var stride = Math.max(1, blocks / (args.length > 1 ? Long.parseLong(args[1]) : 10));
    try (var ground = Ground.open(Path.of("Clarinet.toml"))) {
      var start = System.nanoTime();
      var result =
          Simulation.run(
              ground,
              Markets.of(blocks, 3, CAPACITY, 4, DEMAND, 8),
              1,
              Scripts.NONE,
              world -> {
                if (world.block() % stride == 0 && world.block() <= blocks) look(world, start);
              });
      System.out.printf(
          "%,d transactions in %,d blocks, %,d refused%n",
          result.transactions(), result.blocks(), result.refused());
    }
  }

  private static void look(World world, long start) {
    System.gc();
    var runtime = Runtime.getRuntime();
    System.out.printf(
        "block %,9d: %6.1f MiB live, %,.0f s%n",
        world.block(),
        (runtime.totalMemory() - runtime.freeMemory()) / (double) MEBI,
        (System.nanoTime() - start) / 1e9);
  }
}
