package io.neuralnexus.tests;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Diagnostic.Level;
import io.neuralnexus.clarinet.ProjectCheck;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The contracts have no errors, and no warning that docs/check.md does not answer. */
class CheckPageTest {
  private static final Pattern PUBLIC = Pattern.compile("^\\(define-public \\(([a-z0-9-]+)");
  private static final Pattern WORD = Pattern.compile("[a-z0-9-]+");

  private final List<Diagnostic> diagnostics = ProjectCheck.check(ContractFile.MANIFEST);

  /** A parameter that is said to go unchecked. */
  record Unchecked(String function, String parameter) {}

  @Test
  void there_are_no_errors_and_no_warnings_of_another_kind() {
    assertThat(diagnostics.stream().filter(each -> each.level() == Level.ERROR)).isEmpty();
    assertThat(
            diagnostics.stream()
                .filter(each -> each.level() == Level.WARNING)
                .map(Diagnostic::message)
                .collect(toSet()))
        .containsExactly("use of potentially unchecked data");
  }

  @Test
  void the_page_answers_every_warning_and_no_other() {
    var found =
        diagnostics.stream()
            .filter(each -> each.level() == Level.NOTE)
            .map(CheckPageTest::source)
            .collect(toCollection(LinkedHashSet::new));
    assertThat(documented()).containsExactlyInAnyOrderElementsOf(found);
  }

  private static Set<Unchecked> documented() {
    return ContractFile.rowsOf("check.md").stream()
        .filter(cells -> cells.size() == 3 && cells.getFirst().contains("."))
        .map(cells -> new Unchecked(cells.get(0), cells.get(1)))
        .collect(toSet());
  }

  /** The parameter at the place of a note, and the function whose head is the last before it. */
  private static Unchecked source(Diagnostic note) {
    var contract =
        ContractFile.all().stream()
            .filter(each -> each.path().equals(note.file()))
            .findFirst()
            .orElseThrow();
    var lines = contract.source().lines().limit(note.line()).toList();
    var function =
        lines.reversed().stream()
            .map(PUBLIC::matcher)
            .filter(head -> head.find())
            .map(head -> head.group(1))
            .findFirst()
            .orElseThrow();
    var parameter = WORD.matcher(lines.getLast().substring(note.column() - 1));
    assertThat(parameter.lookingAt()).as("a name at %s", note).isTrue();
    return new Unchecked(contract.name() + "." + function, parameter.group());
  }
}
