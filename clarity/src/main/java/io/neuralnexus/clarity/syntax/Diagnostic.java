package io.neuralnexus.clarity.syntax;

import java.util.List;

/**
 * A remark about a source text.
 *
 * @param message the sentence of the official VM
 * @param spans what it is about, the main place first; empty if it is about the whole text
 */
public record Diagnostic(Level level, String message, List<Span> spans) {
  /** How bad it is. */
  public enum Level {
    /** It explains the remark before. */
    NOTE,
    /** The text may be used. */
    WARNING,
    /** The text must not be used. */
    ERROR
  }

  /** Copies the spans. */
  public Diagnostic {
    spans = List.copyOf(spans);
  }

  static Diagnostic error(String message, Span... spans) {
    return new Diagnostic(Level.ERROR, message, List.of(spans));
  }

  static Diagnostic note(String message, Span span) {
    return new Diagnostic(Level.NOTE, message, List.of(span));
  }

  /** {@code 3:14: error: message}, without the place if there is none. */
  @Override
  public String toString() {
    var text = level.name().toLowerCase(java.util.Locale.ROOT) + ": " + message;
    return spans.isEmpty()
        ? text
        : "%d:%d: %s".formatted(spans.getFirst().startLine(), spans.getFirst().startColumn(), text);
  }
}
