package io.neuralnexus.tests.market;

import io.neuralnexus.clarinet.CallCost;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.ExecutionCost.BlockLimits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code docs/costs.md}: what the public functions cost, written and read back. */
final class CostPage {
  static final ExecutionCost MAINNET = BlockLimits.mainnet(Epoch.EPOCH_4_0);

  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\|((?: [\\d,]+ \\|){5})[^\\n]*");

  private static final String HEAD =
      """
      # What the functions cost

      Measured on the official VM by `CostsTest`, which fails when a function has become more than 10 % dearer than this page
      says; `mvn verify -pl tests -am -Dtest=CostsTest -Dsurefire.failIfNoSpecifiedTests=false -Dcosts.write=true` writes it anew.

      Of several calls of a function each dimension shows the most that one took. The calls include the dear cases: a queue of 32 bids
      that is sorted into, matched or refunded, seven different validators drawn and counted, a list of vaults and roles that is full.
      Shares are those of the dearest dimension: of a mainnet block of epoch 4.0 (30,000 reads, 200 MB read, 15,000 writes, 15 MB
      written, 5 x 10^9 runtime) and of the simnet's limit per call (15,000 reads, 100 MB read, else the same).
      """;

  private static final String COLUMNS =
      """
      | %s | reads | bytes read | writes | bytes written | runtime | of a block | dearest | of the simnet's limit |
      |---|---|---|---|---|---|---|---|---|
      """;

  private CostPage() {}

  /** The most that one call of each function took, in each dimension. */
  static Map<String, ExecutionCost> dearest(List<CallCost> calls) {
    var dearest = new TreeMap<String, ExecutionCost>();
    for (var call : calls) dearest.merge(call.function(), call.costs().total(), CostPage::most);
    return dearest;
  }

  private static ExecutionCost most(ExecutionCost one, ExecutionCost other) {
    return new ExecutionCost(
        Math.max(one.writeLength(), other.writeLength()),
        Math.max(one.writeCount(), other.writeCount()),
        Math.max(one.readLength(), other.readLength()),
        Math.max(one.readCount(), other.readCount()),
        Math.max(one.runtime(), other.runtime()));
  }

  /** A section of the page: a heading, a sentence, a table. */
  static String section(String title, String text, String what, Map<String, ExecutionCost> costs) {
    var section = new StringBuilder("\n## " + title + "\n\n");
    if (!text.isEmpty()) section.append(text).append("\n\n");
    section.append(COLUMNS.formatted(what));
    costs.forEach((name, cost) -> section.append(row("`" + name + "`", cost)));
    return section.toString();
  }

  static String row(String name, ExecutionCost cost) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %,d | %,d | %.3f %% | %s | %.3f %% |%n",
        name,
        cost.readCount(),
        cost.readLength(),
        cost.writeCount(),
        cost.writeLength(),
        cost.runtime(),
        100 * cost.shareOf(MAINNET),
        cost.dearestDimension(MAINNET).replace('_', ' '),
        100 * cost.shareOf(BlockLimits.SIMNET));
  }

  static String page(List<String> sections) {
    return HEAD + String.join("", sections);
  }

  /** A section as it stands in a page; empty if it is not there. */
  static String sectionOf(String page, String title) {
    var start = page.indexOf("\n## " + title + "\n");
    if (start < 0) return "";
    var end = page.indexOf("\n## ", start + 1);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  /** The figures that a section of a page has. */
  static Map<String, ExecutionCost> read(String page, String title) {
    var costs = new TreeMap<String, ExecutionCost>();
    for (var row : ROW.matcher(sectionOf(page, title)).results().toList()) {
      var figures = row.group(2).replace(",", "").replace(" ", "").split("\\|");
      costs.put(
          row.group(1),
          new ExecutionCost(
              Long.parseLong(figures[3]),
              Long.parseLong(figures[2]),
              Long.parseLong(figures[1]),
              Long.parseLong(figures[0]),
              Long.parseLong(figures[4])));
    }
    return costs;
  }
}
