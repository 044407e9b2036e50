package io.neuralnexus.cli;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * Runs the commands once without telling anything, so that the JVM can keep what it has loaded and
 * linked for them. The launcher does this after a build.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** Takes no arguments; fails when a command fails. */
  public static void main(String[] args) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    String[][] commands = {
      {"check", "--json"}, {"check"}, {"demo", "--json", "--no-machines"}, {"--help"}
    };
    for (var command : commands) {
      var status = Nexus.run(nowhere, nowhere, command);
      if (status != 0) System.exit(status);
    }
  }
}
