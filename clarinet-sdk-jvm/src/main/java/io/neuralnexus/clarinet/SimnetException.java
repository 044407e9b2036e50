package io.neuralnexus.clarinet;

/** What went wrong in a {@link Simnet}; each subclass says whose turn it is to mend it. */
public class SimnetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SimnetException(String message) {
    super(message);
  }

  SimnetException(String message, Throwable cause) {
    super(message, cause);
  }
}
