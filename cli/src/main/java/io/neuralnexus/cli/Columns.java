package io.neuralnexus.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Tables of figures. */
final class Columns {
  private Columns() {}

  /**
   * Prints rows below each other, the first of which is the heading.
   *
   * @param words how many columns begin at the left; figures end at the right
   */
  static void print(PrintWriter out, List<List<String>> rows, int words) {
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (var i = 0; i < row.size(); i++) widths[i] = Math.max(widths[i], row.get(i).length());
    }
    for (var row : rows) {
      var line = new StringBuilder();
      for (var i = 0; i < row.size(); i++) {
        line.append("  ");
        var gap = " ".repeat(widths[i] - row.get(i).length());
        line.append(i < words ? row.get(i) + gap : gap + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** Four digits that say something, or a whole number. */
  static String figure(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) return "-";
    if (value == Math.rint(value) && Math.abs(value) < 1e12) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    var size = Math.abs(value);
    if (size < 1e-4) return String.format(Locale.ROOT, "%.3e", value);
    var digits = Math.clamp(3 - (long) Math.floor(Math.log10(size)), 1, 6);
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
