package io.neuralnexus.offchain.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * A run from start to end, any state of which can be asked for. A state is found by running again
 * from the start. States before the start are not known.
 */
public final class Trace {
  private final Machine start;
  private final Machine end;

  private Trace(Machine start, Machine end) {
    this.start = start;
    this.end = end;
  }

  /**
   * Runs a job until it halts, faults or has made so many steps.
   *
   * @throws IllegalArgumentException if a data set is larger than a slot
   */
  public static Trace of(Program program, Inputs inputs, long maxSteps) {
    var start = Machine.start(program, inputs);
    var end = start.copy();
    end.runTo(maxSteps);
    return new Trace(start, end);
  }

  /**
   * Runs on from a machine in the midst of a job, until it halts, faults or has made so many steps
   * since the start of the job.
   */
  public static Trace from(Machine machine, long maxSteps) {
    var end = machine.copy();
    end.runTo(maxSteps);
    return new Trace(machine.copy(), end);
  }

  /** N, the number of steps since the start of the job. */
  public long length() {
    return end.steps();
  }

  /** S_N. */
  public State end() {
    return end.state();
  }

  /** What the run came to. */
  public Output output() {
    return Output.of(end);
  }

  /**
   * The state after so many steps; beyond the end, the last.
   *
   * @param index not negative
   */
  public State state(long index) {
    return machine(index).state();
  }

  /**
   * The states at these indices.
   *
   * @param indices not negative, rising
   */
  public List<State> states(List<Long> indices) {
    var states = new ArrayList<State>();
    var machine = start.copy();
    for (long index : indices) {
      checkIndex(index);
      if (index < machine.steps() && !machine.status().isFinal()) {
        throw new IllegalArgumentException("index " + index + " comes after a later one");
      }
      machine.runTo(Math.min(index, length()));
      states.add(machine.state());
    }
    return states;
  }

  /** The machine after so many steps, to go its own way from there. */
  public Machine at(long index) {
    return machine(index);
  }

  /** What the chain needs to recompute the step from the state at an index. */
  public StepWitness witness(long index) {
    return machine(index).witness();
  }

  private Machine machine(long index) {
    checkIndex(index);
    var machine = start.copy();
    machine.runTo(Math.min(index, length()));
    return machine;
  }

  private void checkIndex(long index) {
    if (index < 0) throw new IllegalArgumentException("index " + index + " is negative");
    if (index < start.steps()) {
      throw new IllegalArgumentException(
          "index %d is before the start, at %d".formatted(index, start.steps()));
    }
  }
}
