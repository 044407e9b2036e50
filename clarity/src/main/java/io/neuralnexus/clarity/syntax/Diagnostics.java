package io.neuralnexus.clarity.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Collects remarks; of very many, those in the middle are dropped, so that memory is bounded. */
final class Diagnostics {
  static final int MOST = 10_000;

  private final List<Diagnostic> first = new ArrayList<>();
  private Diagnostic last;
  private boolean failed;

  void error(String message, Span... spans) {
    failed = true;
    add(Diagnostic.error(message, spans));
  }

  void note(String message, Span span) {
    add(Diagnostic.note(message, span));
  }

  private void add(Diagnostic diagnostic) {
    if (first.size() < MOST - 1) first.add(diagnostic);
    else last = diagnostic;
  }

  void addAll(Diagnostics others) {
    failed |= others.failed;
    others.stream().forEach(this::add);
  }

  /** Whether there is an error among them. */
  boolean failed() {
    return failed;
  }

  List<Diagnostic> toList() {
    return stream().toList();
  }

  private Stream<Diagnostic> stream() {
    return Stream.concat(first.stream(), Stream.ofNullable(last));
  }
}
