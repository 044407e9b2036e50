package io.neuralnexus.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** How contracts are written: see "Style" in CONTRIBUTING.md. */
@ParameterizedClass
@MethodSource("io.neuralnexus.tests.ContractFile#withExamples")
class ClarityStyleTest {
  /** A call into a contract loads its whole source, and is paid for by its length. */
  private static final int MOST_BYTES = 60_000;

  private static final int MOST_COLUMNS = 80;
  private static final int MOST_HEADER_LINES = 15;
  private static final Pattern DEFINITION =
      Pattern.compile(
          "^\\((use-trait|impl-trait|define-[a-z-]+) \\(?([^\\s()]+)", Pattern.MULTILINE);

  /** The sections, by what is defined in them. Private functions stand with those they serve. */
  private enum Section {
    TRAITS,
    CONSTANTS,
    ERRORS,
    DATA,
    READ_ONLY,
    PUBLIC;

    static Section of(String form, String name) {
      return switch (form) {
        case "use-trait", "impl-trait", "define-trait" -> TRAITS;
        case "define-constant" -> name.startsWith("ERR_") ? ERRORS : CONSTANTS;
        case "define-data-var",
            "define-map",
            "define-fungible-token",
            "define-non-fungible-token" ->
            DATA;
        case "define-read-only" -> READ_ONLY;
        case "define-public" -> PUBLIC;
        default -> throw new AssertionError("no section for (" + form + " " + name);
      };
    }
  }

  private final ContractFile contract;
  private final List<String> lines;

  ClarityStyleTest(ContractFile contract) {
    this.contract = contract;
    this.lines = contract.source().lines().toList();
  }

  @Test
  void a_source_is_short_enough_to_be_called_often() {
    assertThat(contract.source().getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
  }

  @Test
  void a_line_has_at_most_80_columns_and_no_blank_at_its_end() {
    assertThat(lines)
        .filteredOn(line -> line.length() > MOST_COLUMNS || line.matches(".*\\s"))
        .isEmpty();
  }

  @Test
  void indentation_is_by_two_spaces() {
    assertThat(contract.source()).doesNotContain("\t").doesNotContain("\r").endsWith(")\n");
    assertThat(lines).filteredOn(line -> !line.matches("(  )*(\\S.*)?")).isEmpty();
  }

  @Test
  void a_header_says_what_the_contract_is_in_15_lines() {
    var header = lines.stream().takeWhile(line -> line.startsWith(";;")).toList();
    assertThat(header).hasSizeBetween(1, MOST_HEADER_LINES);
    assertThat(header.getFirst()).startsWith(";; " + contract.name() + ": ");
  }

  @Test
  void definitions_stand_in_the_order_of_the_sections() {
    var sections =
        DEFINITION
            .matcher(contract.source())
            .results()
            .filter(found -> !found.group(1).equals("define-private"))
            .map(found -> Section.of(found.group(1), found.group(2)))
            .toList();
    assertThat(sections).isNotEmpty().isSorted();
  }

  @Test
  void constants_are_upper_snake_and_all_else_is_kebab() {
    assertThat(DEFINITION.matcher(contract.source()).results().toList())
        .allSatisfy(
            found ->
                assertThat(found.group(2))
                    .matches(
                        switch (found.group(1)) {
                          case "define-constant" -> "[A-Z][A-Z0-9_]*";
                          case "impl-trait" -> "(\\.[a-z][a-z0-9-]*){2}";
                          default -> "[a-z][a-z0-9-]*[?]?";
                        }));
  }

  @Test
  void money_moves_within_exact_allowances() {
    assertThat(contract.source()).doesNotContain("with-all-assets-unsafe");
  }

  @Test
  void nothing_is_left_to_do() {
    assertThat(contract.source()).doesNotContainPattern("(?i)\\b(TODO|FIXME|XXX)\\b");
  }
}
