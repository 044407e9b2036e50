package io.neuralnexus.clarinet;

/**
 * The VM aborted a transaction: a division by zero, a failed unwrap-panic, an exceeded limit. Its
 * effects are rolled back; a block is mined all the same. An {@code (err ...)} is not this: it is a
 * {@link Receipt}.
 */
public final class ClarityRuntimeException extends SimnetException {
  private static final long serialVersionUID = 1L;

  private final String trace;

  /** A VM error with the engine's account of where it happened, empty if it gave none. */
  public ClarityRuntimeException(String message, String trace) {
    super(message);
    this.trace = trace;
  }

  /**
   * The place, the failing expression and the calls that led there, as the engine prints them; may
   * be empty.
   */
  public String trace() {
    return trace;
  }
}
