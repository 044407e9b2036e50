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

  /** Adds an element times a factor. */
  void add(int index, long element, Extension factor) {
    a[index] = Goldilocks.add(a[index], Goldilocks.multiply(element, factor.a()));
    b[index] = Goldilocks.add(b[index], Goldilocks.multiply(element, factor.b()));
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

  /** 1, base, base^2, .. , the power of i standing where i's bits backwards say. */
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
    return powers;
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
