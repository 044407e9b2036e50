package io.neuralnexus.cli.prove;

/** Nothing is wrong with the input but that it must not be done, or is not true. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }
}
