package io.neuralnexus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Runs the commands once without telling anything, so that the JVM can keep what it has loaded and
 * linked for them. The launcher does this after a build.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** Takes no arguments; fails when a command fails. */
  public static void main(String[] args) throws IOException {
    var results = Files.createTempDirectory("nexus-rehearsal");
    try {
      String[][] commands = {
        {"check", "--json"},
        {"check"},
        {"demo", "--json", "--no-machines"},
        {"simulate", "baseline", "--replications", "1", "--out", results.toString()},
        {"--help"}
      };
      var nowhere = new PrintWriter(Writer.nullWriter());
      for (var command : commands) {
        var status = Nexus.run(nowhere, nowhere, command);
        if (status != 0) System.exit(status);
      }
    } finally {
      delete(results);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
