package io.neuralnexus.clarity.syntax;

import java.util.List;

/** A source text that cannot be read. */
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;
  private final transient SyntaxTree recovered;

  SyntaxException(List<Diagnostic> diagnostics, SyntaxTree recovered) {
    super(firstError(diagnostics));
    this.diagnostics = List.copyOf(diagnostics);
    this.recovered = recovered;
  }

  private static String firstError(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(each -> each.level() == Diagnostic.Level.ERROR)
        .findFirst()
        .orElseThrow()
        .toString();
  }

  /**
   * All that is wrong, in the order in which the official VM finds it; at least one error. Of more
   * than 10,000 remarks only the first and the last are kept.
   */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /**
   * What could be read. The official tools go on and analyse it, and a deployment reports the error
   * of that analysis, if there is one, instead of the last of these.
   */
  public SyntaxTree recovered() {
    return recovered;
  }
}
