package io.neuralnexus.offchain.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * A run from start to end, any state of which can be asked for. A state is found by running on from
 * the nearest checkpoint before it; the run lays some, evenly spread, and asking leaves more where
 * it was asked, so that a dispute costs a part of the run and each of its rounds less than the one
 * before. States before the start are not known. For any number of threads.
 */
public final class Trace {
  /** So many steps are run at once, then somebody may watch. */
  private static final long SLICE = 1 << 20;

  private static final long NANOSECONDS_BETWEEN_REPORTS = 250_000_000;

  /** Fewer steps are not worth a second thread. */
  private static final long WORTH_A_THREAD = 1 << 22;

  private final long first;
  private final long length;
  private final State end;
  private final Checkpoints checkpoints;

  /** It and its copy run wherever they are sent. */
  private final Machine walker;

  private Optional<Machine> secondWalker = Optional.empty();

  /** Is told now and then how far a run has come. */
  private interface Watcher<E extends Exception> {
    void at(long steps) throws E;
  }

  private <E extends Exception> Trace(Machine machine, long maxSteps, Watcher<E> watcher) throws E {
    walker = machine;
    first = machine.steps();
    checkpoints = new Checkpoints(machine.save());
    while (!machine.status().isFinal() && machine.steps() < maxSteps) {
      long stop = Math.min(checkpoints.next(), machine.steps() + SLICE);
      machine.runTo(Math.min(stop, maxSteps));
      if (machine.steps() == checkpoints.next()) checkpoints.lay(machine.save());
      watcher.at(machine.steps());
    }
    length = machine.steps();
    end = machine.state();
    checkpoints.add(machine.save());
  }

  /**
   * Runs a job until it halts, faults or has made so many steps.
   *
   * @throws IllegalArgumentException if a data set is larger than a slot
   */
  public static Trace of(Program program, Inputs inputs, long maxSteps) {
    return new Trace(Machine.start(program, inputs), maxSteps, steps -> {});
  }

  /**
   * The same, watched, and stopped if the thread is interrupted.
   *
   * @param progress is told the number of steps so far, some times a second and at the end
   * @throws IllegalArgumentException if a data set is larger than a slot
   * @throws InterruptedException as soon as the thread is interrupted; the run is lost
   */
  public static Trace of(Program program, Inputs inputs, long maxSteps, LongConsumer progress)
      throws InterruptedException {
    var watcher = new Reporter(progress);
    var trace = new Trace(Machine.start(program, inputs), maxSteps, watcher);
    progress.accept(trace.length());
    return trace;
  }

  private static final class Reporter implements Watcher<InterruptedException> {
    private final LongConsumer progress;
    private long last = System.nanoTime();

    Reporter(LongConsumer progress) {
      this.progress = progress;
    }

    @Override
    public void at(long steps) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("the run was stopped after %d steps".formatted(steps));
      }
      long now = System.nanoTime();
      if (now - last < NANOSECONDS_BETWEEN_REPORTS) return;
      last = now;
      progress.accept(steps);
    }
  }

  /**
   * Runs on from a machine in the midst of a job, until it halts, faults or has made so many steps
   * since the start of the job.
   */
  public static Trace from(Machine machine, long maxSteps) {
    return new Trace(machine.copy(), maxSteps, steps -> {});
  }

  /** N, the number of steps since the start of the job. */
  public long length() {
    return length;
  }

  /** S_N. */
  public State end() {
    return end;
  }

  /** What the run came to. */
  public synchronized Output output() {
    send(walker, length);
    return Output.of(walker);
  }

  /**
   * The state after so many steps; beyond the end, the last.
   *
   * @param index not negative
   */
  public State state(long index) {
    return states(List.of(index)).getFirst();
  }

  /**
   * The states at these indices, on two threads where that is quicker.
   *
   * @param indices not negative, rising
   */
  public synchronized List<State> states(List<Long> indices) {
    long last = first;
    for (long index : indices) {
      checkIndex(index);
      if (index < last) {
        throw new IllegalArgumentException("index " + index + " comes after a later one");
      }
      last = index;
    }
    int split = split(indices);
    if (split == indices.size()) return walk(walker, indices);
    var second = secondWalker.orElseGet(walker::copy);
    secondWalker = Optional.of(second);
    var later =
        CompletableFuture.supplyAsync(() -> walk(second, indices.subList(split, indices.size())));
    var states = new ArrayList<>(walk(walker, indices.subList(0, split)));
    states.addAll(later.join());
    return states;
  }

  /** The machine after so many steps, to go its own way from there. */
  public synchronized Machine at(long index) {
    checkIndex(index);
    send(walker, index);
    return walker.copy();
  }

  /** What the chain needs to recompute the step from the state at an index. */
  public synchronized StepWitness witness(long index) {
    checkIndex(index);
    send(walker, index);
    return walker.witness();
  }

  private List<State> walk(Machine machine, List<Long> indices) {
    var states = new ArrayList<State>();
    for (long index : indices) {
      send(machine, index);
      states.add(machine.state());
    }
    return states;
  }

  /** Brings a machine to an index, and leaves a checkpoint there. */
  private void send(Machine machine, long index) {
    long steps = Math.min(index, length);
    var checkpoint = checkpoints.before(steps);
    if (machine.steps() > steps || machine.steps() < checkpoint.steps()) {
      machine.restore(checkpoint);
    }
    if (machine.steps() == steps) return;
    machine.runTo(steps);
    checkpoints.add(machine.save());
  }

  /** How many of the indices one thread should walk to, so that another is ready with the rest. */
  private int split(List<Long> indices) {
    int count = indices.size();
    // What index i costs after the one before it.
    var costs = new long[count];
    var costsAlone = new long[count];
    long all = 0;
    for (int i = 0; i < count; i++) {
      long steps = Math.min(indices.get(i), length);
      costsAlone[i] = steps - checkpoints.before(steps).steps();
      long distance = i == 0 ? Long.MAX_VALUE : steps - Math.min(indices.get(i - 1), length);
      costs[i] = Math.min(costsAlone[i], distance);
      all += costs[i];
    }
    int best = count;
    long bestCost = all - WORTH_A_THREAD;
    long before = 0;
    for (int i = 1; i < count; i++) {
      before += costs[i - 1];
      long cost = Math.max(before, all - before - costs[i] + costsAlone[i]);
      if (cost >= bestCost) continue;
      best = i;
      bestCost = cost;
    }
    return best;
  }

  private void checkIndex(long index) {
    if (index < 0) throw new IllegalArgumentException("index " + index + " is negative");
    if (index < first) {
      throw new IllegalArgumentException(
          "index %d is before the start, at %d".formatted(index, first));
    }
  }

  /** Where it can be taken up again. */
  Checkpoints checkpoints() {
    return checkpoints;
  }
}
