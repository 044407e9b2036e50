package io.neuralnexus.tests.market.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChiSquareTest {
  @Test
  void sums_squared_distances_over_what_was_expected() {
    var fit = ChiSquare.ofFit(Map.of("a", 30, "b", 70), Map.of("a", 1L, "b", 1L));
    assertThat(fit.statistic()).isEqualTo(16.0);
    assertThat(fit.degreesOfFreedom()).isEqualTo(1);
  }

  @Test
  void finds_no_distance_between_equal_samples() {
    var counts = Map.of("a", 30, "b", 70, "c", 5);
    assertThat(ChiSquare.ofHomogeneity(counts, counts).statistic()).isZero();
  }

  @Test
  void knows_the_critical_values_of_the_tables() {
    assertThat(new ChiSquare(0, 9).criticalAtOnePercent()).isCloseTo(21.666, within(0.05));
    assertThat(new ChiSquare(0, 19).criticalAtOnePercent()).isCloseTo(36.191, within(0.05));
  }
}
