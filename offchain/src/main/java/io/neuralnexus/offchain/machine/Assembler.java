package io.neuralnexus.offchain.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Writes programs. Each method appends what it is named after; d is the register written, s the
 * first operand, v the second. Labels may be used before they are placed.
 *
 * <pre>{@code
 * var program = new Assembler(13);
 * program.count(R1, word(0), word(10), () -> program.add(R2, R2, R1));
 * program.store(R2, word(Layout.slot(13, Layout.OUTPUT)));
 * program.halt();
 * program.assemble(0);
 * }</pre>
 *
 * A register that cannot be written, and a label that nobody places, throw {@link
 * IllegalArgumentException}.
 */
public final class Assembler {
  private final int k;

  /** Instructions, made when all labels have their places. */
  private final List<Supplier<Instruction>> instructions = new ArrayList<>();

  /** What is said of the instructions from a pc on. */
  private final SortedMap<Integer, List<String>> remarks = new TreeMap<>();

  /** A place in the program to jump to. */
  public static final class Label {
    private static final int NOWHERE = -1;

    private int place = NOWHERE;

    private Label() {}

    private int place() {
      if (place == NOWHERE) throw new IllegalArgumentException("a label was never placed");
      return place;
    }
  }

  /** Writes for memory of 2^k words. */
  public Assembler(int k) {
    Layout.check(k);
    this.k = k;
  }

  /**
   * The program, which starts with the first instruction.
   *
   * @param words of the model
   * @throws IllegalArgumentException if a part of it is out of bounds
   */
  public Program assemble(int words) {
    return new Program(instructions.stream().map(Supplier::get).toList(), k, 0, words);
  }

  /** The number of instructions so far. */
  public int length() {
    return instructions.size();
  }

  /** Says in the listing what the next instructions are for. */
  public void remark(String text) {
    remarks.computeIfAbsent(length(), pc -> new ArrayList<>()).add(text);
  }

  /**
   * The program for a reader: a line for each instruction, with its pc, under the remarks on it.
   *
   * @throws IllegalArgumentException if a label was never placed
   */
  public String listing() {
    var text = new StringBuilder();
    for (int pc = 0; pc < length(); pc++) {
      for (var remark : remarks.getOrDefault(pc, List.of())) {
        text.append("; ").append(remark).append('\n');
      }
      text.append("%5d  %s\n".formatted(pc, instructions.get(pc).get()));
    }
    return text.toString();
  }

  /** A label to be placed later. */
  public Label label() {
    return new Label();
  }

  /** A label that is placed here. */
  public Label here() {
    var label = new Label();
    place(label);
    return label;
  }

  /** Places a label before the next instruction. */
  public void place(Label label) {
    if (label.place != Label.NOWHERE) {
      throw new IllegalArgumentException("a label was placed twice, at " + label.place);
    }
    label.place = instructions.size();
  }

  public void halt() {
    append(Opcode.HALT, Register.R0, Register.R0, Operand.word(0));
  }

  public void add(Register d, Register s, Operand v) {
    append(Opcode.ADD, d, s, v);
  }

  public void subtract(Register d, Register s, Operand v) {
    append(Opcode.SUB, d, s, v);
  }

  public void multiply(Register d, Register s, Operand v) {
    append(Opcode.MUL, d, s, v);
  }

  public void fmul(Register d, Register s, Operand v) {
    append(Opcode.FMUL, d, s, v);
  }

  public void fdiv(Register d, Register s, Operand v) {
    append(Opcode.FDIV, d, s, v);
  }

  public void min(Register d, Register s, Operand v) {
    append(Opcode.MIN, d, s, v);
  }

  public void max(Register d, Register s, Operand v) {
    append(Opcode.MAX, d, s, v);
  }

  public void shiftLeft(Register d, Register s, Operand v) {
    append(Opcode.SHL, d, s, v);
  }

  public void shiftRight(Register d, Register s, Operand v) {
    append(Opcode.SHR, d, s, v);
  }

  /** d = 2^(s * v). */
  public void exp(Register d, Register s, Operand v) {
    append(Opcode.EXP, d, s, v);
  }

  /** d = hash of s under the leaf that holds the address. */
  public void hash(Register d, Register s, Operand address) {
    append(Opcode.HASH, d, s, address);
  }

  /** d = d + s * M[address]. */
  public void multiplyAccumulate(Register d, Register s, Operand address) {
    append(Opcode.MAC, d, s, address);
  }

  public void load(Register d, Operand address) {
    append(Opcode.LOAD, d, Register.R0, address);
  }

  /** M[address] = M[address] + s * t. */
  public void multiplyIntoMemory(Register s, Register t, Operand address) {
    append(Opcode.MACM, t, s, address);
  }

  public void store(Register s, Operand address) {
    append(Opcode.STORE, Register.R0, s, address);
  }

  /** d = v. */
  public void set(Register d, Operand v) {
    add(d, Register.R0, v);
  }

  /** d = the pc of a label, which {@link #jump(Operand)} can go to. */
  public void set(Register d, Label label) {
    checkWritten(d);
    instructions.add(() -> instruction(Opcode.ADD, d, Register.R0, Operand.word(label.place()), 0));
  }

  /** d = the logistic function of s, one being a register that holds 1.0. Two steps. */
  public void sigmoid(Register d, Register s, Register one) {
    exp(d, s, Operand.word(-FixedPoint.LOG2_E));
    fdiv(d, one, d.plus(FixedPoint.ONE));
  }

  public void jump(Operand pc) {
    append(Opcode.JMP, Register.R0, Register.R0, pc);
  }

  public void jump(Label label) {
    instructions.add(
        () -> instruction(Opcode.JMP, Register.R0, Register.R0, Operand.word(label.place()), 0));
  }

  public void jumpIfEqual(Register s, Operand v, Label label) {
    branch(Opcode.JEQ, s, v, label);
  }

  public void jumpIfNotEqual(Register s, Operand v, Label label) {
    branch(Opcode.JNE, s, v, label);
  }

  public void jumpIfLess(Register s, Operand v, Label label) {
    branch(Opcode.JLT, s, v, label);
  }

  public void jumpIfNotLess(Register s, Operand v, Label label) {
    branch(Opcode.JGE, s, v, label);
  }

  /**
   * Runs a body with a counter from a value up to before another, which is computed anew for every
   * turn.
   */
  public void count(Register counter, Operand from, Operand end, Runnable body) {
    stride(counter, from, end, 1, body);
  }

  /** As {@link #count}, in steps of more than one. */
  public void stride(Register counter, Operand from, Operand end, long step, Runnable body) {
    var done = label();
    set(counter, from);
    var next = here();
    jumpIfNotLess(counter, end, done);
    body.run();
    add(counter, counter, Operand.word(step));
    jump(next);
    place(done);
  }

  private void branch(Opcode opcode, Register s, Operand v, Label label) {
    instructions.add(() -> instruction(opcode, Register.R0, s, v, label.place()));
  }

  private void append(Opcode opcode, Register d, Register s, Operand v) {
    if (opcode.writesRegister()) checkWritten(d);
    instructions.add(() -> instruction(opcode, d, s, v, 0));
  }

  private static void checkWritten(Register d) {
    if (d == Register.R0) throw new IllegalArgumentException("r0 cannot be written");
  }

  private static Instruction instruction(
      Opcode opcode, Register d, Register s, Operand v, long target) {
    return new Instruction(
        opcode.code(), d.number(), s.number(), v.register().number(), target, v.immediate());
  }
}
