package io.neuralnexus.clarity.chain;

/**
 * A contract, or somebody else, has asked for an entry of a map that the chain was told to forget.
 * What it was nobody knows; whoever gave the number below which entries go was wrong.
 */
public final class ForgottenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message says which entry it was
   */
  public ForgottenException(String message) {
    super(message);
  }
}
