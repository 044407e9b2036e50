package io.neuralnexus.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.simulator.Draft;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarketTest {
  private static Draft market() {
    return Draft.of(600)
        .with("validators", "market-validator", "diligent", 20, 400)
        .from(290)
        .with("providers", "market-provider", "honest", 5, 100)
        .with("developers", "market-developer", "honest", 20, 500)
        .with("keepers", "market-keeper", "prompt", 1, 10);
  }

  @Test
  void among_honest_parties_everything_that_is_delivered_is_paid_and_nobody_is_slashed() {
    var run = market().play(1);

    assertThat(run.kpi("results.delivered").sum())
        .isGreaterThan(30)
        .isEqualTo(run.kpi("bids.settled").sum());
    assertThat(run.kpi("slashed.false").sum()).isZero();
    assertThat(run.kpi("results.wrong.accepted").sum()).isZero();
    assertThat(run.kpi("profit.providers").quantile(0)).isPositive();
    assertThat(run.kpi("profit.developers").mean()).isPositive();
  }

  @Test
  void the_same_seed_gives_the_same_run() {
    assertThat(market().play(2)).isEqualTo(market().play(2));
  }

  @Test
  void who_takes_bids_and_does_not_deliver_is_paid_nothing() {
    var run =
        Draft.of(200)
            .attack("absentees", "market-provider", "no-show", 2, 100, Map.of())
            .with("developers", "market-developer", "honest", 10, 500)
            .with("keepers", "market-keeper", "prompt", 1, 10)
            .play(1);

    assertThat(run.kpi("bids.refunded").sum()).isPositive().isEqualTo(run.kpi("bids.placed").sum());
    assertThat(run.kpi("attack.profit").sum()).isNegative();
  }
}
