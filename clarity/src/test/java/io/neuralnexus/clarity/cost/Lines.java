package io.neuralnexus.clarity.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Test resources of lines with fields between bars. */
final class Lines {
  private Lines() {}

  static List<String[]> read(String resource) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Lines.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" \\| "))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CostFunction function(String name) {
    return CostFunction.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
