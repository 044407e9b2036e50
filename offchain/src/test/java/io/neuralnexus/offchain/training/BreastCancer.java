package io.neuralnexus.offchain.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The shipped data set, standardised: 569 rows of 30 features; true is benign. */
record BreastCancer(double[][] rows, boolean[] classes) {
  private static final Path FILE = Path.of("../data/breast-cancer-wisconsin.csv");
  static final int FEATURES = 30;

  static BreastCancer load() {
    var cells = read();
    var rows = cells.stream().map(row -> Arrays.copyOf(row, FEATURES)).toArray(double[][]::new);
    standardise(rows);
    var classes = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) classes[i] = cells.get(i)[FEATURES] == 1;
    return new BreastCancer(rows, classes);
  }

  private static List<double[]> read() {
    try (var lines = Files.lines(FILE)) {
      return lines
          .skip(1)
          .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void standardise(double[][] rows) {
    for (int feature = 0; feature < FEATURES; feature++) {
      int f = feature;
      var mean = Arrays.stream(rows).mapToDouble(row -> row[f]).average().orElseThrow();
      var variance = Arrays.stream(rows).mapToDouble(row -> Math.pow(row[f] - mean, 2)).average();
      var deviation = Math.sqrt(variance.orElseThrow());
      for (var row : rows) row[f] = (row[f] - mean) / deviation;
    }
  }

  /** Every n-th row, from one of them on. */
  BreastCancer part(int first, int n) {
    int size = (rows.length - first + n - 1) / n;
    var partRows = new double[size][];
    var partClasses = new boolean[size];
    for (int i = 0; i < size; i++) {
      partRows[i] = rows[first + i * n];
      partClasses[i] = classes[first + i * n];
    }
    return new BreastCancer(partRows, partClasses);
  }

  /** The same rows with the wrong classes. */
  BreastCancer mislabelled() {
    var wrong = new boolean[classes.length];
    for (int i = 0; i < wrong.length; i++) wrong[i] = !classes[i];
    return new BreastCancer(rows, wrong);
  }
}
