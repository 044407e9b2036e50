package io.neuralnexus.offchain.zk.prover;

import java.util.stream.IntStream;

/** Splits work over the processors. Each piece writes where no other does, so the order is free. */
final class Cores {
  static final int PIECES = 64;

  private Cores() {}

  /** What to do for the indices from one to before another. */
  interface Piece {
    void run(int from, int to);
  }

  static void split(int size, Piece piece) {
    int pieces = Math.min(size, PIECES);
    IntStream.range(0, pieces)
        .parallel()
        .forEach(i -> piece.run(at(i, size, pieces), at(i + 1, size, pieces)));
  }

  private static int at(int piece, int size, int pieces) {
    return (int) ((long) piece * size / pieces);
  }
}
