package io.neuralnexus.offchain.machine;

import java.util.Optional;

/**
 * What an instruction does. The letters tell which fields it uses: {@code D} is a register that is
 * written, {@code d} and {@code s} are registers that are read, {@code v} is the operand, {@code t}
 * the target of a jump, {@code r} a word of memory that is read, {@code w} one that is written.
 */
public enum Opcode {
  /** Ends the run and clears the registers. */
  HALT(""),
  /** d = s + v. */
  ADD("Dsv"),
  /** d = s - v. */
  SUB("Dsv"),
  /** d = s * v, as whole numbers. */
  MUL("Dsv"),
  /** d = s * v, in fixed point. */
  FMUL("Dsv"),
  /** d = s / v, in fixed point. */
  FDIV("Dsv"),
  /** d = the smaller of s and v. */
  MIN("Dsv"),
  /** d = the larger of s and v. */
  MAX("Dsv"),
  /** d = s * 2^v. */
  SHL("Dsv"),
  /** d = s / 2^v, rounded down. */
  SHR("Dsv"),
  /** d = 2^(s * v), in fixed point. */
  EXP("Dsv"),
  /** d = a word of the hash of s under the leaf that holds M[v]. */
  HASH("Dsvr"),
  /** d = d + s * M[v], in fixed point. */
  MAC("Dsvr"),
  /** d = M[v]. */
  LOAD("Dvr"),
  /** M[v] = M[v] + s * d, in fixed point. */
  MACM("dsvw"),
  /** M[v] = s. */
  STORE("svw"),
  /** Goes on at v. */
  JMP("v"),
  /** Goes on at the target if s = v. */
  JEQ("svt"),
  /** Goes on at the target if s is not v. */
  JNE("svt"),
  /** Goes on at the target if s is less than v. */
  JLT("svt"),
  /** Goes on at the target if s is not less than v. */
  JGE("svt");

  private static final Opcode[] BY_CODE = values();

  private final String fields;

  Opcode(String fields) {
    this.fields = fields;
  }

  /** The number it has in an instruction, from 1. */
  public int code() {
    return ordinal() + 1;
  }

  /** The opcode with this number, if there is one. */
  public static Optional<Opcode> of(int code) {
    return code < 1 || code > BY_CODE.length ? Optional.empty() : Optional.of(BY_CODE[code - 1]);
  }

  /** Whether it writes the register d. */
  public boolean writesRegister() {
    return uses('D');
  }

  /** Whether it uses the field d. */
  public boolean usesD() {
    return uses('D') || uses('d');
  }

  /** Whether it uses the field s. */
  public boolean usesS() {
    return uses('s');
  }

  /** Whether it uses the operand, that is the fields x and immediate. */
  public boolean usesOperand() {
    return uses('v');
  }

  /** Whether it uses the field target. */
  public boolean usesTarget() {
    return uses('t');
  }

  /** Whether its operand is an address. */
  public boolean touchesMemory() {
    return uses('r') || uses('w');
  }

  /** Whether it writes the word at its address. */
  public boolean writesMemory() {
    return uses('w');
  }

  private boolean uses(char field) {
    return fields.indexOf(field) >= 0;
  }
}
