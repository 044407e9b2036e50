package io.neuralnexus.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChanceTest {
  private static final int MANY = 20_000;

  private final Chance chance = Chance.of(1, "test");

  private double mean(java.util.function.DoubleSupplier draw) {
    return DoubleStream.generate(draw).limit(MANY).average().orElseThrow();
  }

  @Test
  void a_seed_and_a_name_decide_all() {
    assertThat(Chance.of(1, "a").bytes(32)).isEqualTo(Chance.of(1, "a").bytes(32));
    assertThat(Chance.of(1, "a").next()).isNotEqualTo(Chance.of(2, "a").next());
    assertThat(Chance.of(1, "a").next()).isNotEqualTo(Chance.of(1, "b").next());
  }

  @Test
  void means_are_what_they_should_be_within_four_standard_errors() {
    assertThat(mean(chance::uniform)).isCloseTo(0.5, within(4 * 0.2887 / Math.sqrt(MANY)));
    assertThat(mean(() -> chance.exponential(3))).isCloseTo(3, within(4 * 3 / Math.sqrt(MANY)));
    assertThat(mean(() -> chance.normal(2, 5))).isCloseTo(2, within(4 * 5 / Math.sqrt(MANY)));
    assertThat(mean(() -> chance.poisson(2.5)))
        .isCloseTo(2.5, within(4 * Math.sqrt(2.5) / Math.sqrt(MANY)));
    assertThat(mean(() -> chance.happens(0.2) ? 1 : 0))
        .isCloseTo(0.2, within(4 * 0.4 / Math.sqrt(MANY)));
  }

  @Test
  void shuffling_loses_nobody_and_leaves_the_list_as_it_is() {
    var items = IntStream.range(0, 100).boxed().toList();
    var shuffled = chance.shuffled(items);
    assertThat(shuffled).containsExactlyInAnyOrderElementsOf(items).isNotEqualTo(items);
    assertThat(chance.pick(List.of(7))).isEqualTo(7);
  }
}
