package io.neuralnexus.simulator.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.simulator.Draft;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Memory grows with what lives, and not with history. */
class LongJobsTest {
  private static final int BLOCKS = 4_000;
  private static final int LOOK = BLOCKS / 5;

  /** What is kept of jobs at a moment. */
  private record Kept(long jobs, long entries) {}

  @Test
  void jobs_that_are_over_leave_the_feed_and_the_chain() {
    var kept = new ArrayList<Kept>();
    Draft.of(BLOCKS)
        .with("developers", "job-developer", "honest", 4, 1e6, Map.of("rate", 10.0))
        .with("data", "data-provider", "honest", 3, 50)
        .with("verifiers", "verifier", "diligent", 3, 1_000)
        .with("challengers", "challenger", "griefing", 1, 1e5)
        .with("providers", "compute-provider", "honest", 2, 5_000)
        .with("keepers", "keeper", "patient", 1, 1)
        .play(
            1,
            world -> {
              if (world.block() % LOOK != 0 || world.block() > BLOCKS) return;
              var given = Marketplace.on(world.chain()).getLastJob().longValueExact();
              var bygone = SuiteFeed.of(world).bygone().longValueExact();
              kept.add(new Kept(given, given - bygone + 1));
            });

    assertThat(kept).hasSize(5);
    var first = kept.getFirst();
    var last = kept.getLast();
    assertThat(last.jobs).isGreaterThan(4 * first.jobs).isGreaterThan(100);
    for (var each : kept) assertThat(each.entries).isBetween(0L, 40L);
  }
}
