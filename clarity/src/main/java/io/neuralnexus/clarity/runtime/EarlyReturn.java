package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Value;

/**
 * A function ends before its last expression, with this value: {@code asserts!}, {@code unwrap!},
 * {@code unwrap-err!} and {@code try!} throw it, the nearest function catches it.
 */
public final class EarlyReturn extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Value value;
  private final boolean assertion;

  private EarlyReturn(Value value, boolean assertion) {
    super(null, null, false, false);
    this.value = value;
    this.assertion = assertion;
  }

  /** By {@code asserts!}. */
  public static EarlyReturn ofAssertion(Value value) {
    return new EarlyReturn(value, true);
  }

  /** By {@code unwrap!}, {@code unwrap-err!} or {@code try!}. */
  public static EarlyReturn ofUnwrapping(Value value) {
    return new EarlyReturn(value, false);
  }

  /** What the function answers. */
  public Value value() {
    return value;
  }

  /** Whether {@code asserts!} threw it; outside of a function the VM's message tells them apart. */
  public boolean isAssertion() {
    return assertion;
  }
}
