package io.neuralnexus.tests.suite;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.State;
import io.neuralnexus.offchain.machine.Status;
import io.neuralnexus.offchain.machine.StepWitness;
import java.util.ArrayList;
import java.util.Collections;

/** What one side of a dispute says that happened: a run, with a lie at one step or with none. */
final class Play {
  /** How a state is falsified; whatever comes after follows from it honestly. */
  enum Lie {
    /** A word of memory that the program neither reads nor writes. */
    MEMORY,
    /** The run is over already. */
    SHORTER,
    /** The run begins anew in the midst. */
    LONGER
  }

  private final Program program;
  private final Inputs inputs;
  private final long most;
  private final Lie lie;
  private final long at;
  private final Machine end;

  private Play(Program program, Inputs inputs, long most, Lie lie, long at) {
    this.program = program;
    this.inputs = inputs;
    this.most = most;
    this.lie = lie;
    this.at = at;
    this.end = machine(most);
  }

  static Play honest(Program program, Inputs inputs, long most) {
    return new Play(program, inputs, most, Lie.MEMORY, Long.MAX_VALUE);
  }

  /** The same, but its state after {@code at} steps is false. */
  Play lying(Lie how, long at) {
    return new Play(program, inputs, most, how, at);
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

  Buff hash(long index) {
    return machine(index).state().hash();
  }

  State state(long index) {
    return machine(index).state();
  }

  StepWitness witness(long index) {
    return machine(index).witness();
  }

  private Machine machine(long index) {
    var machine = Machine.start(program, inputs);
    machine.runTo(Math.min(index, at));
    if (index >= at) {
      machine = falsified(machine);
      machine.runTo(index);
    }
    return machine;
  }

  private Machine falsified(Machine machine) {
    var memory = machine.memory().copy();
    var state = machine.state();
    if (lie == Lie.MEMORY) memory.store(Layout.slot(memory.k(), Layout.OUTPUT) - 1, 1_001);
    var registers =
        lie == Lie.SHORTER
            ? new ArrayList<>(Collections.nCopies(State.REGISTERS, 0L))
            : new ArrayList<>(state.registers());
    if (lie == Lie.LONGER) {
      // The loop's counter starts again.
      registers.set(1, 0L);
      memory.store(Layout.slot(memory.k(), Layout.OUTPUT) - 1, 1_002);
    }
    var status = lie == Lie.SHORTER ? Status.HALTED : state.status();
    return Machine.resume(
        program, memory, new State(state.pc(), status, registers, memory.root()), machine.steps());
  }
}
