package io.neuralnexus.cli.learning;

import java.nio.file.Path;
import java.util.Optional;

/** The data set that ships with the project. */
final class Shipped {
  static final Path FILE =
      Path.of(System.getProperty("nexus.root"), "data", "breast-cancer-wisconsin.csv");

  private Shipped() {}

  static LabelledRows rows() {
    return CsvFile.read(FILE, Optional.empty());
  }
}
