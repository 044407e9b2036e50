package io.neuralnexus.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/events.md has a row for every topic that a contract prints. */
class EventTableTest {
  private static final Pattern LITERAL = Pattern.compile("\\btopic: \"([a-z-]+)\"");

  /** A function that takes its topic from its caller takes it first. */
  private static final Pattern PASSED_ON =
      Pattern.compile("\\(define-private \\((\\S+)\\s+\\(topic \\(string-ascii \\d+\\)\\)");

  record Row(String topic, String contract) {}

  @Test
  void the_page_lists_the_topics_of_the_contracts_and_no_other() {
    var printed =
        ContractFile.all().stream()
            .flatMap(each -> topics(each).map(topic -> new Row("`" + topic + "`", each.name())))
            .distinct()
            .toList();
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(printed);
  }

  @Test
  void each_row_names_fields_and_function() {
    assertThat(ContractFile.rowsOf("events.md"))
        .allSatisfy(
            row -> assertThat(row).hasSize(4).allSatisfy(cell -> assertThat(cell).isNotBlank()));
  }

  @ParameterizedTest
  @MethodSource("io.neuralnexus.tests.ContractFile#all")
  void a_topic_is_a_literal_or_the_first_argument_of_its_function(ContractFile contract) {
    long computed =
        Pattern.compile("\\btopic: (?!\")").matcher(contract.source()).results().count();
    assertThat(PASSED_ON.matcher(contract.source()).results().count()).isEqualTo(computed);
  }

  private static List<Row> rows() {
    return ContractFile.rowsOf("events.md").stream()
        .map(cells -> new Row(cells.get(0), cells.get(1)))
        .toList();
  }

  private static Stream<String> topics(ContractFile contract) {
    var direct = found(LITERAL, contract);
    var passed =
        found(PASSED_ON, contract)
            .flatMap(
                function ->
                    found(Pattern.compile("\\(" + function + "\\s+\"([^\"]+)\""), contract));
    return Stream.concat(direct, passed);
  }

  private static Stream<String> found(Pattern pattern, ContractFile contract) {
    return pattern.matcher(contract.source()).results().map(match -> match.group(1));
  }
}
