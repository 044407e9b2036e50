package io.neuralnexus.cli.prove;

import io.neuralnexus.cli.learning.CsvException;
import io.neuralnexus.cli.learning.CsvFile;
import io.neuralnexus.cli.learning.CsvHeading;
import io.neuralnexus.cli.learning.CsvRecords;
import io.neuralnexus.cli.learning.CsvRecords.Line;
import io.neuralnexus.cli.prove.Schema.Feature;
import io.neuralnexus.offchain.zk.prover.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table in the numbers of its schema, with the place of each row in the owner's file.
 *
 * @param file where the rows are from
 * @param features the numbers of each feature, row by row
 * @param classes of each row; empty if rows have no class
 * @param lines of the file, from 1
 */
record QuantisedTable(Path file, List<long[]> features, int[] classes, int[] lines) {
  /** A cell with more characters is no measure. */
  private static final int MAX_LENGTH = 60;

  private static final int MAX_EXPONENT = 60;

  /**
   * Reads a CSV file. With a line of column names, columns are found by name; without, features
   * stand in the schema's order and the class is last.
   *
   * @throws CsvException for the first thing that is wrong with it
   */
  static QuantisedTable read(Path file, SchemaFile schema) {
    return new Reader(file, schema).read();
  }

  int size() {
    return lines.length;
  }

  /** Whether a number is one that anybody measured, and can be reckoned with. */
  static boolean hasFewDigits(String number) {
    if (number.length() > MAX_LENGTH) return false;
    int mark = number.toLowerCase(Locale.ROOT).indexOf('e');
    if (mark < 0) return true;
    var exponent = number.substring(mark + 1);
    return exponent.length() <= 4 && Math.abs(Integer.parseInt(exponent)) <= MAX_EXPONENT;
  }

  /** As provers take it. */
  Table table() {
    var table = Table.of(features);
    return classes.length > 0 ? table.withLabels(classes) : table;
  }

  private static final class Reader {
    private final Path file;
    private final Schema schema;
    private final CsvHeading heading;
    private final List<Line> rows;
    private final int width;
    private final int[] columns;
    private final int label;

    Reader(Path file, SchemaFile schemaFile) {
      this.file = file;
      this.schema = schemaFile.statement().schema();
      var lines = CsvRecords.of(file);
      if (lines.isEmpty()) throw new CsvException(file, "is empty", "give at least one row");
      this.heading = CsvHeading.of(lines.getFirst());
      this.rows = lines.subList(heading.lines(), lines.size());
      requireSize();
      int expected = schema.features().size() + (schema.label().isPresent() ? 1 : 0);
      if (heading instanceof CsvHeading.ColumnNames names) {
        this.width = names.names().size();
        var header = new Columns(names.names(), schemaFile);
        this.columns =
            schema.features().stream().mapToInt(feature -> header.of(feature.name())).toArray();
        this.label = schema.label().map(each -> header.of(each.name())).orElse(-1);
      } else {
        this.width = expected;
        this.columns = IntStream.range(0, schema.features().size()).toArray();
        this.label = expected - 1;
        if (!schemaFile.ignored().isEmpty()) {
          throw new CsvException(
              file,
              "has no line of column names, so %s cannot be left out"
                  .formatted(schemaFile.ignored().getFirst()),
              "add the names, or leave ignore out of the schema");
        }
      }
    }

    private void requireSize() {
      if (rows.isEmpty()) throw new CsvException(file, "has no rows below line 1", "add the data");
      if (rows.size() > Statement.MAX_ROWS) {
        throw new CsvException(
            file,
            "has %d rows, and a proof takes %d".formatted(rows.size(), Statement.MAX_ROWS),
            "split the data set");
      }
      if (heading instanceof CsvHeading.ClassNames names && names.rows() != rows.size()) {
        throw new CsvException(
            file,
            1,
            "1",
            "announces %d rows, but %d follow".formatted(names.rows(), rows.size()),
            "restore the missing rows or correct the count");
      }
    }

    /** Where the columns of a file with names are. */
    private final class Columns {
      private final List<String> names;

