package io.neuralnexus.cli.prove;

import io.neuralnexus.cli.learning.CsvException;
import io.neuralnexus.cli.learning.CsvFile;
import io.neuralnexus.cli.learning.CsvHeading;
import io.neuralnexus.cli.learning.CsvRecords;
import io.neuralnexus.cli.learning.CsvRecords.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A schema to begin with, drawn from the data: every bound is true and rounded outward, so that it
 * does not tell the extreme values themselves.
 */
final class SchemaSketch {
  private static final int MAX_CLASSES = 16;
  private static final int BITS = 16;
  private static final BigDecimal STEPS = BigDecimal.valueOf((1L << BITS) - 1);

  private final Path file;
  private final CsvHeading heading;
  private final List<Line> rows;
  private final int width;
  private final int label;

  private SchemaSketch(Path file, Optional<String> labelColumn) {
    this.file = file;
    var lines = CsvRecords.of(file);
    if (lines.isEmpty()) throw new CsvException(file, "is empty", "give at least one row");
    this.heading = CsvHeading.of(lines.getFirst());
    this.rows = lines.subList(heading.lines(), lines.size());
    if (rows.isEmpty()) throw new CsvException(file, "has no rows below line 1", "add the data");
    this.width =
        heading instanceof CsvHeading.ColumnNames names
            ? names.names().size()
            : rows.getFirst().cells().size();
    for (var row : rows) requireWidth(row);
    this.label = labelColumn.map(this::find).orElse(width - 1);
    if (labelColumn.isPresent() && !isLabel()) {
      throw new CsvException(
          file,
          "column %s has more than %d different cells".formatted(name(label), MAX_CLASSES),
          "name a column of classes");
    }
  }

  /**
   * The text of a schema.
   *
   * @param label name or number, from 1, of the column of the classes; the last one, if it can be
   *     that, when empty
   * @throws CsvException if the file is no table
   */
  static String of(Path file, Optional<String> label) {
    return new SchemaSketch(file, label).text();
  }

  private void requireWidth(Line row) {
    if (row.cells().size() == width) return;
    throw new CsvException(
        file,
        row.number(),
        "%d cells where %d are expected".formatted(row.cells().size(), width),
        "give every row one cell per column");
  }

  private int find(String wanted) {
    for (int i = 0; i < width; i++) {
      if (name(i).equals(wanted) || ("" + (i + 1)).equals(wanted)) return i;
    }
    throw new CsvException(
        file, "has no column '" + wanted + "'", "choose a number from 1 to " + width);
  }

  private String text() {
    var features = new ArrayList<String>();
    var ignored = new ArrayList<String>();
    for (int i = 0; i < width; i++) {
      if (i == label && isLabel()) continue;
      var feature = feature(i);
      if (feature.isPresent()) features.add(feature.get());
      else ignored.add(quoted(name(i)));
    }
    var fileName = file.getFileName().toString();
    return """
    # What the columns of %s are, and what will be stated of them.
    # A sketch by nexus prove schema: every bound is true of the data. Whoever sees a
    # proof learns these bounds and nothing else, so widen or remove what says too much.

    name = %s
    %sfeatures = [
    %s]
    %s\
    """
        .formatted(
            fileName,
            quoted(fileName.replaceAll("\\..*", "")),
            ignored.isEmpty() ? "" : "ignore = [%s]\n".formatted(String.join(", ", ignored)),
            String.join("", features),
            isLabel() ? classes() : "");
  }

