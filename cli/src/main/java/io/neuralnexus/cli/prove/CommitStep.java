package io.neuralnexus.cli.prove;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nexus prove commit}: fixes a table and what will be proven of it. */
@Command(
    name = "commit",
    description = {
      "Commits to a table: fixes its rows, and what will be proven of them, by a root that tells"
          + " nothing else. Makes a folder with commitment.json, which is public, and with copies"
          + " of data and schema and a secret seed, which only you can read. Keep it; a grantee of"
          + " the data gets the seed too, to see that the data is what the root stands for.",
    },
    footer = {
      "",
      "Example:",
      "  nexus prove commit patients.csv --schema patients.schema.toml --out patients.proof"
    })
final class CommitStep extends Step {
  @Mixin private TableOptions table;

  @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "A new folder.")
  private Path folder;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  int run(PrintWriter out) throws IOException {
    var made = OwnerFolder.commit(folder, table.data, table.schema).commitment();
    if (json) {
      var report =
          JsonNodeFactory.instance
              .objectNode()
              .put("root", made.root().toString())
              .put("schemaHash", made.schema().hash().toString())
              .put("folder", folder.toString());
      made.disclosure().writeTo(report.putObject("stated"));
      out.println(report.toPrettyString());
    } else {
      out.print(made.disclosure().text());
      out.println(
          """

          commitment-root  %s
          schema-hash      %s

          %s is yours alone, but for commitment.json, which you may publish.\
          """
              .formatted(made.root(), made.schema().hash(), folder));
    }
    return ExitCode.OK;
  }
}
