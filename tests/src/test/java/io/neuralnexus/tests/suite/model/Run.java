package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.State;
import io.neuralnexus.offchain.machine.StepWitness;
import java.util.HashMap;
import java.util.Map;

/** What somebody says that happened when a program ran: the truth, or a lie at one step. */
final class Run {
  /** What is false. */
  enum Kind {
    TRUTH,
    /** The score, just before the run ends: worth a bonus. */
    SCORE,
    /** A word of memory that the program neither reads nor writes, in the midst. */
    MEMORY
  }

  final Kind kind;
  private final Machine start;
  private final long most;
  private final long at;
  private final Machine end;
  private final Map<Long, Buff> hashes = new HashMap<>();

  private Run(Kind kind, Machine start, long most, long at) {
    this.kind = kind;
    this.start = start;
    this.most = most;
    this.at = at;
    this.end = machine(most);
  }

  /** The truth. */
  static Run of(Program program, Inputs inputs, long most) {
    return new Run(Kind.TRUTH, Machine.start(program, inputs), most, Long.MAX_VALUE);
  }

  /** The same with a lie in it. */
  Run lying(Kind how) {
    return new Run(how, start, most, how == Kind.SCORE ? length() - 1 : (length() + 1) / 2);
  }

  long length() {
    return end.steps();
  }

  State end() {
    return end.state();
  }

  Output output() {
    return Output.of(end);
  }

  /** The hash of the state after so many steps; beyond the end, of the last. */
  Buff hash(long index) {
    return hashes.computeIfAbsent(index, i -> state(i).hash());
  }

  State state(long index) {
    return machine(index).state();
  }

  StepWitness witness(long index) {
    return machine(index).witness();
  }

  /** The state that one honest step from the state at an index leads to. */
  Buff honestlyAfter(long index) {
    var machine = machine(index);
    machine.step();
    return machine.state().hash();
  }

  private Machine machine(long index) {
    var machine = start.copy();
    machine.runTo(Math.min(index, at));
    if (index >= at) {
      machine = falsified(machine);
      machine.runTo(Math.min(index, most));
    }
    return machine;
  }

  private Machine falsified(Machine machine) {
    var memory = machine.memory().copy();
    var state = machine.state();
    int output = Layout.slot(memory.k(), Layout.OUTPUT);
    if (kind == Kind.SCORE) memory.store(output, 9_990);
    else memory.store(output - 1, 1_001);
    return Machine.resume(
        machine.program(),
        memory,
        new State(state.pc(), state.status(), state.registers(), memory.root()),
        machine.steps());
  }
}
