package io.neuralnexus.clarity.vm;

import java.util.List;

/**
 * The VM gave up on what it was asked to do, and has undone it. An {@code (err ...)} is no
 * exception. The message is the one that the official VM shows.
 */
public final class VmException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> trace;

  VmException(String message, List<String> trace) {
    super(message, null, false, false);
    this.trace = List.copyOf(trace);
  }

  /** The functions that were running, outermost first, if the official VM would say. */
  public List<String> trace() {
    return trace;
  }
}
