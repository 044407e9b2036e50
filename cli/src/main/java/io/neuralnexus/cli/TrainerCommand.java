package io.neuralnexus.cli;

import io.neuralnexus.offchain.operator.Settings;
import io.neuralnexus.offchain.operator.Templates;
import picocli.CommandLine.Command;

/** {@code nexus trainer}: a compute provider. */
@Command(
    name = "trainer",
    description = {
      "Runs a compute provider on a chain: it bids for jobs, trains, shows the result, defends it"
          + " and delivers the model. It works until it is stopped, and goes on where it was when"
          + " it is started again. docs/operators.md tells all."
    },
    footer = {
      "",
      "Examples:",
      "  nexus trainer --init my-trainer    write a configuration and fresh keys",
      "  nexus trainer my-trainer           run it"
    })
final class TrainerCommand extends RoleCommand {
  TrainerCommand() {
    super(Templates::trainer, Settings::trainer);
  }
}
