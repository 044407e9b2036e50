package io.neuralnexus.offchain.machine;

/** What every instruction works with: a register plus a constant. */
public sealed interface Operand permits Register, Operand.Sum {
  /** The register, {@link Register#R0} if there is only a constant. */
  Register register();

  /** The constant. */
  long immediate();

  /** A constant word. */
  static Operand word(long word) {
    return new Sum(Register.R0, word);
  }

  /**
   * A constant in fixed point.
   *
   * @throws IllegalArgumentException if it is not a number within Q31.32
   */
  static Operand fixed(double number) {
    return word(FixedPoint.of(number));
  }

  /** A register plus a constant. */
  record Sum(Register register, long immediate) implements Operand {}
}
