package io.neuralnexus.offchain.training;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Slot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Rows of a shipped data set. */
record Sample(int features, double[][] rows, int[] labels, int classes) {
  private static final Path DATA = Path.of("../data");

  /** 569 rows of 30 features; 1 is benign. */
  static Sample breastCancer() {
    try (var lines = Files.lines(DATA.resolve("breast-cancer-wisconsin.csv"))) {
      return of(lines.skip(1).toList(), 1, 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 1,797 rows of 64 features, which are 0 to 1. */
  static Sample opticalDigits() {
    var file = DATA.resolve("optical-digits.csv.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return of(lines.lines().toList(), 16, 10);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample of(List<String> lines, double unit, int classes) {
    var cells =
        lines.stream()
            .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toList();
    int features = cells.getFirst().length - 1;
    return new Sample(
        features,
        cells.stream()
            .map(row -> Arrays.stream(row, 0, features).map(value -> value / unit).toArray())
            .toArray(double[][]::new),
        cells.stream().mapToInt(row -> (int) row[features]).toArray(),
        classes);
  }

  int size() {
    return labels.length;
  }

  /** Every n-th row, from one of them on. */
  Sample part(int first, int n) {
    return select(IntStream.iterate(first, i -> i < size(), i -> i + n).toArray());
  }

  /** All but every n-th row. */
  Sample without(int first, int n) {
    return select(IntStream.range(0, size()).filter(i -> i % n != first).toArray());
  }

  /** The first rows. */
  Sample head(int count) {
    return select(IntStream.range(0, count).toArray());
  }

  private Sample select(int[] indices) {
    return new Sample(
        features,
        Arrays.stream(indices).mapToObj(i -> rows[i]).toArray(double[][]::new),
        Arrays.stream(indices).map(i -> labels[i]).toArray(),
        classes);
  }

  /** The same rows with wrong classes. */
  Sample mislabelled() {
    return new Sample(
        features,
        rows,
        Arrays.stream(labels).map(label -> (label + 1) % classes).toArray(),
        classes);
  }

  /** Features less their mean, in units of their deviation, both those of another sample. */
  Sample scaledBy(Sample other) {
    var scaled = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    for (int feature = 0; feature < features; feature++) {
      int f = feature;
      var mean = Arrays.stream(other.rows).mapToDouble(row -> row[f]).average().orElseThrow();
      var variance =
          Arrays.stream(other.rows).mapToDouble(row -> Math.pow(row[f] - mean, 2)).average();
      var deviation = Math.sqrt(variance.orElseThrow());
      for (var row : scaled) row[f] = deviation < 1e-9 ? 0 : (row[f] - mean) / deviation;
    }
    return new Sample(features, scaled, labels, classes);
  }

  Rows toRows() {
    return Rows.of(features, classes, rows, labels);
  }

  Slot slot() {
    return toRows().slot(Buff.of(new byte[32]));
  }
}
