package io.neuralnexus.cli.prove;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nexus prove schema}: a schema to begin with. */
@Command(
    name = "schema",
    description = {
      "Writes a schema for a table: its columns with steps, ranges and missing values, and its"
          + " classes. Every bound is true and rounded outward; edit what says too much or too"
          + " little."
    },
    footer = {
      "",
      "Example:",
      "  nexus prove schema patients.csv --class diagnosis --out patients.schema.toml"
    })
final class SchemaStep extends Step {
  @Parameters(
      paramLabel = "DATA",
      description = "A CSV file, packed with gzip if its name ends in .gz.")
  private Path data;

  @Option(
      names = "--class",
      paramLabel = "COLUMN",
      description =
          "Name or number, from 1, of the column of the classes; without it the last one, if it has"
              + " at most 16 different cells.")
  private Optional<String> label;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A new file; without it, the standard output.")
  private Optional<Path> file;

  @Override
  int run(PrintWriter out) throws IOException {
    var text = SchemaSketch.of(data, label);
    if (file.isPresent()) WholeFiles.publish(file.get(), text.getBytes(StandardCharsets.UTF_8));
    else out.print(text);
    return ExitCode.OK;
  }
}