  /** A line for a column of numbers with at most one other token; nothing for another. */
  private Optional<String> feature(int column) {
    var cells = rows.stream().map(row -> row.cells().get(column)).toList();
    var others = cells.stream().filter(cell -> !isNumber(cell)).distinct().toList();
    var values = cells.stream().filter(SchemaSketch::isNumber).map(BigDecimal::new).toList();
    if (others.size() > 1 || values.isEmpty()) {
      if (heading instanceof CsvHeading.ColumnNames) return Optional.empty();
      throw new CsvException(
          file,
          "column %d has cells such as '%s'".formatted(column + 1, others.getFirst()),
          "add a line of column names, so that it can be left out");
    }
    var least = values.stream().min(BigDecimal::compareTo).orElseThrow();
    var most = values.stream().max(BigDecimal::compareTo).orElseThrow();
    var unit = unit(most.subtract(least).max(step(values)));
    var low = round(least, unit, RoundingMode.FLOOR);
    var high = round(most, unit, RoundingMode.CEILING);
    var offset = low.signum() < 0 ? low : BigDecimal.ZERO;
    var scale = step(values);
    while (high.subtract(offset).divide(scale, 0, RoundingMode.CEILING).compareTo(STEPS) > 0) {
      if (offset.signum() == 0 && low.signum() > 0 && fits(low, high, scale)) offset = low;
      else scale = coarser(scale);
    }
    int bits = bits(high.subtract(offset).divide(scale, 0, RoundingMode.CEILING));
    long missing = cells.size() - values.size();
    return Optional.of(
        "  { name = %s,%s scale = %s, bits = %d, low = %s, high = %s%s },\n"
            .formatted(
                quoted(name(column)),
                offset.signum() == 0 ? "" : " offset = %s,".formatted(Schema.canonical(offset)),
                Schema.canonical(scale),
                bits,
                Schema.canonical(low),
                Schema.canonical(high),
                missing == 0
                    ? ""
                    : ", missing = { token = %s, high = %d }"
                        .formatted(quoted(others.getFirst()), above(missing))));
  }

  private static boolean fits(BigDecimal low, BigDecimal high, BigDecimal scale) {
    return high.subtract(low).divide(scale, 0, RoundingMode.CEILING).compareTo(STEPS) <= 0;
  }

  /** The last decimal place that any value has. */
  private static BigDecimal step(List<BigDecimal> values) {
    int places =
        values.stream().mapToInt(value -> value.stripTrailingZeros().scale()).max().orElse(0);
    return BigDecimal.ONE.scaleByPowerOfTen(-Math.max(0, places));
  }

  /** 1, 2, 5, 10, 20, .. */
  private static BigDecimal coarser(BigDecimal scale) {
    var digit = scale.stripTrailingZeros().unscaledValue().intValueExact();
    return digit == 2 ? scale.multiply(new BigDecimal("2.5")) : scale.multiply(BigDecimal.TWO);
  }

  /** A twentieth to a hundredth of a range, as a power of ten. */
  private static BigDecimal unit(BigDecimal range) {
    return BigDecimal.ONE.scaleByPowerOfTen(range.precision() - range.scale() - 2);
  }

  private static BigDecimal round(BigDecimal value, BigDecimal unit, RoundingMode mode) {
    return value.divide(unit, 0, mode).multiply(unit);
  }

  private static int bits(BigDecimal steps) {
    return Math.max(1, steps.toBigInteger().bitLength());
  }

  private boolean isLabel() {
    return labels().size() <= MAX_CLASSES && labels().keySet().stream().noneMatch(String::isEmpty);
  }

  private Map<String, Long> labels() {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.cells().get(label), LinkedHashMap::new, Collectors.counting()));
  }

  private String classes() {
    return labels().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                "  { name = %s, low = %d, high = %d },\n"
                    .formatted(
                        quoted(className(entry.getKey())),
                        below(entry.getValue()),
                        above(entry.getValue())))
        .collect(
            Collectors.joining(
                "", "\n[class]\nname = %s\nlabels = [\n".formatted(labelName()), "]\n"));
  }

  private String className(String cell) {
    if (!(heading instanceof CsvHeading.ClassNames names)) return cell;
    return IntStream.range(0, names.classes().size())
        .filter(i -> cell.equals("" + i))
        .mapToObj(names.classes()::get)
        .findFirst()
        .orElse(cell);
  }

  private String labelName() {
    return quoted(heading instanceof CsvHeading.ColumnNames ? name(label) : "class");
  }

  /** A little less, in two digits. */
  private static long below(long count) {
    return round(count, RoundingMode.FLOOR);
  }

  /** A little more, in two digits. */
  private static long above(long count) {
    return round(count, RoundingMode.CEILING);
  }

  private static long round(long count, RoundingMode mode) {
    var decimal = BigDecimal.valueOf(count);
    var unit = BigDecimal.ONE.scaleByPowerOfTen(Math.max(0, decimal.precision() - 2));
    return round(decimal, unit, mode).longValueExact();
  }

  private String name(int column) {
    return heading instanceof CsvHeading.ColumnNames names
        ? names.names().get(column)
        : "column " + (column + 1);
  }

  private static boolean isNumber(String cell) {
    return CsvFile.NUMBER.matcher(cell).matches() && QuantisedTable.hasFewDigits(cell);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
