package io.neuralnexus.simulator.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Samples of a long run need no more memory than those of a short one. */
class SamplingTest {
  private static Samples first(int count) {
    var sampling = new Sampling();
    for (int i = 0; i < count; i++) sampling.add(i);
    return sampling.samples();
  }

  @Test
  void all_values_are_kept_in_their_order_as_long_as_there_is_room() {
    assertThat(first(3)).isEqualTo(Samples.of(0, 1, 2));
    assertThat(first(Sampling.ROOM).count()).isEqualTo(Sampling.ROOM);
    assertThat(first(Sampling.ROOM).values()).isSorted();
  }

  @Test
  void beyond_that_values_at_regular_distances_are_kept() {
    var kept = first(5 * Sampling.ROOM);

    assertThat(kept.count()).isBetween(Sampling.ROOM / 2, Sampling.ROOM);
    var values = kept.values();
    for (int i = 0; i < values.length; i++) assertThat(values[i]).isEqualTo(8.0 * i);
    assertThat(kept.mean()).isCloseTo(2.5 * Sampling.ROOM, within(8.0));
    assertThat(kept.quantile(0.9)).isCloseTo(4.5 * Sampling.ROOM, within(8.0));
  }
}
