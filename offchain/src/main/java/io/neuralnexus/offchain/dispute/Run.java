package io.neuralnexus.offchain.dispute;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.State;
import io.neuralnexus.offchain.machine.StepWitness;
import io.neuralnexus.offchain.machine.Trace;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody says that happened on the training machine: a run as it was, or, for rehearsals,
 * one that was tampered with in the midst and then went on as the program says.
 *
 * @param before the run up to the step that was tampered with
 * @param after the run from there on
 * @param from the first state of {@code after}
 */
public record Run(Trace before, Trace after, long from) {
  private static final int PERFECT = 10_000;

  /** The first word of the output after score and weights. */
  private static final int FIRST_SPARE = 1 + Layout.MOST_DATASETS;

  /** The run as it was. */
  public static Run honest(Trace trace) {
    return new Run(trace, trace, 0);
  }

  /**
   * The same, but that one word of memory changes by itself before a step: the score, to perfect;
   * if it is that already, a word without meaning.
   *
   * @param step from 1
   * @param maxSteps of the job
   */
  public static Run tampered(Trace truth, long step, long maxSteps) {
    var machine = truth.at(step);
    var memory = machine.memory().copy();
    var score = Layout.slot(memory.k(), Layout.OUTPUT);
    if (truth.output().score() < PERFECT) memory.store(score, PERFECT);
    else memory.store(score + FIRST_SPARE, 1);
    var state = machine.state();
    var altered = new State(state.pc(), state.status(), state.registers(), memory.root());
    var tampered = Machine.resume(machine.program(), memory, altered, machine.steps());
    return new Run(truth, Trace.from(tampered, maxSteps), step);
  }

  /** The number of steps. */
  public long length() {
    return after.length();
  }

  /** The last state. */
  public State end() {
    return after.end();
  }

  /** What it came to. */
  public Output output() {
    return after.output();
  }

  /** The state after so many steps; beyond the end, the last. */
  public State state(long step) {
    return (step < from ? before : after).state(step);
  }

  /** What the chain needs to make the step from the state at an index. */
  public StepWitness witness(long step) {
    return (step < from ? before : after).witness(step);
  }

  /** The commitments to the states after so many steps each, rising. */
  public List<Buff> hashes(List<Long> steps) {
    var earlier = steps.stream().filter(step -> step < from).toList();
    var later = steps.stream().filter(step -> step >= from).toList();
    return Stream.concat(before.states(earlier).stream(), after.states(later).stream())
        .map(State::hash)
        .toList();
  }
}
