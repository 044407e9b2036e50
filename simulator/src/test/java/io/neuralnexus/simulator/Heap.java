package io.neuralnexus.simulator;

/** How much is alive. */
public final class Heap {
  private Heap() {}

  /** Bytes, after what is dead has been collected. */
  public static long bytes() {
    var runtime = Runtime.getRuntime();
    var least = Long.MAX_VALUE;
    for (var i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
