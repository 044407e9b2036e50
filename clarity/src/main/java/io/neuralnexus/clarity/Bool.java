package io.neuralnexus.clarity;

/** The Clarity type {@code bool}. */
public enum Bool implements Value {
  /** {@code true}. */
  TRUE,
  /** {@code false}. */
  FALSE;

  /** The Clarity value of a Java boolean. */
  public static Bool of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** The Java boolean of this value. */
  public boolean value() {
    return this == TRUE;
  }

  @Override
  public int byteSize() {
    return 1;
  }

  @Override
  public int encodedLength() {
    return 1;
  }

  @Override
  public TypeSignature type() {
    return TypeSignature.BOOL;
  }

  @Override
  public String toString() {
    return this == TRUE ? "true" : "false";
  }
}
