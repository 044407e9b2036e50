package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.Uint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/**
 * Roles in a town that take turns on one thread: after each has done what is due, the chain goes
 * on. So a play is the same each time, and a role can die at any commit.
 */
final class Play implements AutoCloseable {
  final Town town = new Town();
  private final Path directory;
  private final Map<String, Actor> actors = new LinkedHashMap<>();

  /** Somebody who plays a role, and is brought back when it dies. */
  private final class Actor {
    final Role role;
    final Operator.Setup setup;
    final Commits commits;
    Operator operator;

    Actor(String name, Role role, Conduct conduct, Commits commits) {
      this.role = role;
      this.setup = town.setup(name, town.chain.visit(), directory, conduct);
      this.commits = commits;
      open();
    }

    void open() {
      while (operator == null) {
        try {
          operator = Operator.inline(setup, role, commits);
        } catch (Death death) {
          // It died while it opened its books: again.
        }
      }
    }

    /** The burn height at which it wants to be asked again. */
    long act() {
      while (true) {
        try {
          var pause = operator.step();
          if (!pause.busy()) return pause.wake();
        } catch (Death death) {
          operator.close();
          operator = null;
          open();
        }
      }
    }
  }

  /** Ends a role in the midst of what it does. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Dies at commits, counted from 1 over all its lives. */
  static final class Dying implements Commits {
    private final IntPredicate at;
    private final boolean before;
    private int count;
    private boolean hasDied;

    private Dying(boolean before, IntPredicate at) {
      this.at = at;
      this.before = before;
    }

    /** Dies once. */
    static Dying once(boolean before, int at) {
      return new Dying(before, count -> count == at);
    }

    /** Dies at every so manieth. */
    static Dying often(boolean before, int first, int every) {
      return new Dying(before, count -> count >= first && (count - first) % every == 0);
    }

    boolean hasDied() {
      return hasDied;
    }

    @Override
    public void before() {
      count++;
      if (before) die();
    }

    @Override
    public void after() {
      if (!before) die();
    }

    private void die() {
      if (!at.test(count)) return;
      hasDied = true;
      throw new Death();
    }
  }

  Play(Path directory) {
    this.directory = directory;
  }

  void enter(String name, Role role, Conduct conduct, Commits commits) {
    town.fund(name);
    actors.put(name, new Actor(name, role, conduct, commits));
  }

  /** Lets everyone act, and then time pass, until something is so. */
  void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      var seen = town.town.heights();
      var wake = turn();
      if (condition.getAsBoolean()) return;
      town.tend();
      if (town.town.heights().stacks() == seen.stacks()) town.town.await(seen, wake);
      if (town.town.heights().stacks() == seen.stacks() && wake == Long.MAX_VALUE) {
        throw new AssertionError("everybody waits for ever");
      }
    }
  }

  /** Lets everyone act once; returns the burn height at which to ask again. */
  long turn() {
    long wake = Long.MAX_VALUE;
    for (var actor : actors.values()) wake = Math.min(wake, actor.act());
    return wake;
  }

  /** Until nobody has anything to do with a job any more. */
  void toTheEnd(Uint job) throws InterruptedException {
    until(() -> isOver(job));
  }

  boolean isOver(Uint job) {
    var state = town.state(job);
    if (state.equals("failed") || state.equals("ended")) return true;
    return state.equals("completed")
        && town.computation.getDelivery(town.execution(job)).orElseThrow().over();
  }

  String metrics(String name) {
    return actors.get(name).operator.metrics();
  }

  @Override
  public void close() {
    actors.values().forEach(actor -> actor.operator.close());
    town.close();
  }
}
