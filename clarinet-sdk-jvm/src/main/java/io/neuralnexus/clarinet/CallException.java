package io.neuralnexus.clarinet;

/**
 * A request that cannot be meant: an unknown contract, function, variable or account, a wrong
 * number or type of arguments, an amount out of range. The chain has not seen it; the message says
 * what would be right.
 */
public final class CallException extends SimnetException {
  private static final long serialVersionUID = 1L;

  /** A refused request. */
  public CallException(String message) {
    super(message);
  }
}
