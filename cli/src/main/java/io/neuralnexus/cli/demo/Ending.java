package io.neuralnexus.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a part of the demo ended for everyone.
 *
 * @param checks what must hold of it
 */
public record Ending(List<Line> accounts, List<Slash> slashes, List<Check> checks) {
  public Ending {
    accounts = List.copyOf(accounts);
    slashes = List.copyOf(slashes);
    checks = List.copyOf(checks);
  }

  /**
   * An account before and after; micro-STX.
   *
   * @param reasons why it changed
   */
  public record Line(String account, long start, long end, Map<String, Long> reasons) {
    long change() {
      return end - start;
    }

    /** Whether the reasons add up to the change. */
    public boolean isExplained() {
      return reasons.values().stream().mapToLong(Long::longValue).sum() == change();
    }

    private String why() {
      if (reasons.isEmpty()) return "paid nothing, got nothing";
      var kept =
          reasons.entrySet().stream()
              .filter(reason -> reason.getValue() != 0)
              .map(reason -> reason.getKey() + " " + Stx.signed(reason.getValue()))
              .collect(Collectors.joining(", "));
      return kept.isEmpty() ? "all came back: " + String.join(", ", reasons.keySet()) : kept;
    }
  }

  /** Whether every check holds. */
  public boolean isOk() {
    return checks.stream().allMatch(Check::ok);
  }

  /** Who had what, has what, and why. */
  public String accountsTable() {
    var table = new Table("account", ">start", ">end", ">change", "why");
    for (var line : accounts) {
      table.add(
          line.account(),
          Stx.column(line.start()),
          Stx.column(line.end()),
          Stx.signed(line.change()),
          line.why());
    }
    return table.text("Accounts, in STX");
  }

  /** Who lost a stake. */
  public String slashesTable() {
    var table = new Table("who", ">STX", "why");
    for (var slash : slashes) {
      table.add(slash.who().name(), Stx.plain(slash.amount()), slash.reason());
    }
    return table.text("Slashed");
  }

  /** What was checked. */
  public String checksTable() {
    var table = new Table("check", "result", "meaning");
    for (var check : checks) {
      table.add(check.name(), check.ok() ? "ok" : "FAILED", check.meaning());
    }
    return table.text("Checks");
  }

  /** Appends the accounts, without reasons. */
  public void writeAccounts(ArrayNode json) {
    for (var line : accounts) {
      json.addObject()
          .put("name", line.account())
          .put("start", line.start())
          .put("end", line.end());
    }
  }

  /** Appends the slashes. */
  public void writeSlashes(ArrayNode json) {
    for (var slash : slashes) {
      json.addObject()
          .put("who", slash.who().name())
          .put("amount", slash.amount())
          .put("reason", slash.reason());
    }
  }

  /** Appends the checks. */
  public void writeChecks(ArrayNode json) {
    checks.forEach(check -> json.addObject().put("name", check.name()).put("ok", check.ok()));
  }
}
