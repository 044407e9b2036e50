package io.neuralnexus.offchain.machine;

/** The registers. R0 is always 0. */
public enum Register implements Operand {
  R0,
  R1,
  R2,
  R3,
  R4,
  R5,
  R6,
  R7,
  R8,
  R9,
  R10,
  R11,
  R12,
  R13,
  R14,
  R15;

  /** The number it has in an instruction. */
  public int number() {
    return ordinal();
  }

  /** This register plus a constant. */
  public Operand plus(long constant) {
    return new Sum(this, constant);
  }

  @Override
  public Register register() {
    return this;
  }

  @Override
  public long immediate() {
    return 0;
  }
}
