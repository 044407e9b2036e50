package io.neuralnexus.clarinet.bindings;

import io.neuralnexus.clarity.Value;

/**
 * A value does not have the type that the bindings were generated for, or bindings cannot be
 * generated. The message names the place, what was expected and what was there.
 */
public final class BindingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String place;
  private final String problem;

  BindingException(String message) {
    this("", message);
  }

  private BindingException(String place, String problem) {
    super(place.isEmpty() ? problem : place + ": " + problem);
    this.place = place;
    this.problem = problem;
  }

  static BindingException mismatch(String expected, Value value) {
    return new BindingException("expected " + expected + " but it is " + value);
  }

  /** The same problem, seen from one level further out. */
  BindingException within(String outer) {
    return new BindingException(outer + place, problem);
  }
}
