package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.clarity.Uint;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A list of elements of the extension, as two lists of elements: the i-th is a[i] + b[i] f. */
record Halves(long[] a, long[] b) {
  Halves(int size) {
    this(new long[size], new long[size]);
  }

  int size() {
    return a.length;
  }

  Extension get(int index) {
    return new Extension(a[index], b[index]);
  }

  void set(int index, Extension value) {
    a[index] = value.a();
    b[index] = value.b();
  }

  /**
   * Adds to each element, from an index on, another one times a factor.
   *
   * @param elements those at the same indices
   */
  void add(int from, int to, long[] elements, Extension factor) {
    long scaledA = Goldilocks.scaled(factor.a());
    long scaledB = Goldilocks.scaled(factor.b());
    for (int i = from; i < to; i++) {
      a[i] = Goldilocks.add(a[i], Goldilocks.multiplyScaled(elements[i], scaledA));
      b[i] = Goldilocks.add(b[i], Goldilocks.multiplyScaled(elements[i], scaledB));
    }
  }

  Halves plus(Halves other) {
    var sum = new Halves(size());
    for (int i = 0; i < size(); i++) sum.set(i, get(i).plus(other.get(i)));
    return sum;
  }

  /** The first elements, then zeros if there are not so many. */
  Halves first(int size) {
    return new Halves(Arrays.copyOf(a, size), Arrays.copyOf(b, size));
  }

  /** As many elements from an index on. */
  Halves slice(int from, int size) {
    return new Halves(
        Arrays.copyOfRange(a, from, from + size), Arrays.copyOfRange(b, from, from + size));
  }

  List<Uint> packed() {
    return IntStream.range(0, size()).mapToObj(i -> get(i).packed()).toList();
  }

  /** 1, base, base^2, .. in reversed order, scaled. */
  static Halves reversedPowers(Extension base, int log) {
    var powers = new Halves(1 << log);
    powers.set(0, Extension.ONE);
    var square = base;
    for (int step = powers.size() / 2; step > 0; step /= 2) {
      for (int i = 0; i < powers.size(); i += 2 * step) {
        powers.set(i + step, powers.get(i).times(square));
      }
      square = square.times(square);
    }
    return powers.scaled();
  }

  private Halves scaled() {
    Arrays.setAll(a, i -> Goldilocks.scaled(a[i]));
    Arrays.setAll(b, i -> Goldilocks.scaled(b[i]));
    return this;
  }

  /** The same in reversed order, which is the order back. */
  Halves reversed(int log) {
    var other = new Halves(size());
    for (int i = 0; i < size(); i++) {
      int from = Ntt.reversed(i, log);
      other.a[i] = a[from];
      other.b[i] = b[from];
    }
    return other;
  }
}
