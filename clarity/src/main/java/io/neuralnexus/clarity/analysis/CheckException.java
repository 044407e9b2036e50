package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Span;
import java.util.List;

/** A contract does not check. */
public final class CheckException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient CheckError error;
  private final transient List<Span> spans;

  /** An error at these places; the first is the main one. */
  public CheckException(CheckError error, List<Span> spans) {
    super(error.message(), null, false, false);
    this.error = error;
    this.spans = List.copyOf(spans);
  }

  /** An error whose place is not known yet: the expression that is being checked will be it. */
  static CheckException unplaced(CheckError error) {
    return new CheckException(error, List.of());
  }

  /** The same error, at this place if it has none yet. */
  CheckException orAt(Expression place) {
    return spans.isEmpty() ? at(List.of(place)) : this;
  }

  /** The same error at other places. */
  CheckException at(List<Expression> places) {
    return new CheckException(error, places.stream().map(Expression::span).toList());
  }

  /** What is wrong. */
  public CheckError error() {
    return error;
  }

  /** Where; may be empty. */
  public List<Span> spans() {
    return spans;
  }
}
