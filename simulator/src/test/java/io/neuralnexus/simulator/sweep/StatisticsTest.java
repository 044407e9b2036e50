package io.neuralnexus.simulator.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.kpi.Statistic;
import io.neuralnexus.simulator.kpi.Statistic.Named;
import io.neuralnexus.simulator.kpi.Statistic.Percentile;
import io.neuralnexus.simulator.world.Chance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Intervals against tables, and how often they contain the truth. */
class StatisticsTest {
  private static final double CONFIDENCE = 0.95;
  private static final int TRIALS = 400;

  private static List<Samples> single(double... values) {
    return Arrays.stream(values).mapToObj(Samples::of).toList();
  }

  @Test
  void a_mean_has_the_interval_of_student() {
    // Mean 3, deviation 1.5811; t of 4 degrees at 97.5 % is 2.776 (any table).
    var estimate = Statistics.of(single(1, 2, 3, 4, 5), Named.MEAN, CONFIDENCE);
    assertThat(estimate.value()).isEqualTo(3);
    assertThat(estimate.high() - 3).isCloseTo(2.776 * 1.5811 / Math.sqrt(5), offset(1e-3));
    assertThat(3 - estimate.low()).isCloseTo(2.776 * 1.5811 / Math.sqrt(5), offset(1e-3));
    assertThat(estimate.runs()).isEqualTo(5);
  }

  @Test
  void a_share_has_the_interval_of_wilson() {
    // 81 of 263 (Newcombe, Statistics in Medicine 17, 1998, table I): 0.2553 to 0.3662.
    var values = new double[263];
    Arrays.fill(values, 0, 81, 1);
    var estimate = Statistics.of(single(values), Named.MEAN, CONFIDENCE);
    assertThat(estimate.low()).isCloseTo(0.2553, offset(5e-5));
    assertThat(estimate.high()).isCloseTo(0.3662, offset(5e-5));
  }

  @Test
  void a_share_of_none_is_still_unsure() {
    var estimate = Statistics.of(single(0, 0, 0, 0, 0), Named.MEAN, CONFIDENCE);
    assertThat(estimate.low()).isCloseTo(0, offset(1e-12));
    assertThat(estimate.high()).isBetween(0.4, 0.5);
  }

  @Test
  void a_median_lies_between_two_samples_in_order() {
    // Of 10, the 2nd and the 9th: 97.9 % (Conover, Practical Nonparametric Statistics, 3.2).
    var estimate =
        Statistics.of(single(9, 3, 7, 1, 5, 10, 2, 8, 4, 6), new Percentile(50), CONFIDENCE);
    assertThat(estimate).isEqualTo(new Estimate(5.5, 2, 9, 10));
  }

  @Test
  void a_quantile_of_too_few_runs_has_no_end() {
    var twenty = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
    var estimate = Statistics.of(single(twenty), new Percentile(95), CONFIDENCE);
    assertThat(estimate.high()).isInfinite();
    assertThat(estimate.low()).isFinite();
  }

  @Test
  void one_run_says_nothing_of_others() {
    var one = List.of(Samples.of(1, 2, 3));
    for (Statistic statistic : List.of(Named.MEAN, Named.SD, new Percentile(50))) {
      var estimate = Statistics.of(one, statistic, CONFIDENCE);
      assertThat(estimate.low()).isInfinite();
      assertThat(estimate.high()).isInfinite();
    }
  }

  @Test
  void no_samples_are_no_number() {
    var estimate = Statistics.of(List.of(Samples.of(), Samples.of()), Named.MEAN, CONFIDENCE);
    assertThat(estimate.value()).isNaN();
    assertThat(estimate.runs()).isZero();
  }

  /** Runs whose samples hang together: each run has a level of its own. */
  private static List<Samples> grouped(Chance chance, int runs) {
    var all = new ArrayList<Samples>();
    for (var i = 0; i < runs; i++) {
      var level = chance.normal(0, 1);
      var count = 1 + chance.below(10);
      all.add(
          Samples.of(
              IntStream.range(0, count).mapToDouble(_ -> chance.normal(level, 0.5)).toArray()));
    }
    return all;
  }

  private static double covered(Function<Chance, Estimate> trial, double truth) {
    var chance = Chance.of(1, "coverage");
    var hits = 0;
    for (var i = 0; i < TRIALS; i++) {
      var estimate = trial.apply(chance);
      if (estimate.low() <= truth && truth <= estimate.high()) hits++;
    }
    return (double) hits / TRIALS;
  }

  @Test
  void the_interval_of_a_mean_contains_it_as_often_as_it_says_though_samples_of_a_run_agree() {
    assertThat(covered(chance -> Statistics.of(grouped(chance, 30), Named.MEAN, CONFIDENCE), 0))
        .isBetween(0.92, 0.98);
  }

  @Test
  void the_interval_of_a_quantile_contains_it_at_least_as_often_as_it_says() {
    // The median of an exponential distribution.
    assertThat(
            covered(
                chance ->
                    Statistics.of(
                        single(
                            IntStream.range(0, 25)
                                .mapToDouble(_ -> chance.exponential(1))
                                .toArray()),
                        new Percentile(50),
                        CONFIDENCE),
                Math.log(2)))
        .isBetween(0.94, 0.99);
  }

  @Test
  void differences_of_pairs_are_surer_than_the_values() {
    var chance = Chance.of(1, "pairs");
    var baseline = IntStream.range(0, 20).mapToDouble(_ -> chance.normal(0, 10)).toArray();
    var better = Arrays.stream(baseline).map(each -> each + 1 + chance.normal(0, 0.1)).toArray();
    var difference = Statistics.difference(better, baseline, CONFIDENCE);
    assertThat(difference.value()).isCloseTo(1, offset(0.1));
    assertThat(difference.high() - difference.low()).isLessThan(0.2);
    assertThat(Statistics.of(single(better), Named.MEAN, CONFIDENCE).high())
        .isGreaterThan(difference.high() + 2);
  }

  @Test
  void the_bootstrap_says_the_same_each_time() {
    var runs = grouped(Chance.of(3, "again"), 12);
    var once = Statistics.of(runs, new Percentile(90), CONFIDENCE);
    assertThat(Statistics.of(runs, new Percentile(90), CONFIDENCE)).isEqualTo(once);
    assertThat(once.value()).isBetween(once.low(), once.high());
  }
}
