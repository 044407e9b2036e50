package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.offchain.zk.prover.Goldilocks.add;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.multiplyScaled;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.scaled;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.subtract;

import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Evaluates and interpolates polynomials at the powers of a root of unity of order 2^log, in place.
 *
 * <p>Values are in the order of the powers. Coefficients are in reversed order: that of X^i stands
 * where the bits of i read backwards say, so that nothing is ever moved. Interpolation is the
 * decimation in frequency of Gentleman and Sande ("Fast Fourier Transforms: for fun and profit",
 * 1966), evaluation that in time of Cooley and Tukey (1965).
 */
final class Ntt {
  private final int log;
  private final int size;
  private final long inverseSize;

  /**
   * The j-th power of the root of order 2 h is at h + j, for each power h of two, j < h; scaled.
   */
  private final long[] forward;

  private final long[] backward;

  Ntt(int log) {
    this.log = log;
    this.size = 1 << log;
    this.inverseSize = scaled(Goldilocks.inverse(size));
    this.forward = roots(log, Goldilocks.root(log));
    this.backward = roots(log, Goldilocks.inverse(Goldilocks.root(log)));
  }

  private static long[] roots(int log, long root) {
    int size = 1 << log;
    var roots = new long[Math.max(2, size)];
    long power = scaled(1);
    for (int i = size / 2; i < size; i++) {
      roots[i] = power;
      power = multiplyScaled(power, scaled(root));
    }
    roots[1] = scaled(1);
    for (int i = size / 2 - 1; i > 0; i--) roots[i] = roots[2 * i];
    return roots;
  }

  /** From values to coefficients in reversed order. */
  void interpolate(long[] values) {
    for (int half = size / 2; half > 0; half /= 2) {
      for (int start = 0; start < size; start += 2 * half) {
        for (int j = 0; j < half; j++) {
          long u = values[start + j];
          long v = values[start + half + j];
          values[start + j] = add(u, v);
          values[start + half + j] = multiplyScaled(subtract(u, v), backward[half + j]);
        }
      }
    }
    for (int i = 0; i < size; i++) values[i] = multiplyScaled(values[i], inverseSize);
  }

  /** From coefficients in reversed order to values. */
  void evaluate(long[] coefficients) {
    if (log == 1) butterflies(coefficients, 0, 1);
    if (log > 1) evaluateFours(coefficients);
    for (int half = 4; half < size; half *= 2) {
      for (int start = 0; start < size; start += 2 * half) butterflies(coefficients, start, half);
    }
  }

  private void butterflies(long[] values, int start, int half) {
    for (int j = 0; j < half; j++) {
      long u = values[start + j];
      long v = multiplyScaled(values[start + half + j], forward[half + j]);
      values[start + j] = add(u, v);
      values[start + half + j] = subtract(u, v);
    }
  }

  /** The first two rounds at once, whose loops would be too short; one root in them is not 1. */
  private void evaluateFours(long[] values) {
    long root = forward[3];
    for (int i = 0; i < size; i += 4) {
      long sum = add(values[i], values[i + 1]);
      long difference = subtract(values[i], values[i + 1]);
      long otherSum = add(values[i + 2], values[i + 3]);
      long otherDifference = multiplyScaled(subtract(values[i + 2], values[i + 3]), root);
      values[i] = add(sum, otherSum);
      values[i + 1] = add(difference, otherDifference);
      values[i + 2] = subtract(sum, otherSum);
      values[i + 3] = subtract(difference, otherDifference);
    }
  }

  /**
   * The values of a polynomial at the points times a shift.
   *
   * @param coefficients no more than there are points, the constant first
   */
  Halves onCoset(Halves coefficients, long shift) {
    var values = new Halves(size);
    long power = 1;
    for (int i = 0; i < coefficients.size(); i++) {
      values.set(reversed(i, log), coefficients.get(i).times(power));
      power = Goldilocks.multiply(power, shift);
    }
    both(values, this::evaluate);
    return values;
  }

  /**
   * The coefficients, the constant first, of the polynomial with values at points times a shift.
   */
  Halves fromCoset(Halves values, long shift) {
    both(values, this::interpolate);
    var coefficients = new Halves(size);
    long inverse = Goldilocks.inverse(shift);
    long power = 1;
    for (int i = 0; i < size; i++) {
      coefficients.set(i, values.get(reversed(i, log)).times(power));
      power = Goldilocks.multiply(power, inverse);
    }
    return coefficients;
  }

  private static void both(Halves halves, Consumer<long[]> transform) {
    Stream.of(halves.a(), halves.b()).parallel().forEach(transform);
  }

  /** 1, base, base^2, .. in reversed order, scaled: as many as this has points. */
  long[] reversedPowers(long base) {
    var powers = new long[size];
    powers[0] = scaled(1);
    long square = scaled(base);
    for (int step = size / 2; step > 0; step /= 2) {
      for (int i = 0; i < size; i += 2 * step) powers[i + step] = multiplyScaled(powers[i], square);
      square = multiplyScaled(square, square);
    }
    return powers;
  }

  /** An index of as many bits as these have, backwards. */
  static int reversed(int index, int log) {
    return log == 0 ? 0 : Integer.reverse(index) >>> (Integer.SIZE - log);
  }
}
