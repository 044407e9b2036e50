package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.util.Arrays;

/**
 * A step made again from nothing but what a dispute shows of it: exactly what {@code step} of the
 * contract {@code training-machine} answers to the same arguments.
 */
public sealed interface StepProof {
  /**
   * The witness is the one witness of this step.
   *
   * @param post the state after it
   * @param leaf the words after it of the leaf of memory that it touches, empty if it touches none
   */
  record Made(State post, Buff leaf) implements StepProof {}

  /** The contract refuses to make the step. */
  record Refused(Refusal refusal) implements StepProof {}

  /** Why the contract refuses, in the order in which it checks. */
  enum Refusal {
    /** Root, length, k, entry or words are out of their bounds. */
    BAD_PROGRAM(109_003),
    /** The bytes are no state, or pc is not in the program. */
    BAD_STATE(109_002),
    /** The instruction is not 16 bytes. */
    BAD_INSTRUCTION(109_004),
    /** The path of the instruction is not as long as the program's tree is deep. */
    BAD_INSTRUCTION_PATH(109_005),
    /** The instruction is not the program's at this pc. */
    INSTRUCTION_MISMATCH(109_006),
    /** Leaf and salt are not 64 and 32 bytes, or not empty though none is touched. */
    BAD_LEAF(109_007),
    /** The path of the leaf is not as long as the memory's tree is deep. */
    BAD_LEAF_PATH(109_008),
    /** The leaf is not the memory's at this address. */
    LEAF_MISMATCH(109_009);

    private final int code;

    Refusal(int code) {
      this.code = code;
    }

    /** The contract's error: docs/errors.md says what to do about it. */
    public int code() {
      return code;
    }
  }

  /**
   * Makes the step.
   *
   * @param pre the bytes of the state before it
   */
  static StepProof of(ProgramDigest program, Buff pre, StepWitness witness) {
    if (!program.isProgram()) return new Refused(Refusal.BAD_PROGRAM);
    if (!isState(pre)) return new Refused(Refusal.BAD_STATE);
    var state = State.parse(pre);
    if (Integer.toUnsignedLong(state.pc()) >= program.length()) {
      return new Refused(Refusal.BAD_STATE);
    }
    if (state.status().isFinal()) return new Made(state, Buff.EMPTY);
    var instruction = witness.instruction();
    if (instruction.length() != Instruction.LENGTH) return new Refused(Refusal.BAD_INSTRUCTION);
    var path = witness.instructionPath();
    if (path.size() != program.depth()) return new Refused(Refusal.BAD_INSTRUCTION_PATH);
    if (!Hashing.climb(Hashing.instruction(instruction), state.pc(), path).equals(program.root())) {
      return new Refused(Refusal.INSTRUCTION_MISMATCH);
    }
    return make(program, state, Decoded.of(Instruction.parse(instruction)), witness.leaf());
  }

  private static StepProof make(ProgramDigest program, State pre, Decoded code, Leaf leaf) {
    int k = (int) program.k();
    var words = new OpenedLeaf(leaf.words());
    var machine = new Interpreter((int) program.length(), k, (int) program.words(), words);
    machine.set(pre.pc(), pre.status(), pre.registerWords());
    boolean touches = machine.touchesMemory(code);
    if (leaf.words().length() != (touches ? Layout.LEAF_WORDS * Long.BYTES : 0)
        || leaf.salt().length() != (touches ? Hashing.LENGTH : 0)) {
      return new Refused(Refusal.BAD_LEAF);
    }
    if (leaf.path().size() != (touches ? k - 3 : 0)) return new Refused(Refusal.BAD_LEAF_PATH);
    int index = touches ? (int) machine.operand(code) / Layout.LEAF_WORDS : 0;
    if (touches && !leaf.root(index).equals(pre.memoryRoot())) {
      return new Refused(Refusal.LEAF_MISMATCH);
    }
    machine.step(code);
    var after = new Leaf(words.bytes(), leaf.salt(), leaf.path());
    var root = touches ? after.root(index) : pre.memoryRoot();
    var registers = Arrays.stream(machine.registers).boxed().toList();
    return new Made(new State(machine.pc, machine.status, registers, root), after.words());
  }

  /** Whether a state has these bytes, wherever its pc is. */
  private static boolean isState(Buff bytes) {
    return bytes.length() == State.LENGTH
        && bytes.at(0) == Hashing.STATE
        && bytes.at(5) < Status.values().length
        && bytes.slice(6, 14).equals(Buff.of(new byte[Long.BYTES]));
  }
}
