package io.neuralnexus.tests.market;

import io.neuralnexus.clarinet.Simnet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A copy of the project in which a contract starts with another value. */
final class ProjectVariant {
  private static final Path PROJECT = Path.of("..");

  private final Path folder;

  private ProjectVariant(Path folder) {
    this.folder = folder;
  }

  /** A copy in an empty folder. */
  static ProjectVariant of(Path folder) {
    try {
      for (var part : List.of("Clarinet.toml", "settings/Devnet.toml")) copy(folder, part);
      try (var contracts = Files.list(PROJECT.resolve("contracts"))) {
        for (var contract : contracts.filter(file -> file.toString().endsWith(".clar")).toList()) {
          copy(folder, "contracts/" + contract.getFileName());
        }
      }
      return new ProjectVariant(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a text that occurs once in the source of a contract. */
  ProjectVariant replace(String contract, String text, String replacement) {
    try {
      var file = folder.resolve("contracts").resolve(contract + ".clar");
      var source = Files.readString(file);
      int at = source.indexOf(text);
      if (at < 0 || source.indexOf(text, at + 1) >= 0) {
        throw new IllegalArgumentException(contract + " does not have once: " + text);
      }
      Files.writeString(file, source.replace(text, replacement));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Simnet open() {
    return Simnet.open(folder.resolve("Clarinet.toml"));
  }

  private static void copy(Path folder, String part) throws IOException {
    var copy = folder.resolve(part);
    Files.createDirectories(copy.getParent());
    Files.copy(PROJECT.resolve(part), copy);
  }
}
