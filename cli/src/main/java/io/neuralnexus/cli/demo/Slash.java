package io.neuralnexus.cli.demo;

import java.util.stream.Stream;

/** A stake that was cut; micro-STX. */
record Slash(Account who, long amount, String reason) {
  /** What the settlement of a bid took from the stake of its data set, if anything. */
  static Stream<Slash> of(Outcome outcome) {
    var settlement = outcome.settlement();
    if (settlement.slashed() == 0) return Stream.empty();
    var reason =
        "a model of its data was settled at score %d".formatted(settlement.score().orElseThrow());
    return Stream.of(new Slash(outcome.bid().provider().account(), settlement.slashed(), reason));
  }

  @Override
  public String toString() {
    return "%s loses %s STX of its stake: %s".formatted(who, Stx.plain(amount), reason);
  }
}
