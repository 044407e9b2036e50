package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R0;

import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Register;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the parts of a program are written into: its instructions, the places they have in scratch,
 * and the count of the steps they take.
 *
 * <p>No program of the library has a branch that depends on a value of a row: how many steps a run
 * takes is public, and must tell nothing. So each instruction runs as often as the job has rows,
 * batches and so on, and {@link #during} says which.
 */
final class Code {
  /** Registers that a part may use as it likes. */
  static final List<Register> FREE =
      List.of(
          Register.R1,
          Register.R2,
          Register.R3,
          Register.R4,
          Register.R5,
          Register.R6,
          Register.R7,
          Register.R8,
          Register.R9,
          Register.R10);

  /** A value on its way. */
  static final Register VALUE = Register.R11;

  /** The place in the vector that a loop goes along. */
  static final Register ALONG = Register.R12;

  /** The same place in a matrix with a row for every word of that vector. */
  static final Register ACROSS = Register.R13;

  /** A second value on its way. */
  static final Register OTHER = Register.R14;

  /** The address of the row at hand. */
  static final Register ROW = Register.R15;

  /**
   * Loops over vectors are unrolled to about so many instructions: more run no faster once
   * compiled.
   */
  private static final int UNROLLED = 32;

  final Assembler asm;
  final int k;

  private final EnumMap<Times, Long> steps = new EnumMap<>(Times.class);
  private final List<Vector> secrets = new ArrayList<>();
  private final int end;
  private int free;
  private Times times = Times.RUN;
  private long multiplicity = 1;
  private int counted;

  /** Words that lie side by side. */
  record Vector(int address, int length) {
    /** The word at an index. */
    Operand at(int index) {
      return word(address + index);
    }
  }

  /** One turn of a loop along a vector, for the word at hand and its row in matrices. */
  interface Turn {
    void write(Place place);
  }

  /** Where a turn of a loop is. */
  record Place(Register along, long alongOffset, Register across, long acrossOffset) {
    /** The word at hand, from a base on. */
    Operand along(long base) {
      return along.plus(alongOffset + base);
    }

    /** The word at a place of the row at hand of a matrix that begins at an address. */
    Operand across(long base) {
      return across.plus(acrossOffset + base);
    }
  }

  Code(int k) {
    this.k = k;
    this.asm = new Assembler(k);
    this.free = Layout.slot(k, Layout.SCRATCH);
    this.end = Layout.slot(k, Layout.OUTPUT);
  }

  /**
   * Takes words of scratch.
   *
   * @throws IllegalArgumentException if there are not so many
   */
  Vector vector(int length) {
    // From a leaf of its own on, so that a leaf that is shown shows one vector.
    int words = (length + Layout.LEAF_WORDS - 1) / Layout.LEAF_WORDS * Layout.LEAF_WORDS;
    if (words > end - free) {
      throw new IllegalArgumentException(
          "scratch of a memory of 2^%d words is too small: choose a larger k".formatted(k));
    }
    var vector = new Vector(free, length);
    free += words;
    return vector;
  }

  /** Takes words of scratch for what depends on rows, or on the noise that hides them. */
  Vector secret(int length) {
    var vector = vector(length);
    secrets.add(vector);
    return vector;
  }

  /** Takes a word of scratch. */
  Operand variable() {
    return vector(1).at(0);
  }

  /** What the body writes runs so often. */
  void during(Times inner, Runnable body) {
    count();
    var outer = times;
    var outerMultiplicity = multiplicity;
    times = inner;
    multiplicity = 1;
    body.run();
    count();
    times = outer;
    multiplicity = outerMultiplicity;
  }

  /** What the body writes runs so many times as often. */
  private void repeated(long turns, Runnable body) {
    count();
    multiplicity *= turns;
    body.run();
    count();
    multiplicity /= turns;
  }

  /** The steps that were written, by how often they run. */
  Map<Times, Long> steps() {
    count();
    return Map.copyOf(steps);
  }

  private void count() {
    steps.merge(times, (asm.length() - counted) * multiplicity, Long::sum);
    counted = asm.length();
  }

  /**
   * Runs a body for a counter in scratch from 0, or 1, up to a number.
   *
   * @param each how often the body runs in all
   */
  void loop(Operand counter, int from, Operand last, Times each, Runnable body) {
    var done = asm.label();
    asm.set(VALUE, word(from));
    asm.store(VALUE, counter);
    var next = asm.here();
    asm.load(VALUE, counter);
    asm.load(OTHER, last);
    asm.jumpIfLess(OTHER, VALUE, done);
    during(
        each,
        () -> {
          body.run();
          asm.load(VALUE, counter);
          asm.add(VALUE, VALUE, word(1));
          asm.store(VALUE, counter);
          asm.jump(next);
          // The three instructions before the body run once more than it does.
          again(3);
        });
    asm.place(done);
  }

  /** So many instructions written before run in every turn too. */
  void again(int instructions) {
    steps.merge(times, instructions * multiplicity, Long::sum);
  }

  /**
   * Runs a turn for every word of a vector.
   *
   * @param start the address of its first word
   * @param stride the length of a row of the matrices that go along with it
   * @param size about how many instructions a turn has
   */
  void along(Operand start, int length, int stride, int size, Turn turn) {
    int unrolled = Math.clamp(UNROLLED / size, 1, length);
    int turns = length / unrolled;
    int rest = length - turns * unrolled;
    if (turns == 1) {
      for (int i = 0; i < length; i++) {
        turn.write(new Place(start.register(), start.immediate() + i, R0, (long) i * stride));
      }
      return;
    }
    asm.set(ALONG, start);
    asm.set(ACROSS, word(0));
    repeated(
        turns,
        () -> {
          var again = asm.here();
          for (int i = 0; i < unrolled; i++) {
            turn.write(new Place(ALONG, i, ACROSS, (long) i * stride));
          }
          asm.add(ALONG, ALONG, word(unrolled));
          asm.add(ACROSS, ACROSS, word((long) unrolled * stride));
          asm.jumpIfLess(ACROSS, word((long) turns * unrolled * stride), again);
        });
    for (int i = 0; i < rest; i++) {
      turn.write(new Place(ALONG, i, ACROSS, (long) i * stride));
    }
  }

  /** Runs a turn for every index below a length, which {@link Place#along} adds to a base. */
  void each(int length, int size, Turn turn) {
    along(word(0), length, 1, size, turn);
  }

  /** Sets all words of a vector to 0. */
  void clear(Vector vector) {
    each(vector.length(), 1, place -> asm.store(R0, place.along(vector.address())));
  }

  /** Sets to 0 all that depends on rows, so that the last state commits to none of it. */
  void clearSecrets() {
    secrets.forEach(this::clear);
  }

  /**
   * d = at least the square root of s and off by little more than a unit if s was between 1 and
   * 2^16 times the square of the start; never too small. Uses {@link #OTHER}.
   *
   * @param start a rough guess at the root, more than 0
   */
  void rootAbove(Register d, Register s, long start, int turns) {
    // Heron's rule in whole numbers: from any start, it never goes below the root rounded down.
    asm.set(d, word(start));
    for (int i = 0; i < turns; i++) {
      asm.fdiv(OTHER, s, d);
      asm.add(d, d, OTHER);
      asm.shiftRight(d, d, word(1));
    }
    asm.add(d, d, word(1));
  }
}
