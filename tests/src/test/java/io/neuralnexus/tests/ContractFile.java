package io.neuralnexus.tests;

import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A contract of the project as its file stands in the repository. */
record ContractFile(String name, String path, String source) {
  static final Path ROOT = Path.of("..");
  static final Path MANIFEST = ROOT.resolve("Clarinet.toml");

  /** All contracts of the manifest, in its order. */
  static List<ContractFile> all() {
    try {
      return new TomlMapper()
          .readTree(MANIFEST.toFile()).path("contracts").properties().stream()
              .map(entry -> read(entry.getKey(), entry.getValue().path("path").asText()))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, and the contracts of the examples. */
  static List<ContractFile> withExamples() {
    var example =
        read("licensed-inference", "examples/licensed-inference/contracts/licensed-inference.clar");
    return Stream.concat(all().stream(), Stream.of(example)).toList();
  }

  /** The rows of the tables of a page in {@code docs/}, without heads, as their cells. */
  static List<List<String>> rowsOf(String page) {
    return text("docs/" + page)
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("|---"))
        .map(line -> List.of(line.substring(1, line.lastIndexOf('|')).split("\\|")))
        .map(cells -> cells.stream().map(String::strip).toList())
        .filter(cells -> !List.of("code", "topic").contains(cells.getFirst()))
        .toList();
  }

  /** A file of the repository. */
  static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ContractFile read(String name, String path) {
    return new ContractFile(name, path, text(path));
  }

  @Override
  public String toString() {
    return path;
  }
}
