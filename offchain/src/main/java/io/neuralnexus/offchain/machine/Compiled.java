package io.neuralnexus.offchain.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A program as JVM code, made when it is first needed: cut into blocks, straight lines of steps,
 * and between blocks into regions, each a method that HotSpot will still compile. For any number of
 * threads.
 */
final class Compiled {
  /** HotSpot leaves methods above 8,000 bytes to its interpreter. */
  static final int MOST_BYTES = 8_000;

  private final Program program;

  /** By pc, the region it is in. */
  private final short[] regionOf;

  /** By pc, the steps from there to the end of its block. */
  private final int[] tails;

  private final BitSet starts;

  /** The blocks at which regions are entered: every circle of blocks has one. */
  private final BitSet entries;

  /** The pc that each region starts at, and at last the program's length. */
  private final int[] bounds;

  private final AtomicReferenceArray<Region> regions;

  Compiled(Program program) {
    this.program = program;
    this.starts = starts(program);
    this.tails = tails(program.length(), starts);
    this.bounds = bounds(program, starts);
    this.regionOf = new short[program.length()];
    this.regions = new AtomicReferenceArray<>(bounds.length - 1);
    for (int i = 0; i < regions.length(); i++) {
      Arrays.fill(regionOf, bounds[i], bounds[i + 1], (short) i);
    }
    this.entries = entries();
  }

  /** Whether the code may be entered here by a machine that may make so many steps. */
  boolean canEnter(int pc, long left) {
    int index = regionOf(pc);
    return entries.get(pc) && left >= bounds[index + 1] - bounds[index];
  }

  private int regionOf(int pc) {
    return Short.toUnsignedInt(regionOf[pc]);
  }

  /** The steps from there to the end of its block. */
  int tail(int pc) {
    return tails[pc];
  }

  /** The region of a block. */
  Region region(int pc) {
    int index = regionOf(pc);
    var region = regions.get(index);
    return region != null ? region : make(index);
  }

  private synchronized Region make(int index) {
    var made = regions.get(index);
    if (made != null) return made;
    var region =
        new RegionCompiler(program, starts, entries, bounds[index], bounds[index + 1]).define();
    regions.set(index, region);
    return region;
  }

  /** The code of every region, as it would be defined. */
  List<byte[]> classFiles() {
    var files = new ArrayList<byte[]>();
    for (int i = 0; i + 1 < bounds.length; i++) {
      files.add(new RegionCompiler(program, starts, entries, bounds[i], bounds[i + 1]).classFile());
    }
    return files;
  }

  /** Where jumps lead, where they do not lead, and where a block grows too long. */
  private static BitSet starts(Program program) {
    var code = program.code;
    var starts = new BitSet(code.length);
    starts.set(0);
    starts.set(program.entry());
    for (int pc = 0; pc < code.length; pc++) {
      if (!endsBlock(code[pc])) continue;
      if (pc + 1 < code.length) starts.set(pc + 1);
      long target = target(code[pc]);
      if (target >= 0 && target < code.length) starts.set((int) target);
    }
    int length = 0;
    for (int pc = 0; pc < code.length; pc++) {
      length = starts.get(pc) ? 1 : length + 1;
      if (length <= Block.MOST_INSTRUCTIONS) continue;
      starts.set(pc);
      length = 1;
    }
    return starts;
  }

  /** Where loops begin, where regions do, and where calls return to. */
  private BitSet entries() {
    var code = program.code;
    var entries = new BitSet(code.length);
    entries.set(program.entry());
    for (int i = 0; i + 1 < bounds.length; i++) entries.set(bounds[i]);
    for (int pc = 0; pc < code.length; pc++) {
      if (code[pc].opcode() == Opcode.JMP && pc + 1 < code.length) entries.set(pc + 1);
      long target = target(code[pc]);
      if (target < 0 || target >= code.length) continue;
      if (target <= pc || regionOf((int) target) != regionOf(pc)) entries.set((int) target);
    }
    return entries;
  }

  private static boolean endsBlock(Decoded code) {
    return code.fault() != Status.RUNNING
        || code.opcode() == Opcode.HALT
        || code.opcode().compareTo(Opcode.JMP) >= 0;
  }

  /** Where a jump leads if it is taken, as far as the program tells; -1 if it does not tell. */
  static long target(Decoded code) {
    if (code.fault() != Status.RUNNING) return -1;
    if (code.opcode() == Opcode.JMP) return code.x() == 0 ? code.immediate() : -1;
    return code.opcode().usesTarget() ? code.target() : -1;
  }

  private static int[] tails(int length, BitSet starts) {
    var tails = new int[length];
    for (int pc = length - 1; pc >= 0; pc--) {
      tails[pc] = pc + 1 == length || starts.get(pc + 1) ? 1 : tails[pc + 1] + 1;
    }
    return tails;
  }

  /** Cuts where the fewest loops are cut. */
  private static int[] bounds(Program program, BitSet starts) {
    var code = program.code;
    // How many loops a cut before each pc would cut, at first as differences.
    var loops = new int[code.length + 1];
    for (int pc = 0; pc < code.length; pc++) {
      long target = target(code[pc]);
      if (target < 0 || target >= pc) continue;
      loops[(int) target + 1]++;
      loops[pc + 1]--;
    }
    for (int pc = 1; pc <= code.length; pc++) loops[pc] += loops[pc - 1];
    var bounds = new ArrayList<Integer>();
    bounds.add(0);
    // The bytes of all blocks before each.
    var bytes = new int[code.length + 1];
    for (int pc = 0; pc < code.length; pc = end(starts, pc, code.length)) {
      int end = end(starts, pc, code.length);
      bytes[end] = bytes[pc] + Block.of(code, pc, end).mostBytes();
    }
    int most = MOST_BYTES - RegionCompiler.FRAME_BYTES;
    int from = 0;
    int best = 0;
    for (int pc = 0; pc < code.length; pc = end(starts, pc, code.length)) {
      boolean worth = bytes[pc] - bytes[from] > most / 2;
      if (worth && (best == from || loops[pc] <= loops[best])) best = pc;
      int end = end(starts, pc, code.length);
      while (pc > from && bytes[end] - bytes[from] > most) {
        from = best > from ? best : pc;
        best = from;
        bounds.add(from);
      }
    }
    bounds.add(code.length);
    return bounds.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Where a block ends. */
  private static int end(BitSet starts, int start, int length) {
    int next = starts.nextSetBit(start + 1);
    return next < 0 ? length : next;
  }
}
