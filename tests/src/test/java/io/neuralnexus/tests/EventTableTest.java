package io.neuralnexus.tests;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/events.md has a row for every event that the bindings of a contract know. */
class EventTableTest {
  private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

  /** A row of the page, or an event of a contract. */
  record Row(String topic, String contract) {
    @Override
    public String toString() {
      return contract + " prints " + topic;
    }
  }

  @Test
  void the_page_lists_the_events_of_the_contracts_and_no_other() {
    assertThat(ContractFile.rowsOf("events.md").stream().map(EventTableTest::row))
        .containsExactlyInAnyOrderElementsOf(events().map(EventTableTest::row).toList());
  }

  @Test
  void each_row_names_fields_and_function() {
    assertThat(ContractFile.rowsOf("events.md"))
        .allSatisfy(
            row -> assertThat(row).hasSize(4).allSatisfy(cell -> assertThat(cell).isNotBlank()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void a_row_names_the_fields_of_its_event(Class<?> event) {
    var fields =
        ContractFile.rowsOf("events.md").stream()
            .filter(cells -> row(cells).equals(row(event)))
            .map(cells -> cells.get(2))
            .findFirst()
            .orElseThrow();
    // In parentheses is what they mean.
    var named =
        NAME.matcher(fields.replaceAll("\\([^)]*\\)", ""))
            .results()
            .map(name -> name.group(1))
            .collect(toSet());
    if (fields.contains("all fields of")) assertThat(fieldsOf(event)).containsAll(named);
    else assertThat(named).isEqualTo(fieldsOf(event));
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_print_has_a_topic_that_the_text_tells(Class<?> event) {
    assertThat(event.getSimpleName()).isNotEqualTo("Other");
  }

  static Stream<Class<?>> events() {
    return ContractFile.all().stream()
        .flatMap(contract -> Arrays.stream(binding(contract).getDeclaredClasses()))
        .filter(nested -> nested.getSimpleName().equals("Event"))
        .flatMap(event -> Arrays.stream(event.getPermittedSubclasses()));
  }

  private static Class<?> binding(ContractFile contract) {
    var name =
        Arrays.stream(contract.name().split("-"))
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(joining());
    try {
      return Class.forName("io.neuralnexus.tests.contracts." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("no bindings of " + contract.name(), e);
    }
  }

  private static Row row(List<String> cells) {
    return new Row(cells.get(0).replace("`", ""), cells.get(1));
  }

  private static Row row(Class<?> event) {
    var contract = event.getEnclosingClass().getEnclosingClass();
    return new Row(kebab(event.getSimpleName()), kebab(contract.getSimpleName()));
  }

  private static Set<String> fieldsOf(Class<?> event) {
    return Arrays.stream(event.getRecordComponents())
        .map(RecordComponent::getName)
        .map(EventTableTest::kebab)
        .collect(toSet());
  }

  private static String kebab(String camel) {
    return camel.replaceFirst("_$", "").replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
