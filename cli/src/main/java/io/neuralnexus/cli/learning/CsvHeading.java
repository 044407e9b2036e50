package io.neuralnexus.cli.learning;

import io.neuralnexus.cli.learning.CsvRecords.Line;
import java.util.List;
import java.util.stream.Stream;

/** What the first line of the file is. */
sealed interface CsvHeading {
  record None() implements CsvHeading {}

  record ColumnNames(List<String> names) implements CsvHeading {}

  record ClassNames(int rows, int features, List<String> classes) implements CsvHeading {}

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
