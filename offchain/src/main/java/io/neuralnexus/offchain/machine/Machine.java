package io.neuralnexus.offchain.machine;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The training machine at work: a program, its memory and registers, from one state to the next.
 * What it does is defined by docs/training-machine.md and is the same, to the bit, as what the
 * contract {@code training-machine} does. For one thread.
 */
public final class Machine {
  private final Program program;
  private final Memory memory;
  private final long[] registers;
  private final int firstWritable;
  private final int endOfWritable;
  private final MessageDigest digest = Hashing.sha256();
  private int pc;
  private Status status;
  private long steps;

  private Machine(Program program, Memory memory, State state, long steps) {
    if (memory.k() != program.k()) {
      throw new IllegalArgumentException(
          "memory has 2^%d words, the program is for 2^%d".formatted(memory.k(), program.k()));
    }
    if (state.pc() < 0 || state.pc() >= program.length()) {
      throw new IllegalArgumentException(
          "pc %d is outside the program of %d".formatted(state.pc(), program.length()));
    }
    if (!memory.root().equals(state.memoryRoot())) {
      throw new IllegalArgumentException("the memory is not that of the state: its root differs");
    }
    this.program = program;
    this.memory = memory;
    this.registers = state.registers().stream().mapToLong(Long::longValue).toArray();
    this.pc = state.pc();
    this.status = state.status();
    this.steps = steps;
    this.firstWritable = Layout.slot(program.k(), Layout.SCRATCH);
    this.endOfWritable = Layout.model(program.k()) + program.words();
  }

  /**
   * A machine at the start of a job.
   *
   * @throws IllegalArgumentException if a data set is larger than a slot
   */
  public static Machine start(Program program, Inputs inputs) {
    var memory = Memory.of(program.k(), inputs);
    var registers = Arrays.asList(new Long[State.REGISTERS]);
    registers.replaceAll(none -> 0L);
    var state = new State(program.entry(), Status.RUNNING, registers, memory.root());
    return new Machine(program, memory, state, 0);
  }

  /**
   * A machine in the midst of a run. It takes the memory over.
   *
   * @param steps how many steps led to the state
   * @throws IllegalArgumentException if program, memory and state do not belong together
   */
  public static Machine resume(Program program, Memory memory, State state, long steps) {
    return new Machine(program, memory, state, steps);
  }

  /** An independent machine in the same state. */
  public Machine copy() {
    return new Machine(program, memory.copy(), state(), steps);
  }

  /** What it runs. */
  public Program program() {
    return program;
  }

  /** Its memory, to be read. */
  public Memory memory() {
    return memory;
  }

  /** Whether it runs, and if not, why. */
  public Status status() {
    return status;
  }

  /** How many steps it has made since the start of the job. */
  public long steps() {
    return steps;
  }

  /** Its state, with the root of memory brought up to date. */
  public State state() {
    return new State(pc, status, Arrays.stream(registers).boxed().toList(), memory.root());
  }

  /** Makes one step, if it is running. */
  public void step() {
    runTo(steps + 1);
  }

  /** Runs until it ends or has made so many steps since the start of the job. */
  public void runTo(long limit) {
    while (steps < limit && status == Status.RUNNING) {
      execute();
      steps++;
    }
  }

  /** What the chain needs to recompute the next step. */
  public StepWitness witness() {
    if (status.isFinal()) return StepWitness.NONE;
    return new StepWitness(
        program.instructions().get(pc).bytes(),
        program.path(pc),
        touchesMemory() ? memory.open((int) operand()) : Leaf.NONE);
  }

  private boolean touchesMemory() {
    return program.faults[pc] == Status.RUNNING
        && program.opcodes[pc].touchesMemory()
        && (program.opcodes[pc].writesMemory() ? isWritable(operand()) : isReadable(operand()));
  }

  private long operand() {
    return FixedPoint.add(registers[program.xs[pc]], program.immediates[pc]);
  }

  private boolean isReadable(long address) {
    return address >>> program.k() == 0;
  }

  private boolean isWritable(long address) {
    return address >= firstWritable && address < endOfWritable;
  }

  private void execute() {
    if (program.faults[pc] != Status.RUNNING) {
      status = program.faults[pc];
      return;
    }
    long s = registers[program.ss[pc]];
    long v = operand();
    switch (program.opcodes[pc]) {
      case HALT -> {
        Arrays.fill(registers, 0);
        status = Status.HALTED;
      }
      case ADD -> write(FixedPoint.add(s, v));
      case SUB -> write(FixedPoint.subtract(s, v));
      case MUL -> write(FixedPoint.multiply(s, v));
      case FMUL -> write(FixedPoint.fmul(s, v));
      case FDIV -> {
        if (v == 0) status = Status.DIVISION_BY_ZERO;
        else write(FixedPoint.fdiv(s, v));
      }
      case MIN -> write(Math.min(s, v));
      case MAX -> write(Math.max(s, v));
      case SHL -> {
        if (v >>> 6 != 0) status = Status.BAD_SHIFT;
        else write(FixedPoint.shiftLeft(s, (int) v));
      }
      case SHR -> {
        if (v >>> 6 != 0) status = Status.BAD_SHIFT;
        else write(s >> v);
      }
      case EXP -> write(FixedPoint.exp2(FixedPoint.fmul(s, v)));
      case HASH -> {
        if (!isReadable(v)) status = Status.BAD_ADDRESS;
        else write(keyedHash((int) v, s));
      }
      case MAC -> {
        if (!isReadable(v)) status = Status.BAD_ADDRESS;
        else write(FixedPoint.add(d(), FixedPoint.fmul(s, memory.load((int) v))));
      }
      case LOAD -> {
        if (!isReadable(v)) status = Status.BAD_ADDRESS;
        else write(memory.load((int) v));
      }
      case MACM -> {
        if (!isWritable(v)) status = Status.BAD_ADDRESS;
        else store((int) v, FixedPoint.add(memory.load((int) v), FixedPoint.fmul(s, d())));
      }
      case STORE -> {
        if (!isWritable(v)) status = Status.BAD_ADDRESS;
        else store((int) v, s);
      }
      case JMP -> jump(v);
      case JEQ -> jump(s == v ? program.targets[pc] : pc + 1);
      case JNE -> jump(s != v ? program.targets[pc] : pc + 1);
      case JLT -> jump(s < v ? program.targets[pc] : pc + 1);
      case JGE -> jump(s >= v ? program.targets[pc] : pc + 1);
    }
  }

  private long d() {
    return registers[program.ds[pc]];
  }

  private void write(long result) {
    int d = program.ds[pc];
    jump(pc + 1);
    if (status == Status.RUNNING) registers[d] = result;
  }

  private void store(int address, long word) {
    jump(pc + 1);
    if (status == Status.RUNNING) memory.store(address, word);
  }

  private void jump(long next) {
    if (next < 0 || next >= program.length()) status = Status.BAD_PC;
    else pc = (int) next;
  }

  private long keyedHash(int address, long message) {
    int first = address & -Layout.LEAF_WORDS;
    var key = memory.words(first, Layout.LEAF_WORDS);
    digest.update(key.bytes());
    return ByteBuffer.wrap(digest.digest(ByteBuffer.allocate(Long.BYTES).putLong(message).array()))
        .getLong();
  }
}
