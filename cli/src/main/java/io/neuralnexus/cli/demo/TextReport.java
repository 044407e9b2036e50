package io.neuralnexus.cli.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a report for people. */
public final class TextReport {
  private TextReport() {}

  /** Tables of accounts, scores, slashes and checks. */
  public static void print(Report report, PrintWriter out) {
    accounts(report, out);
    scores(report, out);
    slashes(report, out);
    checks(report, out);
  }

  private static void accounts(Report report, PrintWriter out) {
    var table = new Table("account", ">start", ">end", ">change", "why");
    for (var line : report.accounts()) {
      table.add(
          line.account(),
          Stx.column(line.start()),
          Stx.column(line.end()),
          Stx.signed(line.change()),
          why(line));
    }
    table.print("Accounts, in STX", out);
  }

  private static String why(Report.Line line) {
    if (line.reasons().isEmpty()) return "paid nothing, got nothing";
    var kept =
        line.reasons().entrySet().stream()
            .filter(reason -> reason.getValue() != 0)
            .map(reason -> reason.getKey() + " " + Stx.signed(reason.getValue()))
            .collect(Collectors.joining(", "));
    return kept.isEmpty() ? "all came back: " + String.join(", ", line.reasons().keySet()) : kept;
  }

  private static void scores(Report report, PrintWriter out) {
    var table =
        new Table(
            "provider",
            ">right",
            ">balanced",
            ">measured",
            ">claimed",
            ">final",
            "settled",
            ">paid");
    for (var outcome : report.outcomes()) {
      var settlement = outcome.settlement();
      table.add(
          outcome.bid().provider().account().name(),
          Text.percent(outcome.measured().accuracy()),
          Text.percent(outcome.measured().balanced()),
          "" + outcome.measured().score(),
          "" + outcome.claimed(),
          settlement.score().isPresent() ? "" + settlement.score().getAsInt() : "-",
          settlement.path(),
          Stx.plain(settlement.price()));
    }
    table.print("Models, tried on the hold-out set", out);
    out.println("Score: how far the balanced accuracy is from a coin's (0) to perfect (100).");
  }

  private static void slashes(Report report, PrintWriter out) {
    var table = new Table("who", ">STX", "why");
    for (var slash : report.slashes()) {
      table.add(slash.who().name(), Stx.plain(slash.amount()), slash.reason());
    }
    table.print("Slashed", out);
  }

  private static void checks(Report report, PrintWriter out) {
    var table = new Table("check", "result", "meaning");
    for (var check : report.checks()) {
      table.add(check.name(), check.ok() ? "ok" : "FAILED", check.meaning());
    }
    table.print("Checks", out);
  }

  /**
   * Columns as wide as their widest cell; a heading that begins with {@code >} aligns to the right.
   */
  private static final class Table {
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
      this.headings = List.of(headings);
    }

    void add(String... cells) {
      rows.add(List.of(cells));
    }

    void print(String title, PrintWriter out) {
      out.println();
      out.println(title);
      if (rows.isEmpty()) out.println("  none");
      else {
        line(headings.stream().map(heading -> heading.replace(">", "")).toList(), out);
        rows.forEach(row -> line(row, out));
      }
    }

    private void line(List<String> cells, PrintWriter out) {
      out.println(
          IntStream.range(0, cells.size())
              .mapToObj(i -> padded(cells.get(i), i))
              .collect(Collectors.joining("  ", "  ", ""))
              .stripTrailing());
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
}
