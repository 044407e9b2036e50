package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.offchain.zk.Parameters;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The quotient cut into polynomials of degree below T that say nothing but what they add up to:
 * neighbours have random polynomials in common that cancel (U. Haboeck, A. Al Kindi, "A note on
 * adding zero-knowledge to STARKs", eprint 2024/1037).
 */
final class Parts {
  private Parts() {}

  /**
   * The parts, with X^(i S) times which they add up to the quotient.
   *
   * @param quotient coefficients, the constant first; those that are too many are dropped
   * @param size T
   * @param overlap H, the coefficients that go over from a part to the next
   */
  static List<Halves> of(Halves quotient, int size, int overlap, Randomness.Fresh random) {
    int step = size - overlap;
    var between =
        IntStream.range(0, Parameters.PARTS - 1).mapToObj(i -> random.between(i, overlap)).toList();
    return IntStream.range(0, Parameters.PARTS)
        .mapToObj(
            i -> {
              var part = quotient.slice(i * step, step).first(size);
              for (int k = 0; k < overlap && i > 0; k++) {
                part.set(k, part.get(k).minus(between.get(i - 1).get(k)));
              }
              for (int k = 0; k < overlap && i < between.size(); k++) {
                part.set(step + k, between.get(i).get(k));
              }
              return part;
            })
        .toList();
  }

  /** The columns that are committed to: the halves of all polynomials, in reversed order. */
  static long[][] columns(List<Halves> polynomials, int log) {
    return polynomials.stream()
        .map(polynomial -> polynomial.reversed(log))
        .flatMap(polynomial -> Stream.of(polynomial.a(), polynomial.b()))
        .toArray(long[][]::new);
  }
}
