package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;
import java.util.List;

/** Instructions, and what the machine must know to run them. Immutable. */
public final class Program {
  /** The most instructions a program may have. */
  public static final int MOST_INSTRUCTIONS = 1 << 16;

  private final List<Instruction> instructions;
  private final int k;
  private final int entry;
  private final int words;
  private final HashTree tree;
  private final int depth;

  // The instructions again, in the form that the machine runs.
  final Status[] faults;
  final Opcode[] opcodes;
  final int[] ds;
  final int[] ss;
  final int[] xs;
  final long[] targets;
  final long[] immediates;

  /**
   * A program.
   *
   * @param instructions 1 .. 2^16
   * @param k memory has 2^k words: 13 .. 24
   * @param entry the pc it starts at, within the program
   * @param words how many words its model has, at most half a slot
   * @throws IllegalArgumentException that names the part which is out of bounds
   */
  public Program(List<Instruction> instructions, int k, int entry, int words) {
    Layout.check(k);
    this.instructions = List.copyOf(instructions);
    int length = instructions.size();
    checkRange("the number of instructions", length, 1, MOST_INSTRUCTIONS);
    checkRange("the entry", entry, 0, length - 1);
    checkRange("the number of words of the model", words, 0, Layout.mostModelWords(k));
    this.k = k;
    this.entry = entry;
    this.words = words;
    this.depth = 32 - Integer.numberOfLeadingZeros(length - 1);
    this.tree = treeOf(this.instructions, depth);
    this.faults = new Status[length];
    this.opcodes = new Opcode[length];
    this.ds = new int[length];
    this.ss = new int[length];
    this.xs = new int[length];
    this.targets = new long[length];
    this.immediates = new long[length];
    for (int pc = 0; pc < length; pc++) {
      var instruction = this.instructions.get(pc);
      faults[pc] = instruction.check();
      opcodes[pc] = Opcode.of(instruction.opcode()).orElse(Opcode.HALT);
      ds[pc] = instruction.d();
      ss[pc] = instruction.s();
      xs[pc] = instruction.x();
      targets[pc] = instruction.target();
      immediates[pc] = instruction.immediate();
    }
  }

  private static void checkRange(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, which is not in %d .. %d".formatted(what, value, least, most));
    }
  }

  private static HashTree treeOf(List<Instruction> instructions, int depth) {
    var digest = Hashing.sha256();
    var tree = HashTree.overEmpty(depth, 0);
    var blank = new byte[Instruction.LENGTH];
    for (int i = 0; i < 1 << depth; i++) {
      digest.update(Hashing.INSTRUCTION);
      digest.update(i < instructions.size() ? instructions.get(i).bytes().bytes() : blank);
      tree.setLeaf(i, digest.digest());
    }
    tree.rehashAll(digest);
    return tree;
  }

  /** The instructions in order. */
  public List<Instruction> instructions() {
    return instructions;
  }

  /** The number of instructions. */
  public int length() {
    return instructions.size();
  }

  /** Memory has 2^k words. */
  public int k() {
    return k;
  }

  /** The pc it starts at. */
  public int entry() {
    return entry;
  }

  /** The number of words of its model. */
  public int words() {
    return words;
  }

  /** The root of the tree of its instructions. */
  public Buff root() {
    return Buff.of(tree.root());
  }

  /** What a job or a policy names when it names this program. */
  public Buff hash() {
    var digest = Hashing.sha256();
    digest.update(Hashing.PROGRAM);
    digest.update(tree.root());
    return Buff.of(
        digest.digest(
            ByteBuffer.allocate(16)
                .putInt(length())
                .putInt(k)
                .putInt(entry)
                .putInt(words)
                .array()));
  }

  /** The siblings of an instruction, from the leaf up. */
  public List<Buff> path(int pc) {
    return tree.siblings(tree.leafNode(pc));
  }
}
