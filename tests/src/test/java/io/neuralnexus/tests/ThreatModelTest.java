package io.neuralnexus.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/threat-model.md}: every attack is one that a test makes. */
class ThreatModelTest {
  private static final Path TESTS = Path.of("src/test/java");

  /** {@code Class.method}, {@code package.Class}, or a method of the class before it. */
  private static final Pattern NAME =
      Pattern.compile("`(?:[a-z]+\\.)?(?:([A-Z]\\w+Test)\\.?)?(\\w*)`");

  @Test
  void every_test_that_the_page_names_exists() throws IOException {
    var sources = sources();
    var missing = new ArrayList<String>();
    int named = 0;
    for (var row : ContractFile.rowsOf("threat-model.md")) {
      if (row.size() != 3 || !row.getLast().contains("Test")) continue;
      var source = "";
      for (var name : NAME.matcher(row.getLast()).results().toList()) {
        if (name.group(1) != null) source = sources.getOrDefault(name.group(1), "");
        named++;
        var method = name.group(2);
        if (source.isEmpty() || !method.isEmpty() && !source.contains("void " + method + "(")) {
          missing.add(name.group());
        }
      }
    }

    assertThat(named).as("tests named by the page").isGreaterThan(40);
    assertThat(missing).as("named, but not there").isEmpty();
  }

  private static Map<String, String> sources() throws IOException {
    var sources = new HashMap<String, String>();
    try (var files = Files.walk(TESTS)) {
      for (var file : files.filter(each -> each.toString().endsWith("Test.java")).toList()) {
        var name = file.getFileName().toString().replace(".java", "");
        // Packages may have classes of the same name.
        sources.merge(name, Files.readString(file), String::concat);
      }
    }
    return sources;
  }
}
