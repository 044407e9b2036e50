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
final class VerifierCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Where configuration, keys and data are.")
  private Path directory;

  @Option(names = "--init", description = "Make the directory instead, and tell the account.")
  private boolean init;

  @Override
  public Integer call() {
    var role = new RoleRun(spec.commandLine().getOut());
    return init
        ? role.init(directory, "verifier", Templates::verifier)
        : role.run(directory, Settings::verifier);
  }
}
