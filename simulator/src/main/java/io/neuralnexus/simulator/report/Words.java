package io.neuralnexus.simulator.report;

import io.neuralnexus.simulator.kpi.Expectation;
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
          Map.entry("throughput.fullest", "share of its limits that the fullest block takes"),
          Map.entry("throughput.share", "share of its limits that a block takes"),
          Map.entry("throughput.transactions", "transactions per burn block"),
          Map.entry("validators.participation", "participation of validators"),
          Map.entry("auditors.participation", "participation of auditors"),
          Map.entry("bribes.paid", "bribes paid"),
          Map.entry("gini.profit", "Gini coefficient of profits"),
          Map.entry("gini.wealth", "Gini coefficient of wealth"),
          Map.entry("jobs.live", "jobs that run"),
          Map.entry("market.bids.contested", "bids that are contested"),
          Map.entry("market.bids.live", "bids that are not settled"),
          Map.entry("market.bids.settled", "bids settled so far"),
          Map.entry("market.price", "price of STX"),
          Map.entry("market.stake.validators", "stake of validators"));

  private Words() {}

  /** What an indicator is about. */
  static String kpi(String name) {
    var known = KNOWN.get(name);
    if (known != null) return known;
    if (name.startsWith("profit.")) return "profit of " + group(name.substring(7));
    if (name.startsWith("roi.")) return "return of " + group(name.substring(4));
    if (name.startsWith("slashed.to.")) return "slashed, to " + group(name.substring(11));
    if (name.startsWith("slashed.")) return "slashed from " + group(name.substring(8));
    if (name.startsWith("royalties.depth.")) return "royalties at depth " + name.substring(16);
    return name.replace('.', ' ').replace('-', ' ');
  }

  /** What of an indicator is asked. */
  static String subject(String kpi, String statistic) {
    var which =
        switch (statistic) {
          case "min" -> "lowest";
          case "max" -> "highest";
          case "count" -> "number of samples";
          case "gini" -> "Gini coefficient";
          case "sd" -> "standard deviation";
          case "p50" -> "median";
          case "mean", "sum" -> statistic;
          default -> ordinal(statistic.substring(1)) + " percentile";
        };
    return "%s (%s)".formatted(kpi(kpi), which);
  }

  private static String ordinal(String number) {
    var of = Integer.parseInt(number);
    var ending =
        of / 10 == 1
            ? "th"
            : switch (of % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return of + ending;
  }

  /** A key of a scenario, as {@code populations.validators.settings.evaluation-cost}. */
  static String key(String key) {
    return group(
        key.replaceFirst("^parameters\\.", "")
            .replaceFirst("^populations\\.([^.]+)\\.(settings\\.)?(.+)$", "$3 of $1")
            .replaceFirst("^price\\.", "price's ")
            .replaceFirst("^shocks\\.(\\d+)\\.", "shock $1's "));
  }

  static String comparison(Expectation.Comparison comparison) {
    return switch (comparison) {
      case LESS -> "is below";
      case AT_MOST -> "is at most";
      case MORE -> "is above";
      case AT_LEAST -> "is at least";
    };
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
