package io.neuralnexus.tests.machine;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Instruction;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Memory;
import io.neuralnexus.offchain.machine.Opcode;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.State;
import io.neuralnexus.offchain.machine.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Machines about to make any step there is, those at the edges more often than chance would have
 * it: bounds of words, slots, registers, shifts and programs, operands that make an address valid,
 * encodings that are nearly right.
 */
final class RandomMachines {
  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    30,
    31,
    32,
    33,
    62,
    63,
    64,
    65,
    255,
    256,
    FixedPoint.ONE,
    -FixedPoint.ONE,
    FixedPoint.ONE - 1,
    FixedPoint.ONE + 1,
    FixedPoint.LOG2_E,
    31 * FixedPoint.ONE,
    -32 * FixedPoint.ONE,
    -33 * FixedPoint.ONE,
    0x7fff_ffffL,
    0x8000_0000L,
    -0x8000_0000L,
    0xffff_ffffL,
    1L << 33,
    3L << 30,
    Long.MAX_VALUE,
    Long.MAX_VALUE - 1,
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    1L << 62,
    -1L << 62,
  };

  private final RandomGenerator random;
  private final int k;
  private final Memory memory;

  RandomMachines(RandomGenerator random, int k) {
    this.random = random;
    this.k = k;
    this.memory = Memory.of(k, inputs());
  }

  /** A program of that length, many of whose instructions are no good. */
  Program program(int length) {
    var instructions = Stream.generate(() -> instruction(length)).limit(length).toList();
    int most = Layout.mostModelWords(k);
    int words = random.nextInt(4) == 0 ? most * random.nextInt(2) : random.nextInt(most);
    return new Program(instructions, k, random.nextInt(length), words);
  }

  /** A machine somewhere in a program, with any registers and the memory of all machines so far. */
  Machine machine(Program program) {
    for (int i = 0; i < 4; i++) memory.store((int) address(program), word());
    int pc = random.nextInt(program.length());
    var registers = registersFor(program, program.instructions().get(pc));
    var status =
        random.nextInt(200) == 0
            ? Status.values()[random.nextInt(Status.values().length)]
            : Status.RUNNING;
    return Machine.resume(program, memory, new State(pc, status, registers, memory.root()), 0);
  }

  private Inputs inputs() {
    int datasets = random.nextInt(Layout.MOST_DATASETS + 1);
    return new Inputs(
        random.nextLong(),
        Stream.generate(this::word).limit(Inputs.SETTINGS).toList(),
        Stream.generate(this::slot).limit(datasets).toList(),
        Stream.generate(this::seed).limit(datasets).toList(),
        seed(),
        slot());
  }

  private Slot slot() {
    var words = random.longs(random.nextInt(Layout.slotWords(13))).toArray();
    return Slot.of(bytes(32), words);
  }

  private Seed seed() {
    return new Seed(bytes(64), bytes(32));
  }

  private Buff bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return Buff.of(bytes);
  }

  private Instruction instruction(int length) {
    var opcode = Opcode.values()[random.nextInt(Opcode.values().length)];
    boolean careful = random.nextInt(8) > 0;
    int code = careful || random.nextBoolean() ? opcode.code() : random.nextInt(256);
    boolean usesX = opcode.usesOperand() || sloppy(careful);
    return new Instruction(
        code,
        opcode.usesD() ? register(opcode.writesRegister(), careful) : stray(careful),
        opcode.usesS() ? register(false, careful) : stray(careful),
        usesX ? register(false, careful) : 0,
        opcode.usesTarget() ? target(length) : stray(careful),
        usesX ? immediate(opcode) : 0);
  }

  private boolean sloppy(boolean careful) {
    return !careful && random.nextInt(4) == 0;
  }

  private int stray(boolean careful) {
    return sloppy(careful) ? random.nextInt(20) : 0;
  }

  private int register(boolean written, boolean careful) {
    if (sloppy(careful)) return random.nextBoolean() ? 16 : random.nextInt(256);
    return written && careful ? 1 + random.nextInt(15) : random.nextInt(16);
  }

  private long target(int length) {
    return switch (random.nextInt(6)) {
      case 0 -> length;
      case 1 -> 0xffff_ffffL;
      default -> random.nextInt(length);
    };
  }

  private long immediate(Opcode opcode) {
    if (opcode.touchesMemory() && random.nextInt(3) > 0) return random.nextInt(16) - 8L;
    return random.nextBoolean() ? 0 : word();
  }

  private long word() {
    return switch (random.nextInt(4)) {
      case 0 -> EDGES[random.nextInt(EDGES.length)];
      case 1 -> random.nextInt(-70, 70);
      case 2 -> random.nextLong() >> random.nextInt(64);
      default -> FixedPoint.of(random.nextGaussian() * 10);
    };
  }

  private List<Long> registersFor(Program program, Instruction instruction) {
    var registers = new ArrayList<Long>();
    registers.add(0L);
    IntStream.range(1, State.REGISTERS).forEach(i -> registers.add(word()));
    var opcode = Opcode.of(instruction.opcode());
    int x = instruction.x();
    if (opcode.isPresent() && x > 0 && x < State.REGISTERS && random.nextInt(8) > 0) {
      var wanted = operandFor(opcode.get(), program);
      if (wanted.isPresent()) {
        registers.set(x, FixedPoint.subtract(wanted.getAsLong(), instruction.immediate()));
      }
    }
    if (opcode.isPresent()
        && opcode.get().usesTarget()
        && instruction.s() > 0
        && instruction.s() < State.REGISTERS
        && x < State.REGISTERS
        && random.nextInt(3) == 0) {
      registers.set(instruction.s(), FixedPoint.add(registers.get(x), instruction.immediate()));
    }
    return registers;
  }

  private OptionalLong operandFor(Opcode opcode, Program program) {
    if (opcode.touchesMemory()) return OptionalLong.of(address(program));
    return switch (opcode) {
      case SHL, SHR -> OptionalLong.of(random.nextInt(64));
      case JMP -> OptionalLong.of(random.nextInt(program.length()));
      default -> OptionalLong.empty();
    };
  }

  /** An address, often at the edge of a slot or of what may be written. */
  private long address(Program program) {
    long edge =
        switch (random.nextInt(3)) {
          case 0 -> Layout.slot(k, random.nextInt(33));
          case 1 -> Layout.model(k) + program.words();
          default -> Layout.slot(k, Layout.SCRATCH) + random.nextInt(4096);
        };
    return Math.floorMod(edge + random.nextInt(-9, 9), 1 << k);
  }
}
