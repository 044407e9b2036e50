package io.neuralnexus.clarinet;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A project's manifest, settings, deployment plan or contracts do not check: mend the files it
 * names.
 */
public final class ProjectException extends SimnetException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  /** A project that does not check for these reasons, of which there is at least one. */
  public ProjectException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** Why, in the order in which Clarinet reports it. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