      Columns(List<String> names, SchemaFile schemaFile) {
        this.names = names;
        var known =
            Stream.of(
                    schema.features().stream().map(Feature::name),
                    schema.label().stream().map(Schema.Label::name),
                    schemaFile.ignored().stream())
                .flatMap(each -> each)
                .toList();
        var seen = new HashSet<String>();
        for (int i = 0; i < names.size(); i++) {
          var place = "%d (%s)".formatted(i + 1, names.get(i));
          if (!seen.add(names.get(i))) {
            throw new CsvException(file, 1, place, "a second column of this name", "rename it");
          }
          if (!known.contains(names.get(i))) {
            throw new CsvException(
                file,
                1,
                place,
                "the schema has no such column",
                "describe it in features or class, or name it in ignore");
          }
        }
      }

      int of(String name) {
        int index = names.indexOf(name);
        if (index >= 0) return index;
        throw new CsvException(
            file,
            1,
            "has no column '" + name + "', which the schema describes",
            "its columns are " + String.join(", ", names));
      }
    }

    QuantisedTable read() {
      int size = rows.size();
      var numbers = IntStream.of(columns).mapToObj(_ -> new long[size]).toList();
      var classes = new int[schema.label().isPresent() ? size : 0];
      for (int i = 0; i < size; i++) {
        var row = rows.get(i);
        requireWidth(row);
        for (int j = 0; j < columns.length; j++) {
          numbers.get(j)[i] = number(row, columns[j], schema.features().get(j));
        }
        if (classes.length > 0) classes[i] = label(row, schema.label().orElseThrow());
      }
      return new QuantisedTable(
          file, numbers, classes, rows.stream().mapToInt(Line::number).toArray());
    }

    private void requireWidth(Line row) {
      int cells = row.cells().size();
      if (cells == width) return;
      throw new CsvException(
          file,
          row.number(),
          "%d cells where %d are expected".formatted(cells, width),
          heading instanceof CsvHeading.ColumnNames
              ? "give every row one cell per column"
              : "the schema has %d features%s; give every row one cell for each"
                  .formatted(
                      schema.features().size(), schema.label().isPresent() ? " and a class" : ""));
    }

    private long number(Line row, int column, Feature feature) {
      var cell = row.cells().get(column);
      if (feature.missing().equals(Optional.of(cell))) return feature.code();
      var steps = feature.steps();
      var value = value(row, column, feature, cell);
      if (steps.hasNumber(value, RoundingMode.HALF_UP)) return steps.number(value);
      throw malformed(
          row,
          column,
          feature.name(),
          "%s is not within %s .. %s, which its %d bits hold"
              .formatted(
                  cell,
                  Schema.canonical(steps.value(0)),
                  Schema.canonical(steps.value(steps.last())),
                  steps.bits()),
          "correct it, or change offset, scale or bits in the schema");
    }

    private BigDecimal value(Line row, int column, Feature feature, String cell) {
      if (!CsvFile.NUMBER.matcher(cell).matches()) {
        var missing =
            feature
                .missing()
                .map(token -> "'%s' where it is missing".formatted(token))
                .orElse("describe what stands for a missing value in the schema");
        throw malformed(
            row,
            column,
            feature.name(),
            cell.isEmpty() ? "empty cell" : "'" + cell + "' is not a number",
            "write a number such as 12.5, or " + missing);
      }
      if (hasFewDigits(cell)) return new BigDecimal(cell);
      throw malformed(
          row, column, feature.name(), "'" + cell + "' has too many digits", "round or rescale it");
    }

    private int label(Line row, Schema.Label known) {
      var cell = row.cells().get(label);
      for (var name : List.of(cell, className(cell))) {
        int index = known.classes().indexOf(name);
        if (index >= 0) return index;
      }
      throw malformed(
          row,
          label,
          known.name(),
          cell.isEmpty() ? "no class" : "the schema has no class '" + cell + "'",
          "its classes are " + String.join(", ", known.classes()));
    }

    private String className(String cell) {
      if (!CsvFile.NUMBER.matcher(cell).matches() || !hasFewDigits(cell)) return cell;
      var number = Schema.canonical(new BigDecimal(cell));
      if (heading instanceof CsvHeading.ClassNames names) {
        var index = IntStream.range(0, names.classes().size()).filter(i -> number.equals("" + i));
        return index.mapToObj(names.classes()::get).findFirst().orElse(number);
      }
      return number;
    }

    private CsvException malformed(Line row, int column, String name, String problem, String mend) {
      var place = "%d (%s)".formatted(column + 1, name);
      return new CsvException(file, row.number(), place, problem, mend);
    }
  }
}
