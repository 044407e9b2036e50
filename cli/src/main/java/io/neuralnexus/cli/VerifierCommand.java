package io.neuralnexus.cli;

import io.neuralnexus.offchain.operator.Settings;
import io.neuralnexus.offchain.operator.Templates;
import picocli.CommandLine.Command;

/** {@code nexus verifier}: a verifier. */
@Command(
    name = "verifier",
    description = {
      "Runs a verifier on a chain: it audits the jobs that it is drawn for, and as a volunteer"
          + " those it has the keys to, and disputes what differs. It works until it is stopped,"
          + " and goes on where it was when it is started again. docs/operators.md tells all."
    },
    footer = {
      "",
      "Examples:",
      "  nexus verifier --init my-verifier    write a configuration and fresh keys",
      "  nexus verifier my-verifier           run it"
    })
final class VerifierCommand extends RoleCommand {
  VerifierCommand() {
    super(Templates::verifier, Settings::verifier);
  }
}
