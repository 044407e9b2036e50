package io.neuralnexus.tests.suite;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.ContractError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code docs/authorisation.md}: the matrix of who may call what, written and compared. */
final class AuthorisationPage {
  private static final Path PAGE = Path.of("../docs/authorisation.md");
  private static final boolean WRITE = Boolean.getBoolean("authorisation.write");

  private static final String TABLE =
      """
      | function | who may | takes | another user | through an unlisted contract | an unlisted contract itself | through a listed contract | in a pause | the deployer |
      |---|---|---|---|---|---|---|---|---|
      """;

  private AuthorisationPage() {}

  /** A row of a table; the answers are those to the other callers, in the order of the columns. */
  static String row(
      String function, String who, String takes, List<Optional<ContractError>> answers) {
    return Stream.concat(
            Stream.of("`" + function + "`", who, takes),
            answers.stream().map(each -> each.map(ContractError::name).orElse("yes")))
        .collect(joining(" | ", "| ", " |\n"));
  }

  /** Compares the section of a contract with the page, or writes it there if that is asked for. */
  static synchronized void publish(String contract, List<String> rows) {
    var section = "\n## " + contract + "\n\n" + TABLE + String.join("", rows);
    var page = text();
    if (WRITE) write(replaced(page, contract, section));
    assertThat(sectionOf(text(), contract))
        .as(
            "%s of docs/authorisation.md; -Dauthorisation.write=true writes it anew, see its head",
            contract)
        .isEqualTo(section);
  }

  /** The contracts that the page has sections of, in its order. */
  static List<String> contracts() {
    return Pattern.compile("(?m)^## (.*)$")
        .matcher(text())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String replaced(String page, String contract, String section) {
    var old = sectionOf(page, contract);
    return old.isEmpty() ? page + section : page.replace(old, section);
  }

  private static String sectionOf(String page, String contract) {
    int start = page.indexOf("\n## " + contract + "\n");
    if (start < 0) return "";
    int end = page.indexOf("\n## ", start + 1);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  private static String text() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String page) {
    try {
      Files.writeString(PAGE, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
