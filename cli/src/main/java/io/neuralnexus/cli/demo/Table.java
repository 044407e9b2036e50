package io.neuralnexus.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Columns as wide as their widest cell; a heading that begins with {@code >} aligns to the right.
 */
public final class Table {
  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table without rows. */
  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /** Adds a row, with a cell for each heading. */
  public void add(String... cells) {
    rows.add(List.of(cells));
  }

  /** The table under an empty line and its title. */
  public String text(String title) {
    var text = new StringBuilder("\n").append(title).append('\n');
    if (rows.isEmpty()) text.append("  none\n");
    else {
      text.append(line(headings.stream().map(heading -> heading.replace(">", "")).toList()));
      rows.forEach(row -> text.append(line(row)));
    }
    return text.toString();
  }

  private String line(List<String> cells) {
    return IntStream.range(0, cells.size())
            .mapToObj(i -> padded(cells.get(i), i))
            .collect(Collectors.joining("  ", "  ", ""))
            .stripTrailing()
        + "\n";
  }

  private String padded(String cell, int column) {
    var gap = " ".repeat(width(column) - cell.length());
    return headings.get(column).startsWith(">") ? gap + cell : cell + gap;
  }

  private int width(int column) {
    var heading = headings.get(column).replace(">", "").length();
    return rows.stream().mapToInt(row -> row.get(column).length()).reduce(heading, Math::max);
  }
}
