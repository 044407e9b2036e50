package io.neuralnexus.clarity;

/**
 * The limits of every value and type: 1 MiB, counted on types as the VM counts it (a principal is
 * 148 bytes, a character of UTF-8 text 4), and 32 levels.
 */
final class Limits {
  static final int MAX_SIZE = 1024 * 1024;
  static final int MAX_DEPTH = 32;
  static final int MAX_UTF8_LENGTH = MAX_SIZE / 4;

  /** What {@code some}, {@code ok} and {@code err} add. */
  static final int WRAPPER_SIZE = 1;

  /** Size, type size and depth of the type that no value shows, as in {@code none}. */
  static final int NO_TYPE = 1;

  /** The type size of buffers and strings: that of their length, and one. */
  static final int TEXT_TYPE_SIZE = 5;

  private Limits() {}

  static int checkSize(long size, String what) {
    if (size > MAX_SIZE) {
      throw new LimitException(
          LimitException.Limit.SIZE,
          "%s of %,d bytes: a Clarity value holds at most %,d".formatted(what, size, MAX_SIZE));
    }
    return (int) size;
  }

  static int checkDepth(int depth, String what) {
    if (depth > MAX_DEPTH) {
      throw new LimitException(
          LimitException.Limit.DEPTH,
          "%s %d levels deep: a Clarity value has at most %d".formatted(what, depth, MAX_DEPTH));
    }
    return depth;
  }

  static int checkLength(int length, int max, String what) {
    if (length < 0 || length > max) {
      throw new LimitException(
          length < 0 ? LimitException.Limit.LENGTH : LimitException.Limit.SIZE,
          "%s of length %,d: it must be from 0 to %,d".formatted(what, length, max));
    }
    return length;
  }

  /** Checks what wraps a value: {@code some}, {@code ok}, {@code err}. */
  static Value checkWrapped(Value value, String what) {
    if (value == null) throw new NullPointerException(what + " of null");
    if (value instanceof Uint || value instanceof Bool) return value;
    checkSize((long) value.byteSize() + WRAPPER_SIZE, what);
    checkDepth(depth(value) + 1, what);
    return value;
  }

  /** {@code value.type().typeSize()} without making the type. */
  static int typeSize(Value value) {
    return switch (value) {
      case Int i -> 1;
      case Uint u -> 1;
      case Bool b -> 1;
      case Principal p -> 1;
      case Buff buff -> TEXT_TYPE_SIZE;
      case AsciiString ascii -> TEXT_TYPE_SIZE;
      case Utf8String utf8 -> TEXT_TYPE_SIZE;
      case OptionalValue.None none -> 1 + NO_TYPE;
      case OptionalValue.Some some -> 1 + typeSize(some.value());
      case ResponseValue response -> 1 + NO_TYPE + typeSize(response.value());
      case ListValue list -> list.type().typeSize();
      case TupleValue tuple -> tuple.typeSize();
    };
  }

  /** {@code value.type().depth()} without making the type. */
  static int depth(Value value) {
    return switch (value) {
      case OptionalValue.None none -> 1 + NO_TYPE;
      case OptionalValue.Some some -> 1 + depth(some.value());
      case ResponseValue response -> 1 + depth(response.value());
      case ListValue list -> list.depth();
      case TupleValue tuple -> tuple.depth();
      case Int i -> 1;
      case Uint u -> 1;
      case Bool b -> 1;
      case Buff buff -> 1;
      case AsciiString ascii -> 1;
      case Utf8String utf8 -> 1;
      case Principal p -> 1;
    };
  }
}
