package io.neuralnexus.cli.demo.market;

import io.neuralnexus.cli.demo.Done;
import java.util.LinkedHashMap;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * How a bid ended, as the market's event {@code result-settled} tells it; micro-STX.
 *
 * @param path {@code accepted}, {@code unanswered}, {@code verdict} or {@code split}
 * @param score the final score; none when the bid was split
 * @param price what the provider has earned of the bid
 * @param providerDue all that the provider can claim
 * @param developerDue all that the developer can claim
 * @param fees what the committee can claim
 * @param slashed taken from the stake of the data set
 * @param compensation of which to the developer, for its loss
 * @param bounty of which to the developer, for proving it
 */
record Settlement(
    String path,
    OptionalInt score,
    long price,
    long providerDue,
    long developerDue,
    long fees,
    long slashed,
    long compensation,
    long bounty) {

  /** The settlement that a call brought about. */
  static Settlement in(Done<?> done) {
    var event = done.only("result-settled");
    return new Settlement(
        event.text("path"),
        event.optionalScore("score"),
        event.amount("price"),
        event.amount("provider-due"),
        event.amount("developer-due"),
        event.amount("fees"),
        event.amount("slashed"),
        event.amount("compensation"),
        event.amount("bounty"));
  }

  /** What the provider claims, by reason. */
  SequencedMap<String, Long> providerParts(Outcome outcome) {
    var parts = new LinkedHashMap<String, Long>();
    parts.put("training", price);
    parts.put("bonds", outcome.bid().bond());
    parts.put("committee", -providerFees(outcome));
    return parts;
  }

  /** What the developer claims, by reason. */
  SequencedMap<String, Long> developerParts(Outcome outcome) {
    var parts = new LinkedHashMap<String, Long>();
    parts.put("bids", outcome.bid().amount() - price);
    parts.put("keepers' tips", outcome.bid().tips() - outcome.tips());
    parts.put("bonds", outcome.developerBond());
    parts.put("committee", providerFees(outcome) - fees);
    parts.put("compensation", compensation);
    parts.put("bounty", bounty);
    return parts;
  }

  private long providerFees(Outcome outcome) {
    return price + outcome.bid().bond() - providerDue;
  }
}
