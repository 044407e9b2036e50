package io.neuralnexus.clarity.syntax;

import java.util.List;
import java.util.Optional;

/**
 * The comments that belong to an expression.
 *
 * @param before those on the lines above
 * @param endOfLine the one behind it on its last line
 * @param after those that follow the last expression of a list or file
 */
public record Comments(List<Comment> before, Optional<Comment> endOfLine, List<Comment> after) {
  /** No comment at all. */
  public static final Comments NONE = new Comments(List.of(), Optional.empty(), List.of());

  /** Copies the lists. */
  public Comments {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
