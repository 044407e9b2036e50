package io.neuralnexus.cli.learning;

import io.neuralnexus.cli.learning.CsvRecords.Line;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads a table of numbers with one column that names one of two classes.
 *
 * <p>The first line may name the columns, or may be of the form {@code rows,features,class0,class1}
 * in which the scikit-learn library ships data sets of the UCI repository (classes are then 0 and
 * 1), or may already be data.
 */
public final class CsvFile {
  /** A decimal number. */
  public static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);
  static final Pattern COUNT = Pattern.compile("\\d{1,9}");

  private final Path file;
  private final CsvHeading heading;
  private final List<Line> rows;
  private final int width;
  private final int label;

  private CsvFile(Path file, Optional<String> label) {
    this.file = file;
    var lines = CsvRecords.of(file);
    if (lines.isEmpty())
      throw new CsvException(file, "is empty", "give at least one row per class");
    this.heading = CsvHeading.of(lines.getFirst());
    this.rows = lines.subList(heading.lines(), lines.size());
    if (rows.isEmpty()) throw new CsvException(file, "has no rows below line 1", "add the data");
    this.width = width(lines.getFirst());
    this.label = labelColumn(label);
  }

  /**
   * Reads the whole file.
   *
   * @param label name or number, from 1, of the column that holds the class; the last one when
   *     empty
   * @throws CsvException for the first thing that is wrong with the file
   */
  public static LabelledRows read(Path file, Optional<String> label) {
    return new CsvFile(file, label).rows();
  }

  private LabelledRows rows() {
    var features = new double[rows.size()][];
    var classes = new Classes();
    var labels = new int[rows.size()];
    for (var i = 0; i < labels.length; i++) {
      var row = rows.get(i);
      requireWidth(row);
      features[i] = features(row);
      labels[i] = classes.indexOf(row);
    }
    if (heading instanceof CsvHeading.ClassNames names) requireAll(names);
    return classes.inOrder(features, labels);
  }

  private int width(Line first) {
    var width =
        switch (heading) {
          case CsvHeading.ClassNames names -> names.features() + 1;
          case CsvHeading.ColumnNames _, CsvHeading.None _ -> first.cells().size();
        };
    if (width > 1) return width;
    throw new CsvException(
        file,
        first.number(),
        "only one column",
        "separate the cells by commas, features and class");
  }

  private void requireWidth(Line row) {
    var cells = row.cells().size();
    if (cells == width) return;
    var problem = "%d cells where %d are expected".formatted(cells, width);
    throw new CsvException(
        file,
        row.number(),
        column(Math.min(cells, width)),
        problem,
        "give every row one cell per column");
  }

  private void requireAll(CsvHeading.ClassNames names) {
    if (names.rows() == rows.size()) return;
    var problem = "announces %d rows, but %d follow".formatted(names.rows(), rows.size());
    throw new CsvException(file, 1, "1", problem, "restore the missing rows or correct the count");
  }

  private int labelColumn(Optional<String> wanted) {
    if (wanted.isEmpty()) return width - 1;
    var names =
        heading instanceof CsvHeading.ColumnNames columns ? columns.names() : List.<String>of();
    var named =
        IntStream.range(0, names.size()).filter(i -> names.get(i).equals(wanted.get())).toArray();
    if (named.length == 1) return named[0];
    if (named.length > 1) {
      throw new CsvException(
          file,
          1,
          column(named[1]),
          "a second column '" + wanted.get() + "'",
          "choose the label by number");
    }
    if (COUNT.matcher(wanted.get()).matches()) {
      var number = Integer.parseInt(wanted.get());
      if (number >= 1 && number <= width) return number - 1;
    }
    var choice = names.isEmpty() ? "" : " or one of " + String.join(", ", names);
    throw new CsvException(
        file,
        "has no column '" + wanted.get() + "'",
        "choose a number from 1 to " + width + choice);
  }

  private double[] features(Line row) {
    return IntStream.range(0, width)
        .filter(i -> i != label)
        .mapToDouble(i -> number(row, i))
        .toArray();
  }

  private double number(Line row, int column) {
    var cell = row.cells().get(column);
    if (NUMBER.matcher(cell).matches()) {
      var number = Double.parseDouble(cell);
      if (Double.isFinite(number)) return number;
      throw malformed(
          row, column, "'" + cell + "' is too large for a number", "rescale the column");
    }
    if (NOT_FINITE.matcher(cell).matches()) {
      throw malformed(
          row, column, "'" + cell + "' is not finite", "fill in a number or leave the row out");
    }
    var problem = cell.isEmpty() ? "empty cell" : "'" + cell + "' is not a number";
    throw malformed(row, column, problem, "fill in a number such as 12.5 or leave the row out");
  }

  private CsvException malformed(Line row, int column, String problem, String mend) {
    return new CsvException(file, row.number(), column(column), problem, mend);
  }

  /** As users count columns: from 1, with the name where there is one. */
  private String column(int index) {
    var named =
        heading instanceof CsvHeading.ColumnNames columns && index < columns.names().size()
            ? " (" + columns.names().get(index) + ")"
            : "";
    return (index + 1) + named;
  }

  /** The classes met so far, each with the line of its first row. */
  private final class Classes {
    private final Map<String, Integer> firstLines = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    int indexOf(Line row) {
      var name = name(row);
      if (firstLines.putIfAbsent(name, row.number()) == null) {
        names.add(name);
        if (names.size() > 2) throw third(row, name);
      }
      return names.indexOf(name);
    }

    private String name(Line row) {
      var cell = row.cells().get(label);
      if (cell.isEmpty()) {
        throw malformed(row, label, "no class", "fill in the class or leave the row out");
      }
      if (!NUMBER.matcher(cell).matches()) return cell;
      var number = new BigDecimal(cell).stripTrailingZeros();
      return number.signum() == 0 ? "0" : number.toPlainString();
    }

    private CsvException third(Line row, String name) {
      var problem =
          "a third class '%s' after '%s' (line %d) and '%s' (line %d)"
              .formatted(
                  name,
                  names.get(0),
                  firstLines.get(names.get(0)),
                  names.get(1),
                  firstLines.get(names.get(1)));
      return malformed(
          row, label, problem, "keep rows of two classes, or name the class column with --label");
    }

    /**
     * Numbers the classes in their natural order, so that the order of the rows does not matter.
     */
    LabelledRows inOrder(double[][] features, int[] labels) {
      if (names.size() < 2) {
        var problem = "line %d, column %s: every row is of class '%s'";
        throw new CsvException(
            file,
            problem.formatted(firstLines.get(names.getFirst()), column(label), names.getFirst()),
            "two classes are needed; name the class column with --label");
      }
      var swap = compare(names.get(0), names.get(1)) > 0;
      var ordered = swap ? names.reversed() : names;
      var relabelled = swap ? IntStream.of(labels).map(i -> 1 - i).toArray() : labels;
      return new LabelledRows(titles(ordered), features, relabelled);
    }

    private int compare(String left, String right) {
      var numeric = Stream.of(left, right).allMatch(name -> NUMBER.matcher(name).matches());
      return numeric
          ? new BigDecimal(left).compareTo(new BigDecimal(right))
          : left.compareTo(right);
    }

    private List<String> titles(List<String> ordered) {
      if (!(heading instanceof CsvHeading.ClassNames known)) return List.copyOf(ordered);
      if (known.classes().size() == 2 && ordered.equals(List.of("0", "1"))) return known.classes();
      throw new CsvException(
          file,
          1,
          "" + (known.classes().size() + 2),
          "names %d classes, the rows have %s".formatted(known.classes().size(), ordered),
          "name two classes and use 0 and 1 in the rows");
    }
  }
}
