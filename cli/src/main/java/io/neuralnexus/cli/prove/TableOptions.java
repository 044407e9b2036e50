package io.neuralnexus.cli.prove;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which table it is about, and what is stated of it. */
final class TableOptions {
  @Parameters(
      paramLabel = "DATA",
      description = "A CSV file, packed with gzip if its name ends in .gz.")
  Path data;

  @Option(
      names = "--schema",
      required = true,
      paramLabel = "FILE",
      description = "What its columns are, and what is stated: see docs/prove.md.")
  Path schema;
}
