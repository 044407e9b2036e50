package io.neuralnexus.clarity;

/** Bytes that are not the consensus encoding of a Clarity value: where they go wrong, and why. */
public final class DecodeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final String reason;

  DecodeException(int offset, String reason) {
    super("byte " + offset + ": " + reason);
    this.offset = offset;
    this.reason = reason;
  }

  /** The index of the first byte of what cannot be read. */
  public int offset() {
    return offset;
  }

  /** What is wrong there. */
  public String reason() {
    return reason;
  }
}
