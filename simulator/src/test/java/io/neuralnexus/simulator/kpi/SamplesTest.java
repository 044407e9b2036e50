package io.neuralnexus.simulator.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void equals_are_equal_and_one_who_has_all_is_not() {
    assertThat(Samples.of(3, 3, 3, 3).gini()).isZero();
    assertThat(Samples.of(0, 0, 0, 8).gini()).isEqualTo(0.75);
    assertThat(Samples.of(0, 0).gini()).isZero();
    assertThat(Samples.of().gini()).isNaN();
  }

  @Property(tries = 200)
  void gini_is_the_mean_difference_over_twice_the_mean_amount(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = -100, max = 100) Double> values) {
    var differences = 0.0;
    var amounts = 0.0;
    for (var one : values) {
      amounts += Math.abs(one);
      for (var other : values) differences += Math.abs(one - other);
    }
    var expected = amounts == 0 ? 0 : differences / (2 * values.size() * amounts);
    var samples = Samples.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    assertThat(samples.gini()).isCloseTo(expected, within(1e-9)).isBetween(-1e-12, 1.0);
  }

  @Test
  void quantiles_lie_between_the_closest_ranks() {
    var samples = Samples.of(4, 1, 3, 2);
    assertThat(samples.quantile(0)).isEqualTo(1);
    assertThat(samples.quantile(0.5)).isEqualTo(2.5);
    assertThat(samples.quantile(0.95)).isCloseTo(3.85, within(1e-12));
    assertThat(samples.quantile(1)).isEqualTo(4);
    assertThat(samples.values()).containsExactly(4, 1, 3, 2);
  }

  @Test
  void the_deviation_is_that_of_a_sample() {
    assertThat(Samples.of(1, 2, 3, 4).standardDeviation())
        .isCloseTo(Math.sqrt(5.0 / 3), within(1e-12));
    assertThat(Samples.of(1).standardDeviation()).isNaN();
  }
}
