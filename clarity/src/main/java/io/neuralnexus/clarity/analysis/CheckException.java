package io.neuralnexus.clarity.analysis;

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

  /** What is wrong. */
  public CheckError error() {
    return error;
  }

  /** Where; may be empty. */
  public List<Span> spans() {
    return spans;
  }
}
