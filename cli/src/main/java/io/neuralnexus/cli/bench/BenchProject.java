package io.neuralnexus.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A project of one small contract in a folder of its own, which goes with it. */
final class BenchProject implements AutoCloseable {
  private static final String MANIFEST =
      """
      [project]
      name = "bench"

      [contracts.bench]
      path = "contracts/bench.clar"
      clarity_version = 6
      epoch = "4.0"
      """;
  private static final String SETTINGS =
      """
      [network]
      name = "devnet"

      [accounts.deployer]
      mnemonic = "twice kind fence tip hidden tilt action fragile skin nothing glory cousin green \
      tomorrow spring wrist shed math olympic multiply hip blue scout claw"
      balance = 100_000_000_000_000

      [accounts.wallet_1]
      mnemonic = "sell invite acquire kitten bamboo drastic jelly vivid peace spawn twice guilt \
      pave pen trash pretty park cube fragile unaware remain midnight betray rebuild"
      balance = 100_000_000_000_000
      """;

  private final Path folder;

  BenchProject() {
    try {
      folder = Files.createTempDirectory("nexus-bench");
      Files.createDirectories(folder.resolve("contracts"));
      Files.createDirectories(folder.resolve("settings"));
      Files.writeString(manifest(), MANIFEST);
      Files.writeString(folder.resolve("settings/Devnet.toml"), SETTINGS);
      try (var contract = BenchProject.class.getResourceAsStream("bench.clar")) {
        Files.copy(contract, folder.resolve("contracts/bench.clar"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path manifest() {
    return folder.resolve("Clarinet.toml");
  }

  @Override
  public void close() {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
