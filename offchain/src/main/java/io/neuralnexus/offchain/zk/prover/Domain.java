package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.offchain.zk.prover.Goldilocks.multiply;

import io.neuralnexus.offchain.zk.Parameters;

/**
 * The rows of a trace, at the powers of g, and the points of its extension. Point i is 7 w^i: the
 * points c, c + 16, c + 32, .. are a coset of the rows, on which the next point is the next row's.
 */
final class Domain {
  /** Cosets of the rows in the extension. */
  static final int COSETS = 1 << Parameters.BLOW_UP_LOG;

  private final int log;
  private final Ntt rows;
  private final Ntt points;
  private final long generator;
  private final long root;

  Domain(int log) {
    this.log = log;
    this.rows = new Ntt(log);
    this.points = new Ntt(log + Parameters.BLOW_UP_LOG);
    this.generator = Goldilocks.root(log);
    this.root = Goldilocks.root(log + Parameters.BLOW_UP_LOG);
  }

  int log() {
    return log;
  }

  /** T. */
  int size() {
    return 1 << log;
  }

  /** n. */
  int extended() {
    return COSETS << log;
  }

  Ntt rows() {
    return rows;
  }

  Ntt points() {
    return points;
  }

  /** Where a row is: g^row. */
  long row(int index) {
    return Goldilocks.power(generator, index);
  }

  long point(int index) {
    return multiply(Goldilocks.GENERATOR, Goldilocks.power(root, index));
  }

  /** All points of a coset, in the order of the rows. */
  long[] coset(int coset) {
    var points = new long[size()];
    points[0] = point(coset);
    for (int i = 1; i < points.length; i++) points[i] = multiply(points[i - 1], generator);
    return points;
  }
}
