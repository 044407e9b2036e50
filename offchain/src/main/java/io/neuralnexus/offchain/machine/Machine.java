package io.neuralnexus.offchain.machine;

import java.util.Arrays;

/**
 * The training machine at work: a program, its memory and registers, from one state to the next.
 * What it does is defined by docs/training-machine.md and is the same, to the bit, as what the
 * contract {@code training-machine} does. For one thread.
 */
public final class Machine {
  private static final int MOST_STEPS_AT_ONCE = 1 << 30;

  private final Program program;
  private final Memory memory;
  private final Interpreter interpreter;
  private long steps;

  private Machine(Program program, Memory memory, long steps) {
    this.program = program;
    this.memory = memory;
    this.interpreter = new Interpreter(program.length(), program.k(), program.words(), memory);
    this.steps = steps;
  }

  /**
   * A machine at the start of a job.
   *
   * @throws IllegalArgumentException if a data set is larger than a slot
   */
  public static Machine start(Program program, Inputs inputs) {
    var machine = new Machine(program, Memory.of(program.k(), inputs), 0);
    machine.interpreter.pc = program.entry();
    return machine;
  }

  /**
   * A machine in the midst of a run. It takes the memory over.
   *
   * @param steps how many steps led to the state
   * @throws IllegalArgumentException if program, memory and state do not belong together
   */
  public static Machine resume(Program program, Memory memory, State state, long steps) {
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
    var machine = new Machine(program, memory, steps);
    machine.interpreter.set(state.pc(), state.status(), state.registerWords());
    return machine;
  }

  /** An independent machine in the same state. */
  public Machine copy() {
    var copy = new Machine(program, memory.copy(), steps);
    copy.interpreter.set(interpreter.pc, interpreter.status, interpreter.registers);
    return copy;
  }

  /** What it is now, to return to. */
  Checkpoint save() {
    return new Checkpoint(
        steps, interpreter.pc, interpreter.status, interpreter.registers.clone(), memory.save());
  }

  /** Returns to what it was, or a machine that it is a copy of. */
  void restore(Checkpoint checkpoint) {
    steps = checkpoint.steps();
    interpreter.set(checkpoint.pc(), checkpoint.status(), checkpoint.registers());
    memory.restore(checkpoint.image());
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
    return interpreter.status;
  }

  /** How many steps it has made since the start of the job. */
  public long steps() {
    return steps;
  }

  /** Its state, with the root of memory brought up to date. */
  public State state() {
    return new State(
        interpreter.pc,
        interpreter.status,
        Arrays.stream(interpreter.registers).boxed().toList(),
        memory.root());
  }

  /** Makes one step, if it is running. */
  public void step() {
    runTo(steps + 1);
  }

  /** Runs until it ends or has made so many steps since the start of the job. */
  public void runTo(long limit) {
    long before = steps;
    interpret(Math.min(limit, before + program.stepsToInterpret()));
    program.countInterpreted(steps - before);
    runCompiled(limit);
  }

  /** As {@link #runTo}, step by step. */
  void interpret(long limit) {
    while (steps < limit && interpreter.status == Status.RUNNING) interpretStep();
  }

  private void interpretStep() {
    interpreter.step(program.code[interpreter.pc]);
    steps++;
  }

  /** As {@link #runTo}, in compiled code wherever it can be entered. */
  void runCompiled(long limit) {
    if (steps >= limit) return;
    var compiled = program.compiled();
    while (steps < limit && interpreter.status == Status.RUNNING) {
      int start = interpreter.pc;
      if (!compiled.canEnter(start, limit - steps)) {
        interpretStep();
        continue;
      }
      int most = (int) Math.min(limit - steps, MOST_STEPS_AT_ONCE);
      interpreter.left = most;
      int next =
          compiled.region(start).run(interpreter, memory.inputs(), memory.words, memory.marks);
      steps += most - interpreter.left;
      interpreter.pc = next < 0 ? ~next : next;
      if (next >= 0) continue;
      steps -= compiled.tail(~next);
      if (steps < limit) interpretStep();
    }
  }

  /** What the chain needs to recompute the next step. */
  public StepWitness witness() {
    if (status().isFinal()) return StepWitness.NONE;
    int pc = interpreter.pc;
    var code = program.code[pc];
    return new StepWitness(
        program.instructions().get(pc).bytes(),
        program.path(pc),
        interpreter.touchesMemory(code) ? memory.open((int) interpreter.operand(code)) : Leaf.NONE);
  }
}
