package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.offchain.zk.prover.Goldilocks.add;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.multiply;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Polynomials of degree below T that are committed to by a tree over the points of the extension.
 * Their values are computed coset by coset when they are needed, never kept.
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

  /** Is given the values of all polynomials on a coset, for as long as it looks. */
  interface Visitor {
    void visit(int coset, long[][] values);
  }

  /**
   * Commits.
   *
   * @param coefficients of an even number of polynomials, in reversed order
   */
  Oracle(Domain domain, long[][] coefficients, Randomness.Salts salts, int capHeight) {
    this.domain = domain;
    this.coefficients = coefficients;
    this.salts = salts;
    var nodes = new byte[2 * domain.extended() * Hash.LENGTH];
    cosets(
        (coset, values) ->
            Cores.split(domain.size(), (from, to) -> hash(coset, values, from, to, nodes)));
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

  /** Shows all values to a visitor. */
  void cosets(Visitor visitor) {
    var values = new long[width()][domain.size()];
    for (int coset = 0; coset < Domain.COSETS; coset++) {
      var shifts = domain.rows().reversedPowers(domain.point(coset));
      Cores.split(
          width(),
          (from, to) -> {
            for (int j = from; j < to; j++) {
              var column = values[j];
              for (int i = 0; i < column.length; i++) {
                column[i] = multiply(coefficients[j][i], shifts[i]);
              }
              domain.rows().evaluate(column);
            }
          });
      visitor.visit(coset, values);
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
        salts.put(point, leaves[i], 1);
        hash.with(leaves[i]).done(nodes, (domain.extended() + point) * Hash.LENGTH);
      }
    }
  }

  /** The values at a point of the extension, packed two by two. */
  List<Uint> row(int point) {
    var powers = domain.rows().reversedPowers(domain.point(point));
    return IntStream.range(0, width() / 2)
        .mapToObj(j -> new Uint(at(2 * j, powers), at(2 * j + 1, powers)))
        .toList();
  }

  Buff salt(int point) {
    var salt = new byte[Randomness.SALT_LENGTH];
    salts.put(point, salt, 0);
    return Buff.of(salt);
  }

  /** A polynomial's value at the point with these powers, in reversed order. */
  long at(int polynomial, long[] powers) {
    var terms = coefficients[polynomial];
    long sum = 0;
    for (int i = 0; i < powers.length; i++) sum = add(sum, multiply(terms[i], powers[i]));
    return sum;
  }

  /** A polynomial's value at a point of the extension field. */
  Extension at(int polynomial, Halves powers) {
    return new Extension(at(polynomial, powers.a()), at(polynomial, powers.b()));
  }
}
