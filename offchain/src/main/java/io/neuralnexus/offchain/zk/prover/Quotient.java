package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.offchain.zk.prover.Goldilocks.multiply;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.subtract;

import io.neuralnexus.offchain.zk.Parameters;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The relation's quotient Q: a polynomial if and only if the trace satisfies all constraints. */
final class Quotient {
  private final Domain domain;
  private final Layout layout;
  private final int body;
  private final Relation relation;
  private final Extension c;

  /** Where the rows after the body are. */
  private final long[] random;

  Quotient(Domain domain, Layout layout, int body, Extension a, Extension c, IntPredicate held) {
    this.domain = domain;
    this.layout = layout;
    this.body = body;
    this.relation = new Relation(layout, a, held);
    this.c = c;
    this.random = IntStream.range(body, domain.size()).mapToLong(domain::row).toArray();
  }

  /**
   * The coefficients of the polynomial through the quotient's values, the constant first.
   *
   * @param progress is told the share of points that are done
   */
  Halves coefficients(Oracle trace, DoubleConsumer progress) {
    var values = new Halves(domain.extended());
    trace.cosets(
        (coset, columns) -> {
          var points = domain.coset(coset);
          // X^T is the same at all points of a coset.
          long inverse =
              Goldilocks.inverse(subtract(Goldilocks.power(points[0], domain.size()), 1));
          Cores.split(
              domain.size(),
              (from, to) -> {
                var block = values(columns, points, inverse, from, to);
                for (int i = from; i < to; i++) {
                  values.set(coset + i * Domain.COSETS, block.get(i - from));
                }
              });
          progress.accept((coset + 1.0) / Domain.COSETS);
        });
    return domain.points().fromCoset(values, Goldilocks.GENERATOR);
  }

  private Halves values(long[][] columns, long[] points, long inverse, int from, int to) {
    var result = relation.body(columns, from, to);
    for (int i = 0; i < result.size(); i++) {
      long scale = multiply(inverse, masked(points[from + i]));
      result.set(i, result.get(i).times(scale));
    }
    int rows = Math.toIntExact(layout.profile().rows());
    var single =
        List.of(
            new Single(0, relation.first(columns, from, to)),
            new Single(Parameters.COUNT_DIGITS, relation.afterDigits(columns, from, to)),
            new Single(body, relation.afterBody(columns, from, to)),
            new Single(rows - 1, relation.lastData(columns, from, to)),
            new Single(rows, relation.firstPadding(columns, from, to)));
    var factor = Extension.ONE;
    for (var terms : single) {
      factor = factor.times(c);
      var inverses = inverses(points, terms.row(), from, to);
      for (int i = 0; i < inverses.length; i++) {
        var term = terms.values().get(i).times(factor).times(inverses[i]);
        result.set(i, result.get(i).plus(term));
      }
    }
    return result;
  }

  /** What must vanish in one row. */
  private record Single(int row, Halves values) {}

  /** The product of X - g^i over the random rows i. */
  private long masked(long point) {
    long product = 1;
    for (long row : random) product = multiply(product, subtract(point, row));
    return product;
  }

  /** 1 / (X - g^row). */
  private long[] inverses(long[] points, int row, int from, int to) {
    long at = domain.row(row);
    var differences = new long[to - from];
    for (int i = 0; i < differences.length; i++) differences[i] = subtract(points[from + i], at);
    Goldilocks.invert(differences);
    return differences;
  }
}
