package io.neuralnexus.cli.learning;

import java.nio.file.Path;

/**
 * A CSV file that cannot be used. The message names the file, the line and column where there is
 * one, and the mend.
 */
public final class CsvException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The file as a whole is at fault. */
  public CsvException(Path file, String problem, String mend) {
    super("%s: %s; %s".formatted(file, problem, mend));
  }

  /** A line is at fault. */
  public CsvException(Path file, int line, String problem, String mend) {
    this(file, "line " + line + ": " + problem, mend);
  }

  /** A cell is at fault. */
  public CsvException(Path file, int line, String column, String problem, String mend) {
    this(file, "line %d, column %s: %s".formatted(line, column, problem), mend);
  }
}
