package io.neuralnexus.clarity.syntax;

/**
 * A piece of source text. Lines and columns count from 1, columns in characters (code points); the
 * end is the last character of the piece.
 */
public record Span(int startLine, int startColumn, int endLine, int endColumn) {
  /** Of what no text stands for: the {@code tuple} and the pairs of an expanded tuple literal. */
  public static final Span NONE = new Span(0, 0, 0, 0);

  static Span at(int line, int column) {
    return new Span(line, column, line, column);
  }

  /** From the start of this piece to the end of another. */
  Span to(Span last) {
    return new Span(startLine, startColumn, last.endLine, last.endColumn);
  }
}
