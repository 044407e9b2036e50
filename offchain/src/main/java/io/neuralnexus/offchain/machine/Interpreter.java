package io.neuralnexus.offchain.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A step at a time, as docs/training-machine.md defines it: what is right by definition, and what
 * compiled code leaves to it. Owns registers, pc and status; memory is somebody else's.
 */
final class Interpreter {
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  final long[] registers = new long[State.REGISTERS];
  private final Words memory;
  private final int length;
  private final int k;
  private final int firstWritable;
  private final int endOfWritable;
  private final MessageDigest digest = Hashing.sha256();
  private final byte[] preimage = new byte[(Layout.LEAF_WORDS + 1) * Long.BYTES];
  private final byte[] hash = new byte[Hashing.LENGTH];
  int pc;
  Status status = Status.RUNNING;

  /** How many steps compiled code may make from here; what is left of them afterwards. */
  int left;

  /**
   * At the first instruction of a program of that length, with registers of 0.
   *
   * @param k memory has 2^k words
   * @param words of the model
   */
  Interpreter(int length, int k, int words, Words memory) {
    this.memory = memory;
    this.length = length;
    this.k = k;
    this.firstWritable = Layout.firstWritable(k);
    this.endOfWritable = Layout.endOfWritable(k, words);
  }

  /** Goes to another place of the program. */
  void set(int pc, Status status, long[] registers) {
    this.pc = pc;
    this.status = status;
    System.arraycopy(registers, 0, this.registers, 0, State.REGISTERS);
  }

  /** Whether the step with this instruction needs a leaf of memory. */
  boolean touchesMemory(Decoded code) {
    return code.fault() == Status.RUNNING
        && code.opcode().touchesMemory()
        && (code.opcode().writesMemory() ? isWritable(operand(code)) : isReadable(operand(code)));
  }

  long operand(Decoded code) {
    return FixedPoint.add(registers[code.x()], code.immediate());
  }

  private boolean isReadable(long address) {
    return address >>> k == 0;
  }

  private boolean isWritable(long address) {
    return address >= firstWritable && address < endOfWritable;
  }

  /** Makes the step from a running state with the instruction at pc. */
  void step(Decoded code) {
    if (code.fault() != Status.RUNNING) {
      status = code.fault();
      return;
    }
    long s = registers[code.s()];
    long v = operand(code);
    switch (code.opcode()) {
      case HALT -> {
        Arrays.fill(registers, 0);
        status = Status.HALTED;
      }
      case ADD -> write(code, FixedPoint.add(s, v));
      case SUB -> write(code, FixedPoint.subtract(s, v));
      case MUL -> write(code, FixedPoint.multiply(s, v));
      case FMUL -> write(code, FixedPoint.fmul(s, v));
      case FDIV -> {
        if (v == 0) status = Status.DIVISION_BY_ZERO;
        else write(code, FixedPoint.fdiv(s, v));
      }
      case MIN -> write(code, Math.min(s, v));
      case MAX -> write(code, Math.max(s, v));
      case SHL -> {
        if (v >>> 6 != 0) status = Status.BAD_SHIFT;
        else write(code, FixedPoint.shiftLeft(s, (int) v));
      }
      case SHR -> {
        if (v >>> 6 != 0) status = Status.BAD_SHIFT;
        else write(code, s >> v);
      }
      case EXP -> write(code, FixedPoint.exp2(FixedPoint.fmul(s, v)));
      case HASH -> {
        if (!isReadable(v)) status = Status.BAD_ADDRESS;
        else write(code, keyedHash((int) v, s));
      }
      case MAC -> {
        if (!isReadable(v)) status = Status.BAD_ADDRESS;
        else {
          long product = FixedPoint.fmul(s, memory.load((int) v));
          write(code, FixedPoint.add(registers[code.d()], product));
        }
      }
      case LOAD -> {
        if (!isReadable(v)) status = Status.BAD_ADDRESS;
        else write(code, memory.load((int) v));
      }
      case MACM -> {
        if (!isWritable(v)) status = Status.BAD_ADDRESS;
        else {
          long product = FixedPoint.fmul(s, registers[code.d()]);
          store((int) v, FixedPoint.add(memory.load((int) v), product));
        }
      }
      case STORE -> {
        if (!isWritable(v)) status = Status.BAD_ADDRESS;
        else store((int) v, s);
      }
      case JMP -> jump(v);
      case JEQ -> jump(s == v ? code.target() : pc + 1);
      case JNE -> jump(s != v ? code.target() : pc + 1);
      case JLT -> jump(s < v ? code.target() : pc + 1);
      case JGE -> jump(s >= v ? code.target() : pc + 1);
    }
  }

  private void write(Decoded code, long result) {
    jump(pc + 1);
    if (status == Status.RUNNING) registers[code.d()] = result;
  }

  private void store(int address, long word) {
    jump(pc + 1);
    if (status == Status.RUNNING) memory.store(address, word);
  }

  private void jump(long next) {
    if (next < 0 || next >= length) status = Status.BAD_PC;
    else pc = (int) next;
  }

  /** The first word of the hash of a message under the leaf that holds an address. */
  long keyedHash(int address, long message) {
    int first = address & -Layout.LEAF_WORDS;
    for (int i = 0; i < Layout.LEAF_WORDS; i++) {
      BIG_ENDIAN.set(preimage, i * Long.BYTES, memory.load(first + i));
    }
    BIG_ENDIAN.set(preimage, Layout.LEAF_WORDS * Long.BYTES, message);
    digest.update(preimage);
    try {
      digest.digest(hash, 0, Hashing.LENGTH);
    } catch (DigestException e) {
      throw new AssertionError("there is room for a hash", e);
    }
    return (long) BIG_ENDIAN.get(hash, 0);
  }
}
