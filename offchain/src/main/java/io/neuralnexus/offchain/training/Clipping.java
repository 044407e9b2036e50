package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.training.Code.VALUE;

import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.training.Code.Vector;
import java.util.Optional;

/**
 * Scales the errors of a row down so that the gradient which they make has an L2 norm of at most a
 * bound. A layer's gradient is the product of its errors and its inputs, so the norm is found
 * without making it: the square is the product of the two squares. All roundings are such that the
 * norm comes out too large, never too small; what is left of rounding is in {@link #excess}.
 */
final class Clipping {
  /** What a hidden output is cut to, unless there are very many. */
  private static final int MOST_HIDDEN = 256;

  /** No square that is computed is above this; the words end at 2^31. */
  private static final double MOST_SQUARE = 0x1p28;

  private static final int ROOT_TURNS = 10;

  private static final Register ERRORS = Register.R1;
  private static final Register INPUTS = Register.R2;
  private static final Register SQUARE = Register.R3;
  private static final Register HIDDEN = Register.R4;
  private static final Register HIDDEN_ERRORS = Register.R5;
  private static final Register ROOT = Register.R6;
  private static final Register FACTOR = Register.R7;

  private final Architecture architecture;
  private final long bound;
  private final int mostHidden;
  private final int mostHiddenError;

  /**
   * Clips to a norm.
   *
   * @throws IllegalArgumentException if the model is so wide that the norm may not fit into a word
   */
  Clipping(Architecture architecture, double norm) {
    this.architecture = architecture;
    this.bound = FixedPoint.of(norm);
    double inputs = 1 + architecture.features() * square(FixedPoint.toDouble(Scaling.MOST));
    double hidden = architecture.hidden().orElse(1);
    this.mostHidden = Math.min(MOST_HIDDEN, powerBelow(Math.sqrt(MOST_SQUARE / (4 * hidden))));
    this.mostHiddenError = powerBelow(Math.sqrt(MOST_SQUARE / (hidden * inputs)));
    if (2 * inputs > MOST_SQUARE || mostHiddenError < 1) {
      throw new IllegalArgumentException("so wide a model cannot be clipped: take fewer features");
    }
  }

  private static double square(double value) {
    return value * value;
  }

  private static int powerBelow(double value) {
    return Integer.highestOneBit((int) Math.min(value, 1 << 20));
  }

  /** What a hidden output must be cut to. */
  long mostHidden() {
    return mostHidden * FixedPoint.ONE;
  }

  /** What the error of a hidden output must be cut to, on either side. */
  long mostHiddenError() {
    return mostHiddenError * FixedPoint.ONE;
  }

  /** By how many units of the last place the norm of a row's gradient may be above the bound. */
  double excess() {
    // Errors are rounded down by less than a unit and then multiplied by an input; so is a product.
    double most = architecture.hidden().isPresent() ? Math.max(mostHidden, 10) : 10;
    return Math.ceil(Math.sqrt(architecture.weights())) * (most + 1);
  }

  /** Scales errors, and those of hidden units, for inputs that are within their bounds. */
  void write(
      Code code,
      Vector inputs,
      Optional<Vector> hidden,
      Vector errors,
      Optional<Vector> hiddenErrors) {
    square(code, errors, 0, ERRORS);
    square(code, inputs, FixedPoint.ONE, INPUTS);
    if (hidden.isPresent()) {
      square(code, hidden.get(), FixedPoint.ONE, HIDDEN);
      square(code, hiddenErrors.orElseThrow(), 0, HIDDEN_ERRORS);
      code.asm.fmul(SQUARE, ERRORS, HIDDEN);
      code.asm.fmul(HIDDEN_ERRORS, HIDDEN_ERRORS, INPUTS);
      code.asm.add(SQUARE, SQUARE, HIDDEN_ERRORS.plus(2));
    } else {
      code.asm.fmul(SQUARE, ERRORS, INPUTS);
      code.asm.add(SQUARE, SQUARE, word(1));
    }
    // A shorter gradient stays as it is, but for a unit.
    code.asm.max(SQUARE, SQUARE, word(FixedPoint.fmul(bound, bound) + 1));
    code.rootAbove(ROOT, SQUARE, bound, ROOT_TURNS);
    code.asm.set(VALUE, word(bound));
    code.asm.fdiv(FACTOR, VALUE, ROOT);
    scale(code, errors);
    hiddenErrors.ifPresent(vector -> scale(code, vector));
  }

  /** The sum of squares, too large by what rounding may have taken from it. */
  private static void square(Code code, Vector vector, long start, Register into) {
    code.asm.set(into, word(start + vector.length()));
    code.each(
        vector.length(),
        2,
        place -> {
          code.asm.load(VALUE, place.along(vector.address()));
          code.asm.multiplyAccumulate(into, VALUE, place.along(vector.address()));
        });
  }

  private static void scale(Code code, Vector vector) {
    code.each(
        vector.length(),
        3,
        place -> {
          code.asm.load(VALUE, place.along(vector.address()));
          code.asm.fmul(VALUE, VALUE, FACTOR);
          code.asm.store(VALUE, place.along(vector.address()));
        });
  }
}
