package io.neuralnexus.offchain.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A straight line of steps. Words of memory at fixed distances from the same register are accessed
 * as one span, whose bounds are checked once, before the first.
 */
final class Block {
  /** So short that any block fits into a region. */
  static final int MOST_INSTRUCTIONS = 44;

  /** How far apart the words of a span may be. */
  private static final long WIDEST = 4_096;

  /** Offsets within it cannot make a sum with a register wrap around into memory. */
  static final long SAFE_OFFSET = 1L << 62;

  private final Decoded[] code;
  private final int from;
  private final int to;

  /** By instruction from the first, the span that it belongs to. */
  private final Span[] spans;

  /** Words at distances from a register, all read or all written. */
  static final class Span {
    private final int register;
    private final boolean isWritten;
    private final List<Long> offsets = new ArrayList<>();
    private final int first;
    private long least;
    private long most;

    private Span(int first, Decoded code) {
      this.first = first;
      this.register = code.x();
      this.isWritten = code.opcode().writesMemory();
      this.least = code.immediate();
      this.most = code.immediate();
    }

    private boolean takes(Decoded code) {
      long offset = code.immediate();
      return register == code.x()
          && isWritten == code.opcode().writesMemory()
          && Math.max(most, offset) - Math.min(least, offset) <= WIDEST;
    }

    private void add(long offset) {
      offsets.add(offset);
      least = Math.min(least, offset);
      most = Math.max(most, offset);
    }

    /** The pc of the first instruction. */
    int first() {
      return first;
    }

    int register() {
      return register;
    }

    boolean isWritten() {
      return isWritten;
    }

    /** The least offset from the register. */
    long least() {
      return least;
    }

    /** How far it is from the least offset to the greatest. */
    long width() {
      return most - least;
    }

    /** Offsets such that whoever marks their leaves has marked the leaves of all. */
    List<Long> marks() {
      var sorted = new ArrayList<>(offsets);
      Collections.sort(sorted);
      var marks = new ArrayList<Long>();
      int i = 0;
      while (i < sorted.size()) {
        long first = sorted.get(i);
        long last = first;
        while (i < sorted.size() && sorted.get(i) - first < Layout.LEAF_WORDS)
          last = sorted.get(i++);
        marks.add(first);
        if (last != first) marks.add(last);
      }
      return marks;
    }
  }

  private Block(Decoded[] code, int from, int to) {
    this.code = code;
    this.from = from;
    this.to = to;
    this.spans = new Span[to - from];
  }

  /** The block from a pc to before another. */
  static Block of(Decoded[] code, int from, int to) {
    var block = new Block(code, from, to);
    block.findSpans();
    return block;
  }

  private void findSpans() {
    var open = new ArrayList<Span>();
    for (int pc = from; pc < to; pc++) {
      var instruction = code[pc];
      if (instruction.fault() != Status.RUNNING) continue;
      if (isRelative(instruction)) {
        var span = open.stream().filter(one -> one.takes(instruction)).findFirst();
        if (span.isEmpty()) {
          span = Optional.of(new Span(pc, instruction));
          open.add(span.get());
        }
        span.get().add(instruction.immediate());
        spans[pc - from] = span.get();
      }
      if (instruction.opcode().writesRegister()) {
        open.removeIf(span -> span.register == instruction.d());
      }
    }
  }

  private static boolean isRelative(Decoded instruction) {
    return instruction.opcode().touchesMemory()
        && instruction.opcode() != Opcode.HASH
        && instruction.x() != 0
        && Math.abs(instruction.immediate()) < SAFE_OFFSET;
  }

  /** The number of its instructions. */
  int length() {
    return to - from;
  }

  /** The span that an instruction accesses a word of, unless it accesses one alone. */
  Optional<Span> span(int pc) {
    return Optional.ofNullable(spans[pc - from]).filter(span -> span.offsets.size() > 1);
  }

  /** The most bytes of JVM code that it needs. */
  int mostBytes() {
    int bytes = RegionCompiler.BLOCK_BYTES;
    for (int pc = from; pc < to; pc++) {
      var span = span(pc);
      bytes += RegionCompiler.mostBytes(code[pc], span.isPresent());
      if (span.isPresent() && span.get().first == pc) {
        bytes += RegionCompiler.SPAN_BYTES;
        if (span.get().isWritten) bytes += RegionCompiler.MARK_BYTES * span.get().marks().size();
      }
    }
    return bytes;
  }
}
