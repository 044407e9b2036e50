package io.neuralnexus.clarity;

/** The Clarity type {@code (response OK ERR)}: what every public function answers. */
public sealed interface ResponseValue extends Value {

  /** What is inside, whichever the side. */
  Value value();

  /** Whether this is {@code ok}, so that the call's changes stay. */
  boolean isOk();

  /**
   * {@code (ok value)}.
   *
   * @param value what is inside
   */
  record Ok(Value value) implements ResponseValue {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if the whole is too large or too deep
     */
    public Ok {
      Limits.checkWrapped(value, "an ok");
    }

    @Override
    public boolean isOk() {
      return true;
    }

    @Override
    public Value settled() {
      var inside = value.settled();
      return inside == value ? this : new Ok(inside);
    }

    @Override
    public int byteSize() {
      return Limits.WRAPPER_SIZE + value.byteSize();
    }

    @Override
    public int encodedLength() {
      return 1 + value.encodedLength();
    }

    @Override
    public TypeSignature type() {
      return new TypeSignature.ResponseType(value.type(), TypeSignature.NO_TYPE);
    }

    @Override
    public String toString() {
      return "(ok " + value + ")";
    }
  }

  /**
   * {@code (err value)}.
   *
   * @param value what is inside
   */
  record Err(Value value) implements ResponseValue {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if the whole is too large or too deep
     */
    public Err {
      Limits.checkWrapped(value, "an err");
    }

    @Override
    public boolean isOk() {
      return false;
    }

    @Override
    public Value settled() {
      var inside = value.settled();
      return inside == value ? this : new Err(inside);
    }

    @Override
    public int byteSize() {
      return Limits.WRAPPER_SIZE + value.byteSize();
    }

    @Override
    public int encodedLength() {
      return 1 + value.encodedLength();
    }

    @Override
    public TypeSignature type() {
      return new TypeSignature.ResponseType(TypeSignature.NO_TYPE, value.type());
    }

    @Override
    public String toString() {
      return "(err " + value + ")";
    }
  }
}
