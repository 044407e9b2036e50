package io.neuralnexus.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.simulator.Draft;
import io.neuralnexus.simulator.Heap;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Memory grows with what lives, and not with history. */
class LongRunTest {
  private static final int BLOCKS = 12_000;
  private static final int LOOK = BLOCKS / 5;

  /** What is kept of bids at a moment. */
  private record Kept(long bids, long entries, long heap) {}

  @Test
  void a_market_that_trades_for_months_keeps_no_more_than_after_the_first_weeks() {
    var kept = new ArrayList<Kept>();
    var play =
        Draft.of(BLOCKS)
            .with("providers", "market-provider", "honest", 3, 100)
            .with("developers", "market-developer", "honest", 4, 10_000)
            .with("validators", "market-validator", "diligent", 8, 400)
            .with("keepers", "market-keeper", "prompt", 1, 10);
    play.play(
        1,
        world -> {
          if (world.block() % LOOK != 0 || world.block() > BLOCKS) return;
          var feed = MarketFeed.in(world);
          var given = feed.market().vars().lastBidId().longValueExact();
          kept.add(new Kept(given, given - feed.bygone().longValueExact() + 1, Heap.bytes()));
        });

    assertThat(kept).hasSize(5);
    var first = kept.getFirst();
    var last = kept.getLast();
    assertThat(last.bids).isGreaterThan(4 * first.bids).isGreaterThan(300);
    for (var each : kept) assertThat(each.entries).isBetween(0L, 100L);
    assertThat(last.heap - first.heap).as("bytes").isLessThan(3_000_000);
  }
}
