package io.neuralnexus.cli.learning;

import io.neuralnexus.cli.learning.CsvRecords.Line;
import java.util.List;
import java.util.stream.Stream;

/** What the first line of the file is. */
public sealed interface CsvHeading {
  /** The first line is data. */
  record None() implements CsvHeading {}

  /** It names the columns. */
  record ColumnNames(List<String> names) implements CsvHeading {}

  /** It counts rows and features and names the classes, which the rows number from 0. */
  record ClassNames(int rows, int features, List<String> classes) implements CsvHeading {}

  /** What this line is, being the first. */
  static CsvHeading of(Line line) {
    var cells = line.cells();
    var names = cells.stream().skip(2).toList();
    if (cells.stream().noneMatch(CsvHeading::isNumeric)) return new ColumnNames(cells);
    var counted = cells.stream().limit(2).allMatch(cell -> CsvFile.COUNT.matcher(cell).matches());
    if (counted && names.size() > 1 && names.stream().noneMatch(CsvHeading::isNumeric)) {
      return new ClassNames(Integer.parseInt(cells.get(0)), Integer.parseInt(cells.get(1)), names);
    }
    return new None();
  }

  private static boolean isNumeric(String cell) {
    return Stream.of(CsvFile.NUMBER, CsvFile.NOT_FINITE)
        .anyMatch(form -> form.matcher(cell).matches());
  }

  /** How many lines of the file it takes. */
  default int lines() {
    return this instanceof None ? 0 : 1;
  }
}
