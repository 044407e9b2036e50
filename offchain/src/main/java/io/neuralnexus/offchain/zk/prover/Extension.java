package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.offchain.zk.prover.Goldilocks.add;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.multiply;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.negate;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.subtract;

import io.neuralnexus.clarity.Uint;

/** a + b f with f^2 = 7, of the field with p^2 elements. */
record Extension(long a, long b) {
  static final Extension ZERO = new Extension(0, 0);
  static final Extension ONE = new Extension(1, 0);

  /** f. */
  static final Extension F = new Extension(0, 1);

  /** f^2. */
  static final long SQUARE = 7;

  static Extension of(long element) {
    return new Extension(element, 0);
  }

  Extension plus(Extension other) {
    return new Extension(add(a, other.a), add(b, other.b));
  }

  Extension minus(Extension other) {
    return new Extension(subtract(a, other.a), subtract(b, other.b));
  }

  Extension times(Extension other) {
    return new Extension(
        add(multiply(a, other.a), multiply(SQUARE, multiply(b, other.b))),
        add(multiply(a, other.b), multiply(b, other.a)));
  }

  Extension times(long element) {
    return new Extension(multiply(a, element), multiply(b, element));
  }

  /** 1 / this, which is not 0. */
  Extension inverse() {
    long norm = subtract(multiply(a, a), multiply(SQUARE, multiply(b, b)));
    long inverse = Goldilocks.inverse(norm);
    return new Extension(multiply(a, inverse), multiply(negate(b), inverse));
  }

  Extension power(long exponent) {
    var result = ONE;
    var square = this;
    for (long rest = exponent; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) result = result.times(square);
      square = square.times(square);
    }
    return result;
  }

  Uint packed() {
    return new Uint(a, b);
  }
}
