package io.neuralnexus.clarity.typing;

import io.neuralnexus.clarity.TypeSignature;

/** Two types have nothing in common where they should. */
public final class TypeMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Kind kind;
  private final transient TypeSignature expected;
  private final transient TypeSignature found;

  /** What is the matter. */
  public enum Kind {
    /** One stands where the other is asked for; they may be parts of the types in question. */
    DIFFERENT,
    /** The least type that admits both would be over the limits. */
    TOO_LARGE,
    /** One is indeterminate, as the type inside of {@code none}. */
    INDETERMINATE
  }

  TypeMismatch(Kind kind, TypeSignature expected, TypeSignature found) {
    super(kind + ": " + expected + ", " + found, null, false, false);
    this.kind = kind;
    this.expected = expected;
    this.found = found;
  }

  /** What is the matter. */
  public Kind kind() {
    return kind;
  }

  /** What was asked for, or came first. */
  public TypeSignature expected() {
    return expected;
  }

  /** What was there instead, or came second. */
  public TypeSignature found() {
    return found;
  }
}
