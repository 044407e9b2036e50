package io.neuralnexus.simulator.sweep;

/** A sweep cannot go on; the message says why and how to mend it. */
public final class SweepException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SweepException(String message) {
    super(message);
  }

  SweepException(String message, Throwable cause) {
    super(message, cause);
  }
}
