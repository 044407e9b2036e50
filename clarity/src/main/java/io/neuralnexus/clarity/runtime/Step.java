package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Value;

/**
 * A function that {@code map}, {@code filter} or {@code fold} applies to values, with its slots.
 */
public final class Step {
  private final Application application;
  private final int[] slots;

  Step(Application application, int[] slots) {
    this.application = application;
    this.slots = slots;
  }

  /** Applies it to a value. */
  public Value apply(Frame frame, Value only) {
    frame.setLocal(slots[0], only);
    return application.step(frame);
  }

  /** Applies it to a value where nobody counts costs. */
  public Value freely(Frame frame, Value only) {
    frame.setLocal(slots[0], only);
    return application.freely(frame);
  }

  /** Applies it to two values where nobody counts costs. */
  public Value freely(Frame frame, Value first, Value second) {
    frame.setLocal(slots[0], first);
    frame.setLocal(slots[1], second);
    return application.freely(frame);
  }

  /** Applies it to two values. */
  public Value apply(Frame frame, Value first, Value second) {
    frame.setLocal(slots[0], first);
    frame.setLocal(slots[1], second);
    return application.step(frame);
  }

  /** Applies it to as many values as it was linked for. */
  public Value apply(Frame frame, Value[] values) {
    for (int i = 0; i < slots.length; i++) frame.setLocal(slots[i], values[i]);
    return application.step(frame);
  }
}
