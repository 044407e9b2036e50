package io.neuralnexus.offchain.chain;

/** A chain that cannot be reached, or refuses what is asked of it. */
public final class ChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a caller can do about it. */
  public enum Kind {
    /** No answer: the same again may succeed. */
    UNREACHABLE,
    /** Refused: the same again will be refused again. */
    REFUSED
  }

  private final Kind kind;

  public ChainException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ChainException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
