package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.offchain.zk.prover.Goldilocks.add;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.multiplyScaled;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Polynomials of degree below T that are committed to by a tree over the points of the extension.
 * Their values there are kept if there is memory for them, and else computed again coset by coset,
 * in the memory that the trace takes.
 */
final class Oracle {
  private static final int SALTED_LEAF = 0x00;

  /** Where the list of values begins in what is hashed: after the tag and the salt. */
  private static final int LIST = 1 + Randomness.SALT_LENGTH;

  /** Rows that are hashed together, so that each column is read by whole lines of the cache. */
  private static final int BLOCK = 8;

  private final Domain domain;
  private final long[][] coefficients;
  private final Randomness.Salts salts;
  private final Tree tree;

  /** The values on each coset, or nothing. */
  private final List<long[][]> kept = new ArrayList<>();

  /** Is given the values of all polynomials on a coset, for as long as it looks. */
  interface Visitor {
    void visit(int coset, long[][] values);
  }

  /**
   * Commits.
   *
   * @param coefficients of an even number of polynomials, in reversed order
   * @param memory bytes that all their values may take to be kept
   */
  Oracle(Domain domain, long[][] coefficients, Randomness.Salts salts, int capHeight, long memory) {
    this.domain = domain;
    this.coefficients = coefficients;
    this.salts = salts;
    var nodes = new byte[2 * domain.extended() * Hash.LENGTH];
    boolean keeping = size() <= memory;
    compute(
        (coset, values) -> {
          Cores.split(domain.size(), (from, to) -> hash(coset, values, from, to, nodes));
          if (keeping) kept.add(Stream.of(values).map(long[]::clone).toArray(long[][]::new));
        });
    this.tree = new Tree(nodes, capHeight);
  }

  Tree tree() {
    return tree;
  }

  int width() {
    return coefficients.length;
  }

  long[] coefficients(int polynomial) {
    return coefficients[polynomial];
  }

  /** The bytes that all values take. */
  private long size() {
    return (long) width() * domain.extended() * Long.BYTES;
  }

  /** Shows all values to a visitor. */
  void cosets(Visitor visitor) {
    if (kept.isEmpty()) compute(visitor);
    for (int coset = 0; coset < kept.size(); coset++) visitor.visit(coset, kept.get(coset));
  }

  private void compute(Visitor visitor) {
    var values = new long[width()][domain.size()];
    for (int coset = 0; coset < Domain.COSETS; coset++) {
      var shifts = domain.rows().reversedPowers(domain.point(coset));
      Cores.split(
          width(),
          (from, to) -> {
            for (int j = from; j < to; j++) {
              shift(coefficients[j], shifts, values[j]);
              domain.rows().evaluate(values[j]);
            }
          });
      visitor.visit(coset, values);
    }
  }

  private static void shift(long[] coefficients, long[] shifts, long[] shifted) {
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = multiplyScaled(coefficients[i], shifts[i]);
    }
  }

  private void hash(int coset, long[][] values, int from, int to, byte[] nodes) {
    var leaves = new byte[BLOCK][LIST + Consensus.listLength(width() / 2)];
    for (var leaf : leaves) {
      leaf[0] = SALTED_LEAF;
      Consensus.list(width() / 2, leaf, LIST);
    }
    var hash = new Hash();
    for (int start = from; start < to; start += BLOCK) {
      int rows = Math.min(BLOCK, to - start);
      for (int j = 0; j < width(); j++) {
        for (int i = 0; i < rows; i++) Consensus.half(j, values[j][start + i], leaves[i], LIST);
      }
      for (int i = 0; i < rows; i++) {
        int point = coset + (start + i) * Domain.COSETS;
        salts.put(point, hash, leaves[i], 1);
        hash.with(leaves[i]).done(nodes, (domain.extended() + point) * Hash.LENGTH);
      }
    }
  }

  /** The values at a point of the extension, packed two by two. */
  List<Uint> row(int point) {
    var values = kept.isEmpty() ? computed(point) : kept(point);
    return IntStream.range(0, width() / 2)
        .mapToObj(j -> new Uint(values[2 * j], values[2 * j + 1]))
        .toList();
  }

  private long[] kept(int point) {
    return Stream.of(kept.get(point % Domain.COSETS))
        .mapToLong(values -> values[point / Domain.COSETS])
        .toArray();
  }

  private long[] computed(int point) {
    var powers = domain.rows().reversedPowers(domain.point(point));
    return IntStream.range(0, width()).mapToLong(j -> at(j, powers)).toArray();
  }

  Buff salt(int point) {
    var salt = new byte[Randomness.SALT_LENGTH];
    salts.put(point, new Hash(), salt, 0);
    return Buff.of(salt);
  }

  /** A polynomial's value at the point with these powers, in reversed order and scaled. */
  long at(int polynomial, long[] powers) {
    var terms = coefficients[polynomial];
    long sum = 0;
    for (int i = 0; i < powers.length; i++) sum = add(sum, multiplyScaled(terms[i], powers[i]));
    return sum;
  }

  /** The same at a point of the extension. */
  Extension at(int polynomial, Halves powers) {
    return new Extension(at(polynomial, powers.a()), at(polynomial, powers.b()));
  }
}
