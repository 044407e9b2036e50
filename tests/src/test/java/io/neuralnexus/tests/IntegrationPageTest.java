package io.neuralnexus.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/integration.md shows nothing that does not run: its code comes from tested files. */
class IntegrationPageTest {
  private static final String PAGE = ContractFile.text("docs/integration.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```([a-z]+)\\n(.*?)```");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final String LEFT_OUT = "...";

  @Test
  void there_are_excerpts_of_contracts_tests_and_manifests() {
    assertThat(BLOCK.matcher(PAGE).results().map(block -> block.group(1)))
        .contains("clarity", "java", "toml")
        .doesNotContain("sh", "text");
  }

  @TestFactory
  Stream<DynamicTest> each_excerpt_stands_in_a_file_that_tests_run() {
    var sources = sources();
    return BLOCK
        .matcher(PAGE)
        .results()
        .map(block -> block.group(2))
        .map(
            excerpt ->
                DynamicTest.dynamicTest(
                    excerpt.lines().findFirst().orElseThrow().strip(),
                    () ->
                        assertThat(sources)
                            .as("no tested file has, line by line:%n%s", excerpt)
                            .anyMatch(source -> contains(source, excerpt))));
  }

  @Test
  void the_post_conditions_name_every_function_that_takes_something() {
    var named = new ArrayList<String>();
    for (var row : ContractFile.rowsOf("integration.md")) {
      if (row.size() != 3) continue;
      for (var contract : names(row.get(0))) {
        for (var function : names(row.get(1))) named.add(contract + "." + function);
      }
    }
    assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(taking());
  }

  /** What users call and what takes something, as docs/authorisation.md says, which is observed. */
  private static List<String> taking() {
    var taking = new ArrayList<String>();
    for (var section : ContractFile.text("docs/authorisation.md").split("\n## ")) {
      var contract = section.lines().findFirst().orElseThrow();
      for (var row : section.lines().filter(line -> line.startsWith("| `")).toList()) {
        var cells = row.split(" *\\| *");
        var forContracts = cells[2].startsWith("role ") || cells[2].startsWith("the `");
        if (!cells[3].isEmpty() && !forContracts) {
          taking.add(contract + "." + names(cells[1]).getFirst());
        }
      }
    }
    return taking;
  }

  /** What stands in back quotes. */
  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map(name -> name.group(1)).toList();
  }

  /** Its parts follow each other; blanks at the ends of lines do not count. */
  private static boolean contains(List<String> source, String excerpt) {
    int from = 0;
    for (var part : parts(excerpt)) {
      int found = -1;
      for (int i = from; i + part.size() <= source.size() && found < 0; i++) {
        if (source.subList(i, i + part.size()).equals(part)) found = i;
      }
      if (found < 0) return false;
      from = found + part.size();
    }
    return true;
  }

  private static List<List<String>> parts(String excerpt) {
    var parts = new ArrayList<List<String>>();
    parts.add(new ArrayList<>());
    for (var line : stripped(excerpt)) {
      if (line.equals(LEFT_OUT)) parts.add(new ArrayList<>());
      else parts.getLast().add(line);
    }
    return parts;
  }

  private static List<String> stripped(String text) {
    return text.lines().map(String::strip).toList();
  }

  /** The example's project, and the contract and the test of the suite that the page shows. */
  private static List<List<String>> sources() {
    try (var files =
        Stream.concat(
            Files.walk(ContractFile.ROOT.resolve("examples/licensed-inference"), 8),
            Stream.of(
                ContractFile.ROOT.resolve(
                    "tests/src/test/resources/integration/training-fund.clar"),
                ContractFile.ROOT.resolve(
                    "tests/src/test/java/io/neuralnexus/tests/suite/IntegrationTest.java")))) {
      return files
          .filter(file -> !file.toString().contains("target"))
          .filter(file -> file.toString().matches(".*\\.(clar|java|toml)"))
          .map(IntegrationPageTest::lines)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    return stripped(ContractFile.text(ContractFile.ROOT.relativize(file).toString()));
  }
}
