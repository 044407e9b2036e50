package io.neuralnexus.tests.market.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.tests.market.model.Chain.Observation;
import java.util.Map;
import java.util.stream.Stream;

/** What holds after every step. */
final class Invariants {
  private static final long ALL_MONEY = Stream.of(Actor.values()).mapToLong(Actor::purse).sum();

  private Invariants() {}

  static void check(Market market, Observation seen) {
    assertThat(seen.next()).as("heights the next call sees").isEqualTo(market.now);
    assertThat(seen.obligations())
        .as("tracked obligations, against the sum of the model's entries")
        .isEqualTo(market.obligations());
    assertThat(seen.treasuryDue()).as("owed to the treasury").isEqualTo(market.treasuryDue);
    assertThat(seen.held())
        .as("held by the contract, against obligations and gifts")
        .isEqualTo(market.held());
    assertThat(seen.purses()).as("accounts").isEqualTo(market.purses);
    assertThat(sum(seen.purses()) + seen.held() + market.atGovernance)
        .as("all money")
        .isEqualTo(ALL_MONEY);
  }

  private static long sum(Map<Actor, Long> amounts) {
    return amounts.values().stream().mapToLong(Long::longValue).sum();
  }
}
