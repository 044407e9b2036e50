package io.neuralnexus.offchain.machine;

/** Whether a machine runs, and if not, why. */
public enum Status {
  /** There is a next step. */
  RUNNING,
  /** It came to its end. */
  HALTED,
  /** The opcode does not exist. */
  BAD_OPCODE,
  /** A register does not exist, or is r0 and would be written. */
  BAD_REGISTER,
  /** A field that the instruction does not use is not 0. */
  BAD_FIELD,
  /** The address is outside memory, or outside what may be written. */
  BAD_ADDRESS,
  /** The shift amount is not in 0 .. 63. */
  BAD_SHIFT,
  /** A division by zero. */
  DIVISION_BY_ZERO,
  /** The next pc is outside the program. */
  BAD_PC;

  /** The number it has in a state. */
  public int code() {
    return ordinal();
  }

  /** Whether a state with it is its own successor. */
  public boolean isFinal() {
    return this != RUNNING;
  }
}
