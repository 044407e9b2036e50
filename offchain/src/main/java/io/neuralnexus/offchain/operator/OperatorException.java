package io.neuralnexus.offchain.operator;

/** A role cannot work as it is set up; the message says what is wrong and how to mend it. */
public final class OperatorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OperatorException(String message) {
    super(message);
  }

  public OperatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
