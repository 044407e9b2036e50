package io.neuralnexus.cli.prove;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nexus prove check}: whether data is what a root stands for. */
@Command(
    name = "check",
    description = {
      "Commits again to the data of a folder with its seed and compares the root: whoever gets data"
          + " and seed sees that nothing else was proven. Compare the root with that of the data"
          + " set on the chain."
    },
    footer = {"", "Example:", "  nexus prove check patients.proof"})
final class CheckStep extends Step {
  @Parameters(paramLabel = "FOLDER", description = "What nexus prove commit made.")
  private Path folder;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  int run(PrintWriter out) {
    var owner = OwnerFolder.open(folder);
    var root = owner.reopened().root().toString();
    var schema = owner.commitment().schema().hash().toString();
    if (json) {
      var report =
          JsonNodeFactory.instance.objectNode().put("root", root).put("schemaHash", schema);
      out.println(report.toPrettyString());
    } else {
      out.println("%s: data, schema and seed lead to".formatted(folder));
      out.println("commitment-root  " + root);
      out.println("schema-hash      " + schema);
    }
    return ExitCode.OK;
  }
}
