package io.neuralnexus.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.CallCost;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.ExecutionCost.BlockLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code docs/costs.md}: what the public functions cost, held against what they take. */
public final class CostPage {
  public static final ExecutionCost MAINNET = BlockLimits.mainnet(Epoch.EPOCH_4_0);

  /** The dearest honest path of a bid of the neural-training-market. */
  public static final String BID = "The dearest honest path of a bid";

  /** A job of the suite with all that a job can have. */
  public static final String JOB = "A full honest job";

  private static final List<String> SECTIONS =
      List.of(
          JOB,
          BID,
          "marketplace",
          "data-rights",
          "zk-verification",
          "computation-verification",
          "model-registry",
          "licence-token",
          "compensation",
          "neural-training-market",
          "governance");

  private static final Path PAGE = Path.of("../docs/costs.md");
  private static final boolean WRITE = Boolean.getBoolean("costs.write");
  private static final double TOLERANCE = 1.1;

  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\|((?: [\\d,]+ \\|){5})[^\\n]*");

  private static final String HEAD =
      """
      # What the functions cost

      Measured by the tests, which fail when a function has become more than 10 % dearer than this page says;
      `mvn verify -pl tests -am -Dtest='CostsTest,CostCeilingsTest,*AuthorisationTest' -Dsurefire.failIfNoSpecifiedTests=false -Dtest.forks=1 -Dcosts.write=true`
      writes it anew.

      Of several calls of a function each dimension shows the most that one took. Shares are those of the dearest dimension: of a
      mainnet block of epoch 4.0 (30,000 reads, 200 MB read, 15,000 writes, 15 MB written, 5 x 10^9 runtime), and of one before it
      (15,000 reads, 100 MB read, else the same), which is also what the simnet allows one call.

      Functions of the suite are measured as [the matrix of callers](authorisation.md) calls them: a job of one data set and one
      auditor, a model without parents; what is for contracts with a role is called by a relay of a few lines, which counts too.
      The two paths, and the figures of `neural-training-market` and `governance`, have the dear cases: 20 data sets and 5 bids; a
      queue of 32 bids that is sorted into, matched or refunded, seven different validators drawn and counted, a list of vaults and
      roles that is full.
      """;

  private static final String COLUMNS =
      """
      | %s | reads | bytes read | writes | bytes written | runtime | of a block | dearest | of a block before 4.0 |
      |---|---|---|---|---|---|---|---|---|
      """;

  private CostPage() {}

  /** The most that one call of each function took, in each dimension. */
  public static Map<String, ExecutionCost> dearest(List<CallCost> calls) {
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

  /**
   * Fails if a function takes more than its section says, by a tenth or more, or stands in one of
   * both only. Writes the section instead if the run is to write the page.
   */
  public static void holds(String title, String what, Map<String, ExecutionCost> costs) {
    holds(title, "", what, costs, List.of());
  }

  /** The same for a section with a text, and with rows after the functions, such as a sum. */
  public static void holds(
      String title, String text, String what, Map<String, ExecutionCost> costs, List<String> more) {
    if (WRITE) publish(title, section(title, text, what, costs) + String.join("", more));
    var said = read(text(), title);
    assertThat(said.keySet()).as("rows of %s in docs/costs.md", title).isEqualTo(costs.keySet());
    costs.forEach(
        (function, cost) ->
            assertThat(cost.fits(withTolerance(said.get(function))))
                .as(
                    "%s costs %s, docs/costs.md says %s; if that is meant, write the page anew:"
                        + " -Dcosts.write=true, see its head",
                    function, cost, said.get(function))
                .isTrue());
  }

  private static ExecutionCost withTolerance(ExecutionCost cost) {
    return new ExecutionCost(
        (long) (cost.writeLength() * TOLERANCE),
        (long) (cost.writeCount() * TOLERANCE),
        (long) (cost.readLength() * TOLERANCE),
        (long) (cost.readCount() * TOLERANCE),
        (long) (cost.runtime() * TOLERANCE));
  }

  private static void publish(String title, String section) {
    var page = text();
    var anew = new StringBuilder(HEAD);
    for (var each : SECTIONS) anew.append(each.equals(title) ? section : sectionOf(page, each));
    try {
      Files.writeString(PAGE, anew);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String section(
      String title, String text, String what, Map<String, ExecutionCost> costs) {
    var section = new StringBuilder("\n## " + title + "\n\n");
    if (!text.isEmpty()) section.append(text).append("\n\n");
    section.append(COLUMNS.formatted(what));
    costs.forEach((name, cost) -> section.append(row("`" + name + "`", cost)));
    return section.toString();
  }

  /** A row of a section. */
  public static String row(String name, ExecutionCost cost) {
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

  /** A section as it stands in a page; empty if it is not there. */
  private static String sectionOf(String page, String title) {
    var start = page.indexOf("\n## " + title + "\n");
    if (start < 0) return "";
    var end = page.indexOf("\n## ", start + 1);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  /** The figures that a section of a page has. */
  private static Map<String, ExecutionCost> read(String page, String title) {
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
