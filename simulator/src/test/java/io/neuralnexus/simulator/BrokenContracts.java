package io.neuralnexus.simulator;

import io.neuralnexus.simulator.world.Ground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The project with one fault in it. */
final class BrokenContracts {
  private BrokenContracts() {}

  /**
   * Copies the project into an empty folder.
   *
   * @param text occurs once in the contract
   */
  static Ground open(Path folder, String contract, String text, String fault) throws IOException {
    for (var part : List.of("Clarinet.toml", "settings/Devnet.toml")) copy(folder, part);
    try (var contracts = Files.list(Roots.project().resolve("contracts"))) {
      for (var each : contracts.filter(file -> file.toString().endsWith(".clar")).toList()) {
        copy(folder, "contracts/" + each.getFileName());
      }
    }
    var file = folder.resolve("contracts/%s.clar".formatted(contract));
    var source = Files.readString(file);
    var at = source.indexOf(text);
    if (at < 0 || source.indexOf(text, at + 1) >= 0) {
      throw new IllegalArgumentException("%s does not have once: %s".formatted(contract, text));
    }
    Files.writeString(file, source.replace(text, fault));
    return Ground.open(folder.resolve("Clarinet.toml"));
  }

  private static void copy(Path folder, String part) throws IOException {
    var copy = folder.resolve(part);
    Files.createDirectories(copy.getParent());
    Files.copy(Roots.project().resolve(part), copy);
  }
}
