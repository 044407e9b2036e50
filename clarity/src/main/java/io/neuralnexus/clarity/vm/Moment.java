package io.neuralnexus.clarity.vm;

import io.neuralnexus.clarity.runtime.World;
import java.util.Optional;

/** A moment of one chain, to go back to with {@link ClarityVm#restore}. */
public final class Moment {
  private final Timeline timeline;

  /** The length of the journal then, while this moment lies in the past. */
  private int mark;

  /** How to get here, if this moment does not lie in the past. */
  private Optional<Branch> branch = Optional.empty();

  /** What to do again after another moment. */
  record Branch(Moment from, World.Undone changes) {}

  Moment(Timeline timeline, int mark) {
    this.timeline = timeline;
    this.mark = mark;
  }

  boolean isOf(Timeline other) {
    return timeline == other;
  }

  int mark() {
    return mark;
  }

  void shift(int by) {
    mark -= by;
  }

  Optional<Branch> branch() {
    return branch;
  }

  /** It no longer lies in the past: the chain has gone back to before it. */
  void leave(Moment from, World.Undone changes) {
    branch = Optional.of(new Branch(from, changes));
  }

  /** It lies in the past again. */
  void enter(int newMark) {
    mark = newMark;
    branch = Optional.empty();
  }
}
