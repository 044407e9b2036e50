package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * 16 bytes of a program. Any values of the fields make an instruction; one that cannot be executed
 * is a fault when its turn comes.
 *
 * @param opcode 0 .. 255
 * @param d a register, 0 .. 255
 * @param s a register, 0 .. 255
 * @param x the register of the operand, 0 .. 255
 * @param target of a jump, 0 .. 2^32 - 1
 * @param immediate what is added to x to make the operand
 */
public record Instruction(int opcode, int d, int s, int x, long target, long immediate) {
  /** The length of an instruction in bytes. */
  public static final int LENGTH = 16;

  public Instruction {
    checkByte(opcode, "opcode");
    checkByte(d, "d");
    checkByte(s, "s");
    checkByte(x, "x");
    if (target < 0 || target > 0xffff_ffffL) {
      throw new IllegalArgumentException("target " + target + " is not in 0 .. 2^32 - 1");
    }
  }

  private static void checkByte(int value, String field) {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException(field + " " + value + " is not in 0 .. 255");
    }
  }

  /**
   * The instruction in these bytes.
   *
   * @throws IllegalArgumentException if they are not 16
   */
  public static Instruction parse(Buff bytes) {
    if (bytes.length() != LENGTH) {
      throw new IllegalArgumentException("an instruction is 16 bytes long, not " + bytes.length());
    }
    return read(ByteBuffer.wrap(bytes.bytes()));
  }

  static Instruction read(ByteBuffer in) {
    return new Instruction(
        Byte.toUnsignedInt(in.get()),
        Byte.toUnsignedInt(in.get()),
        Byte.toUnsignedInt(in.get()),
        Byte.toUnsignedInt(in.get()),
        Integer.toUnsignedLong(in.getInt()),
        in.getLong());
  }

  /** Its 16 bytes. */
  public Buff bytes() {
    return Buff.of(
        ByteBuffer.allocate(LENGTH)
            .put((byte) opcode)
            .put((byte) d)
            .put((byte) s)
            .put((byte) x)
            .putInt((int) target)
            .putLong(immediate)
            .array());
  }

  /**
   * The fault that it is wherever it is executed: {@link Status#BAD_OPCODE}, {@link
   * Status#BAD_REGISTER} or {@link Status#BAD_FIELD}, or {@link Status#RUNNING} if it is none.
   */
  public Status check() {
    return Opcode.of(opcode).map(this::check).orElse(Status.BAD_OPCODE);
  }

  private Status check(Opcode known) {
    if (known.usesD() && d > 15
        || known.writesRegister() && d == 0
        || known.usesS() && s > 15
        || known.usesOperand() && x > 15) {
      return Status.BAD_REGISTER;
    }
    if (!known.usesD() && d != 0
        || !known.usesS() && s != 0
        || !known.usesTarget() && target != 0
        || !known.usesOperand() && (x != 0 || immediate != 0)) {
      return Status.BAD_FIELD;
    }
    return Status.RUNNING;
  }

  /** As an assembler would print it: {@code add r1, r2, r3 + 5}. */
  @Override
  public String toString() {
    var known = Opcode.of(opcode);
    if (known.isEmpty() || check() != Status.RUNNING) return "invalid " + bytes();
    var name = known.get().name().toLowerCase(Locale.ROOT);
    var text = new StringBuilder(name);
    if (known.get().usesD()) text.append(" r").append(d).append(',');
    if (known.get().usesS()) text.append(" r").append(s).append(',');
    if (known.get().usesOperand()) text.append(" r").append(x).append(" + ").append(immediate);
    if (known.get().usesTarget()) text.append(" -> ").append(target);
    return text.toString();
  }
}
