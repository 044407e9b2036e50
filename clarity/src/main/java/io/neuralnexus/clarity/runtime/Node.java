package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Value;

/** An expression, linked: what runs. */
public abstract class Node {
  /** Whether the value is lent: {@link #take} then pays for a copy. */
  public boolean lends() {
    return false;
  }

  /**
   * Runs the expression and looks at its value. From epoch 3.4 on, the value of a variable is lent:
   * to look is free, to keep costs its size.
   *
   * @throws EarlyReturn if the function ends here
   * @throws Abort if the transaction does
   */
  public abstract Value look(Frame frame);

  /** Pays for keeping a value after a {@link #look} at it, if it was lent. */
  public void keep(Frame frame, Value value) {}

  /** Runs the expression and keeps its value, which is paid for if it was lent. */
  public Value take(Frame frame) {
    return look(frame);
  }

  /**
   * Runs the expression where nobody counts costs and nobody watches: as {@link #take}, without a
   * charge. What has no quicker way takes the one that counts, in vain.
   */
  public Value freely(Frame frame) {
    return take(frame);
  }
}
