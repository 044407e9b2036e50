package io.neuralnexus.simulator.report;

import java.util.List;
import java.util.Map;

/** Names as a sentence has them. */
final class Words {
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("attack.roi", "return of the attack"),
          Map.entry("attack.profit", "profit of the attack"),
          Map.entry("attack.capital", "capital of the attack"),
          Map.entry("attack.advantage", "advantage of the attack over honesty"),
          Map.entry("slashed.false", "slashed from honest parties"),
          Map.entry("results.delivered", "results delivered"),
          Map.entry("results.wrong.accepted", "wrong results accepted"),
          Map.entry("results.wrong.caught", "wrong results caught"),
          Map.entry("revenue.platform", "revenue of the platform"),
          Map.entry("settle.blocks", "blocks to settle"),
          Map.entry("validators.participation", "participation of validators"),
          Map.entry("gini", "Gini coefficient"));

  private Words() {}

  /** What an indicator is about. */
  static String kpi(String name) {
    var known = KNOWN.get(name);
    if (known != null) return known;
    if (name.startsWith("profit.")) return "profit of " + group(name.substring(7));
    if (name.startsWith("slashed.to.")) return "slashed, to " + group(name.substring(11));
    if (name.startsWith("slashed.")) return "slashed from " + group(name.substring(8));
    if (name.startsWith("royalties.depth.")) return "royalties at depth " + name.substring(16);
    return name.replace('.', ' ').replace('-', ' ');
  }

  /** A population as people would call it. */
  static String group(String name) {
    return name.replace('-', ' ');
  }

  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String list(List<String> parts) {
    if (parts.size() < 2) return String.join("", parts);
    return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }

  static String count(long count, String one, String many) {
    return Unit.NUMBER.say(count) + " " + (count == 1 ? one : many);
  }
}
