package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Programs that run for a while before they fault: two registers hold addresses and one a place to
 * jump to, most instructions are good, and every one in a hundred is not.
 */
final class RandomPrograms {
  static final int K = 13;

  private static final int OF_INPUTS = 13;
  private static final int OF_SCRATCH = 14;
  private static final int PLACE = 15;
  private static final long[] EDGES = {
    0,
    1,
    -1,
    63,
    64,
    FixedPoint.ONE,
    -FixedPoint.ONE,
    FixedPoint.LOG2_E,
    0x7fff_ffffL,
    -0x8000_0000L,
    1L << 62,
    -1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
  };

  private final RandomGenerator random;
  private final int length;

  private RandomPrograms(RandomGenerator random, int length) {
    this.random = random;
    this.length = length;
  }

  static Program program(RandomGenerator random, int length) {
    var programs = new RandomPrograms(random, length);
    var instructions = Stream.generate(programs::instruction).limit(length).toList();
    return new Program(instructions, K, random.nextInt(length), random.nextInt(129));
  }

  /** A machine at the program's entry, with any words in memory and in registers. */
  static Machine machine(RandomGenerator random, Program program) {
    var programs = new RandomPrograms(random, program.length());
    var memory = Memory.of(K, inputs());
    for (int i = 0; i < 200; i++) memory.store(random.nextInt(1 << K), programs.word());
    var registers = new ArrayList<Long>();
    registers.add(0L);
    while (registers.size() < State.REGISTERS) registers.add(programs.word());
    registers.set(OF_INPUTS, random.nextLong(Layout.firstWritable(K)));
    registers.set(OF_SCRATCH, programs.scratch());
    registers.set(PLACE, random.nextLong(program.length()));
    var state = new State(program.entry(), Status.RUNNING, registers, memory.root());
    return Machine.resume(program, memory, state, 0);
  }

  static Inputs inputs() {
    var secret = Buff.fromHex("05".repeat(32));
    return new Inputs(
        9,
        List.of(1L, 2L, 3L, 4L, 5L, 6L),
        List.of(Slot.of(secret, 1, 2, 3, 4, 5)),
        List.of(Seed.of(secret)),
        Seed.of(secret),
        Slot.of(secret, 6, 7, 8));
  }

  private Instruction instruction() {
    if (random.nextInt(100) == 0) return wild();
    if (random.nextInt(200) == 0) return new Instruction(Opcode.HALT.code(), 0, 0, 0, 0, 0);
    var opcode = Opcode.values()[1 + random.nextInt(Opcode.values().length - 1)];
    int d = opcode.usesD() ? 1 + random.nextInt(OF_INPUTS - 1) : 0;
    int s = opcode.usesS() ? random.nextInt(State.REGISTERS) : 0;
    int x = random.nextInt(State.REGISTERS);
    long immediate = random.nextInt(3) == 0 ? word() : random.nextInt(-9, 9);
    long target = 0;
    if (opcode.touchesMemory()) {
      return switch (random.nextInt(3)) {
        case 0 -> new Instruction(opcode.code(), d, s, 0, 0, scratch());
        case 1 -> new Instruction(opcode.code(), d, s, OF_SCRATCH, 0, random.nextInt(-9, 9));
        default ->
            opcode.writesMemory()
                ? new Instruction(opcode.code(), d, s, OF_SCRATCH, 0, random.nextInt(-300, 300))
                : new Instruction(opcode.code(), d, s, OF_INPUTS, 0, random.nextInt(-99, 999));
      };
    }
    switch (opcode) {
      case SHL, SHR -> {
        x = 0;
        immediate = random.nextInt(25) == 0 ? word() : random.nextInt(64);
      }
      case JMP -> {
        x = random.nextInt(3) == 0 ? PLACE : 0;
        immediate = x == 0 ? random.nextInt(length) : 0;
      }
      case ADD -> {
        if (random.nextInt(8) == 0) {
          // Somewhere else to read, write or jump to.
          int register = random.nextInt(OF_INPUTS, State.REGISTERS);
          long place =
              switch (register) {
                case OF_INPUTS -> random.nextLong(1 << K);
                case OF_SCRATCH -> scratch();
                default -> random.nextLong(length);
              };
          return new Instruction(opcode.code(), register, 0, 0, 0, place);
        }
      }
      case JEQ, JNE, JLT, JGE -> target = random.nextInt(length);
      default -> {}
    }
    return new Instruction(opcode.code(), d, s, x, target, immediate);
  }

  /** Often none at all. */
  private Instruction wild() {
    int opcode = random.nextInt(32);
    return new Instruction(
        opcode,
        random.nextInt(18),
        random.nextInt(18),
        random.nextInt(18),
        opcode >= Opcode.JEQ.code() ? random.nextInt(length + 2) : random.nextInt(2),
        word());
  }

  private long scratch() {
    return random.nextLong(Layout.firstWritable(K), Layout.model(K));
  }

  private long word() {
    return switch (random.nextInt(4)) {
      case 0 -> EDGES[random.nextInt(EDGES.length)];
      case 1 -> random.nextInt(-70, 70);
      case 2 -> random.nextLong() >> random.nextInt(64);
      default -> FixedPoint.of(random.nextGaussian() * 10);
    };
  }
}
