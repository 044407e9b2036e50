package io.neuralnexus.cli.prove;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nexus prove}: what a buyer may know of data that nobody sees. */
@Command(
    name = "prove",
    description = {
      "Commits to a table and proves facts about it that tell nothing else: its rows, the range of"
          + " each feature, missing values, rows of each class, sums and means."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SchemaStep.class,
      RehearseStep.class,
      CommitStep.class,
      CheckStep.class,
      StatementStep.class,
      VerifyStep.class
    },
    footer = {
      "",
      "Examples:",
      "  nexus prove schema patients.csv --out patients.schema.toml",
      "  nexus prove rehearse patients.csv --schema patients.schema.toml",
      "  nexus prove commit patients.csv --schema patients.schema.toml --out patients.proof"
    })
public final class ProveCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
