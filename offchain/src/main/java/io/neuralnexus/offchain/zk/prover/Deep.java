package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.zk.Parameters;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Values of the committed polynomials at a point outside, and one polynomial that shows that they
 * are (E. Ben-Sasson, L. Goldberg, S. Kopparty, S. Saraf, "DEEP-FRI: Sampling Outside the Box
 * Improves Soundness", 2020).
 */
final class Deep {
  private final Domain domain;
  private final Oracle trace;
  private final int shifted;
  private final Oracle parts;
  private final Extension z;
  private final Extension next;
  private final List<Extension> atZ;
  private final List<Extension> atNext;
  private final List<Extension> partsAtZ;

  /**
   * Evaluates.
   *
   * @param shifted as many of the trace's columns are evaluated at g z as well
   * @param z a point outside the field
   */
  Deep(Domain domain, Oracle trace, int shifted, Oracle parts, Extension z) {
    this.domain = domain;
    this.trace = trace;
    this.shifted = shifted;
    this.parts = parts;
    this.z = z;
    this.next = z.times(domain.row(1));
    var powers = Halves.reversedPowers(z, domain.log());
    var nextPowers = Halves.reversedPowers(next, domain.log());
    this.atZ = evaluate(trace, trace.width(), powers);
    this.atNext = evaluate(trace, shifted, nextPowers);
    var halves = evaluate(parts, 2 * Parameters.PARTS, powers);
    this.partsAtZ =
        IntStream.range(0, Parameters.PARTS)
            .mapToObj(i -> joined(halves.get(2 * i), halves.get(2 * i + 1)))
            .toList();
  }

  private static List<Extension> evaluate(Oracle oracle, int count, Halves powers) {
    return IntStream.range(0, count).parallel().mapToObj(j -> oracle.at(j, powers)).toList();
  }

  /** The value of a polynomial over the extension whose halves have these values. */
  private static Extension joined(Extension a, Extension b) {
    return a.plus(b.times(Extension.F));
  }

  List<Uint> atZ() {
    return packed(atZ);
  }

  List<Uint> atNext() {
    return packed(atNext);
  }

  List<Uint> parts() {
    return packed(partsAtZ);
  }

  private static List<Uint> packed(List<Extension> values) {
    return values.stream().map(Extension::packed).toList();
  }

  /**
   * The coefficients, the constant first, of the sum of b^j (f_j(X) - f_j(point_j)) / (X -
   * point_j).
   *
   * @param b the challenge
   */
  Halves batched(Extension b) {
    var sums = new Halves(domain.size());
    var nextSums = new Halves(domain.size());
    Cores.split(domain.size(), (from, to) -> add(b, sums, nextSums, from, to));
    return divided(sums.reversed(domain.log()), z)
        .plus(divided(nextSums.reversed(domain.log()), next));
  }

  /** Adds all functions up, each with its power of the challenge. */
  private void add(Extension b, Halves sums, Halves nextSums, int from, int to) {
    var factor = b;
    for (int j = 0; j < trace.width(); j++, factor = factor.times(b)) {
      sums.add(from, to, trace.coefficients(j), factor);
    }
    for (int j = 0; j < shifted; j++, factor = factor.times(b)) {
      nextSums.add(from, to, trace.coefficients(j), factor);
    }
    for (int j = 0; j < Parameters.PARTS; j++, factor = factor.times(b)) {
      sums.add(from, to, parts.coefficients(2 * j), factor);
      sums.add(from, to, parts.coefficients(2 * j + 1), factor.times(Extension.F));
    }
  }

  /** (F(X) - F(point)) / (X - point), by Horner's rule. */
  private static Halves divided(Halves polynomial, Extension point) {
    var quotient = new Halves(polynomial.size());
    var carry = Extension.ZERO;
    for (int i = polynomial.size() - 1; i > 0; i--) {
      carry = carry.times(point).plus(polynomial.get(i));
      quotient.set(i - 1, carry);
    }
    return quotient;
  }
}
