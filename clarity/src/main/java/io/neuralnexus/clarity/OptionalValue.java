package io.neuralnexus.clarity;

import java.util.Optional;

/** The Clarity type {@code (optional T)}. */
public sealed interface OptionalValue extends Value {

  /** What is inside, if anything. */
  Optional<Value> toOptional();

  /**
   * {@code (some value)}.
   *
   * @param value what is inside
   */
  record Some(Value value) implements OptionalValue {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if the whole is too large or too deep
     */
    public Some {
      Limits.checkWrapped(value, "a some");
    }

    @Override
    public Optional<Value> toOptional() {
      return Optional.of(value);
    }

    @Override
    public Value settled() {
      var inside = value.settled();
      return inside == value ? this : new Some(inside);
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
      return new TypeSignature.OptionalType(value.type());
    }

    @Override
    public String toString() {
      return "(some " + value + ")";
    }
  }

  /** {@code none}. */
  record None() implements OptionalValue {
    static final None NONE = new None();

    @Override
    public Optional<Value> toOptional() {
      return Optional.empty();
    }

    @Override
    public int byteSize() {
      return Limits.WRAPPER_SIZE + Limits.NO_TYPE;
    }

    @Override
    public int encodedLength() {
      return 1;
    }

    @Override
    public TypeSignature type() {
      return TypeSignature.OptionalType.OF_NOTHING;
    }

    @Override
    public String toString() {
      return "none";
    }
  }
}
