package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Instructions, and what the machine must know to run them. Immutable. */
public final class Program {
  /** The most instructions a program may have. */
  public static final int MOST_INSTRUCTIONS = 1 << 16;

  /** What its file starts with: the name of the form and its version. */
  private static final byte[] MAGIC = "NXTMv001".getBytes(StandardCharsets.US_ASCII);

  private static final int HEAD = MAGIC.length + 4 * Integer.BYTES;

  /** So many steps are interpreted, by whichever machines, before compiling is worth its time. */
  private static final long STEPS_TO_INTERPRET = 1 << 20;

  private final List<Instruction> instructions;
  private final int k;
  private final int entry;
  private final int words;
  private final HashTree tree;

  /** The instructions again, in the form that is executed. */
  final Decoded[] code;

  private final AtomicLong interpreted = new AtomicLong();
  private Compiled compiled;

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
    this.tree = treeOf(this.instructions, depth(length));
    this.code = this.instructions.stream().map(Decoded::of).toArray(Decoded[]::new);
  }

  /** The depth of the tree of so many instructions. */
  static int depth(int length) {
    return 32 - Integer.numberOfLeadingZeros(length - 1);
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
      tree.finishLeaf(i, digest);
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
    return digest().hash();
  }

  /** What the chain knows of it. */
  public ProgramDigest digest() {
    return new ProgramDigest(root(), length(), k, entry, words);
  }

  /**
   * The file form of the program: docs/training-machine.md lays it out. Not a {@link Buff}, which
   * the longest programs do not fit into.
   */
  public byte[] bytes() {
    var out = ByteBuffer.allocate(HEAD + Instruction.LENGTH * length());
    out.put(MAGIC).putInt(length()).putInt(k).putInt(entry).putInt(words);
    for (var instruction : instructions) out.put(instruction.bytes().bytes());
    return out.array();
  }

  /**
   * The program in a file of this form.
   *
   * @throws IllegalArgumentException that names the part which is malformed or out of bounds
   */
  public static Program parse(byte[] bytes) {
    if (bytes.length < HEAD || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException(
          "not a program: its file starts with \"%s\" and has a head of %d bytes"
              .formatted(new String(MAGIC, StandardCharsets.US_ASCII), HEAD));
    }
    var in = ByteBuffer.wrap(bytes).position(MAGIC.length);
    int length = in.getInt();
    checkRange("the number of instructions", length, 1, MOST_INSTRUCTIONS);
    int k = in.getInt();
    int entry = in.getInt();
    int words = in.getInt();
    if (in.remaining() != Instruction.LENGTH * length) {
      throw new IllegalArgumentException(
          "a program of %d instructions has %d bytes, not %d: cut off or with something behind it"
              .formatted(length, HEAD + Instruction.LENGTH * length, bytes.length));
    }
    var instructions = new ArrayList<Instruction>(length);
    for (int pc = 0; pc < length; pc++) instructions.add(Instruction.read(in));
    return new Program(instructions, k, entry, words);
  }

  long stepsToInterpret() {
    return Math.max(0, STEPS_TO_INTERPRET - interpreted.get());
  }

  void countInterpreted(long steps) {
    if (steps > 0) interpreted.addAndGet(steps);
  }

  synchronized Compiled compiled() {
    if (compiled == null) compiled = new Compiled(this);
    return compiled;
  }

  /** The siblings of an instruction, from the leaf up. */
  public List<Buff> path(int pc) {
    return tree.siblings(tree.leafNode(pc));
  }
}
