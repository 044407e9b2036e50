package io.neuralnexus.cli.demo;

import java.util.List;
import java.util.Map;

/** How a run ended; amounts are micro-STX. */
public record Report(
    long seed,
    List<Line> accounts,
    List<Outcome> outcomes,
    List<Slash> slashes,
    List<Check> checks) {

  /**
   * An account before and after.
   *
   * @param reasons why it changed
   */
  public record Line(String account, long start, long end, Map<String, Long> reasons) {
    long change() {
      return end - start;
    }

    boolean isExplained() {
      return reasons.values().stream().mapToLong(Long::longValue).sum() == change();
    }
  }

  /** Whether every check holds. */
  public boolean isOk() {
    return checks.stream().allMatch(Check::ok);
  }
}
