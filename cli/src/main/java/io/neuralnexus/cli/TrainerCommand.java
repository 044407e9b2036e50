package io.neuralnexus.cli;

import io.neuralnexus.offchain.operator.Settings;
import io.neuralnexus.offchain.operator.Templates;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
final class TrainerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Where configuration, keys and data are.")
  private Path directory;

  @Option(names = "--init", description = "Make the directory instead, and tell the account.")
  private boolean init;

  @Override
  public Integer call() {
    var role = new RoleRun(spec.commandLine().getOut());
    return init
        ? role.init(directory, "trainer", Templates::trainer)
        : role.run(directory, Settings::trainer);
  }
}
