package io.neuralnexus.clarity;

/** Bytes that are not the consensus encoding of a Clarity value: where they go wrong, and why. */
public final class DecodeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final String reason;
  private final boolean ofVersion;

  DecodeException(int offset, String reason) {
    this(offset, reason, false);
  }

  private DecodeException(int offset, String reason, boolean ofVersion) {
    super("byte " + offset + ": " + reason);
    this.offset = offset;
    this.reason = reason;
    this.ofVersion = ofVersion;
  }

  /** The version of an address is out of range. */
  static DecodeException ofVersion(int offset, int version) {
    return new DecodeException(
        offset, "address version %d: it must be from 0 to 31".formatted(version), true);
  }

  /**
   * Whether the version of an address is out of range: before epoch 3.4, contracts that decode that
   * do not get {@code none} but abort.
   */
  public boolean isOfVersion() {
    return ofVersion;
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
