package io.neuralnexus.clarinet.project;

import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Diagnostic.Level;
import io.neuralnexus.clarity.analysis.CheckException;
import io.neuralnexus.clarity.syntax.Span;
import java.util.List;
import java.util.Optional;

/** What the language says about a source, as a project says it about a file. */
public final class Remarks {
  private Remarks() {}

  /** What could not be read. */
  public static List<Diagnostic> of(
      List<io.neuralnexus.clarity.syntax.Diagnostic> remarks, String file) {
    return remarks.stream()
        .map(
            remark ->
                at(
                    remark.spans(),
                    Level.valueOf(remark.level().name()),
                    file,
                    remark.message(),
                    Optional.empty()))
        .toList();
  }

  /** What does not check. */
  public static Diagnostic of(CheckException error, String file) {
    return at(
        error.spans(), Level.ERROR, file, error.error().message(), error.error().suggestion());
  }

  private static Diagnostic at(
      List<Span> spans, Level level, String file, String message, Optional<String> suggestion) {
    var place = spans.isEmpty() ? Span.NONE : spans.getFirst();
    return new Diagnostic(level, file, place.startLine(), place.startColumn(), message, suggestion);
  }
}
