package io.neuralnexus.clarity;

/** A type or value would be larger or deeper than Clarity allows. */
public final class LimitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final Limit limit;

  /** What is limited. */
  public enum Limit {
    /** The size of values of a type: 1 MiB. */
    SIZE,
    /** The same of a tuple that was merged of others, which is found late. */
    MERGED_SIZE,
    /** The levels of types inside of types: 32. */
    DEPTH,
    /** The length of a sequence is not negative. */
    LENGTH
  }

  LimitException(Limit limit, String message) {
    super(message);
    this.limit = limit;
  }

  /** Which limit is passed. */
  public Limit limit() {
    return limit;
  }
}
