package io.neuralnexus.clarinet.bindings;

/**
 * A Clarity response, typed.
 *
 * @param <O> type of the value if ok
 * @param <E> type of the value if err
 */
public sealed interface Response<O, E> {
  /** {@code (ok value)}. */
  record Ok<O, E>(O value) implements Response<O, E> {
    @Override
    public String toString() {
      return "(ok " + value + ")";
    }
  }

  /** {@code (err value)}. */
  record Err<O, E>(E value) implements Response<O, E> {
    @Override
    public String toString() {
      return "(err " + value + ")";
    }
  }

  static <O, E> Response<O, E> ofOk(O value) {
    return new Ok<>(value);
  }

  static <O, E> Response<O, E> ofError(E value) {
    return new Err<>(value);
  }

  default boolean isOk() {
    return this instanceof Ok;
  }

  default boolean isErr() {
    return this instanceof Err;
  }

  /**
   * The value of an ok response.
   *
   * @throws IllegalStateException if it is an err; the message shows it
   */
  default O ok() {
    if (this instanceof Ok<O, E>(O value)) return value;
    throw new IllegalStateException("Expected an ok response but it is " + this);
  }

  /**
   * The value of an err response.
   *
   * @throws IllegalStateException if it is ok; the message shows it
   */
  default E error() {
    if (this instanceof Err<O, E>(E value)) return value;
    throw new IllegalStateException("Expected an err response but it is " + this);
  }
}
