package io.neuralnexus.simulator.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.neuralnexus.simulator.kpi.Expectation;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.sweep.FrontierResult.Everywhere;
import io.neuralnexus.simulator.sweep.FrontierResult.Found;
import io.neuralnexus.simulator.sweep.FrontierResult.NotMonotone;
import io.neuralnexus.simulator.sweep.FrontierResult.Nowhere;
import io.neuralnexus.simulator.sweep.FrontierResult.Undecided;
import io.neuralnexus.simulator.sweep.FrontierResult.Verdict;
import io.neuralnexus.simulator.world.Chance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves with noise, whose frontiers are known. */
class FrontierTest {
  private static final double NOISE = 0.2;

  @TempDir private Path folder;

  private final List<Task> played = Collections.synchronizedList(new ArrayList<>());

  private static RunResult play(Task task, DoubleUnaryOperator curve) {
    var x = task.point().changes().values().iterator().next();
    var noise = Chance.of(task.seed(), "noise").normal(0, NOISE);
    var kpis = new TreeMap<String, Samples>();
    kpis.put("attack.roi", Samples.of(curve.applyAsDouble(x) + noise));
    return new RunResult(task.seed(), kpis, List.of(), List.of(), 1, 1, 0);
  }

  private FrontierResult search(String range, String target, DoubleUnaryOperator curve) {
    return search(range, target, 20, curve);
  }

  private FrontierResult search(
      String range, String target, int replications, DoubleUnaryOperator curve) {
    var frontier =
        new Frontier(
            Subject.of(Games.SCENARIO),
            (Axis.Span) Axis.parse(range),
            Expectation.parse(target),
            1,
            replications,
            4,
            0.01,
            0.95);
    try (var crew =
        new Threads(
            (_, task) -> {
              played.add(task);
              return play(task, curve);
            },
            2)) {
      return frontier.run(
          Games.STAGE, crew, folder.resolve(frontier.folder(Games.STAGE)), (_, _) -> {});
    }
  }

  @Test
  void the_smallest_value_at_which_an_attack_loses_is_found_between_two_sure_ones() {
    var found =
        (Found) search("price.start=1..11:5", "attack.roi < 0", x -> (6.3 - x) / 2).outcome();
    assertThat(found.isUpwards()).isTrue();
    assertThat(found.fails()).isLessThan(6.3);
    assertThat(found.holds()).isGreaterThan(6.3).isCloseTo(6.3, offset(0.4));
  }

  @Test
  void the_largest_value_at_which_a_target_holds_is_found_likewise() {
    var found =
        (Found) search("price.start=1..11:5", "attack.roi > 0", x -> (6.3 - x) / 2).outcome();
    assertThat(found.isUpwards()).isFalse();
    assertThat(found.holds()).isLessThan(6.3).isCloseTo(6.3, offset(0.4));
    assertThat(found.fails()).isGreaterThan(6.3);
  }

  @Test
  void a_quantile_of_single_samples_needs_many_runs_to_hold_and_few_to_fail() {
    var result = search("price.start=1..11:5", "attack.roi.p95 < 0", x -> (6.3 - x) / 2);
    var found = (Found) result.outcome();
    // Where the mean is 1.645 deviations below zero.
    var truth = 6.3 + 2 * 1.645 * NOISE;
    assertThat(found.fails()).isLessThan(truth);
    assertThat(found.holds()).isGreaterThan(truth).isCloseTo(truth, offset(0.8));
    assertThat(result.curve().getFirst().estimate().runs()).isEqualTo(20);
    assertThat(result.curve().getLast().estimate().runs()).isGreaterThan(80);
  }

  @Test
  void a_logarithmic_range_is_halved_by_factors() {
    var result = search("price.start=0.01..100:5:log", "attack.roi < 0", x -> -Math.log10(x / 3));
    assertThat(((Found) result.outcome()).holds()).isBetween(3.0, 6.0);
    assertThat(result.curve().get(1).value()).isCloseTo(0.1, offset(1e-9));
  }

  @Test
  void whole_numbers_are_told_apart_to_the_last() {
    var found =
        (Found) search("horizon=1..40:5", "attack.roi <= 0", x -> x < 17 ? 1 : -1).outcome();
    assertThat(found).isEqualTo(new Found(16, 17));
  }

  @Test
  void the_curve_is_in_order_and_has_the_verdict_of_each_value() {
    var curve = search("price.start=1..11:5", "attack.roi < 0", x -> (6.3 - x) / 2).curve();
    assertThat(curve).isSortedAccordingTo((a, b) -> Double.compare(a.value(), b.value()));
    assertThat(curve.getFirst().verdict()).isEqualTo(Verdict.FAILS);
    assertThat(curve.getLast().verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void it_is_said_when_the_target_holds_everywhere_or_nowhere() {
    assertThat(search("price.start=1..11:5", "attack.roi < 0", _ -> -1).outcome())
        .isEqualTo(new Everywhere());
    assertThat(search("price.start=1..11:5", "attack.roi > 0", _ -> -1).outcome())
        .isEqualTo(new Nowhere());
  }

  @Test
  void it_is_said_when_there_is_no_one_frontier() {
    var result = search("price.start=0..8:5", "attack.roi < 0", x -> x < 1 || x > 5 ? -1 : 1);
    assertThat(result.outcome())
        .isEqualTo(new NotMonotone(List.of(new Found(2, 0), new Found(4, 6))));
  }

  @Test
  void it_is_said_when_the_runs_do_not_decide_it() {
    var result = search("price.start=1..11:5", "attack.roi.p95 < 0", 2, _ -> -1);
    assertThat(result.outcome()).isEqualTo(new Undecided());
    assertThat(result.curve())
        .allSatisfy(probe -> assertThat(probe.verdict()).isEqualTo(Verdict.OPEN));
  }

  @Test
  void a_search_that_is_made_again_computes_nothing_again() {
    var first = search("price.start=1..11:5", "attack.roi < 0", x -> (6.3 - x) / 2);
    assertThat(played).doesNotHaveDuplicates();
    played.clear();
    assertThat(search("price.start=1..11:5", "attack.roi < 0", x -> (6.3 - x) / 2))
        .isEqualTo(first);
    assertThat(played).isEmpty();
  }

  @Test
  void a_target_of_which_nothing_is_seen_is_refused_with_what_there_is() {
    assertThatThrownBy(() -> search("price.start=1..11:5", "attack.rio < 0", _ -> 1))
        .isInstanceOf(SweepException.class)
        .hasMessage("no run has a sample of attack.rio, which is the target: there are attack.roi");
    assertThat(played).hasSize(5 * 20);
  }

  @Test
  void what_makes_no_search_is_refused_with_the_mend() {
    assertThatThrownBy(() -> frontier("price.start=1..2", 25, 4, 0.01, 0.95))
        .hasMessage("0 steps do not show a range: ask for at least 2");
    assertThatThrownBy(() -> frontier("price.start=1..2:5", 1, 4, 0.01, 0.95))
        .hasMessage("1 replications decide nothing: ask for at least 2");
    assertThatThrownBy(() -> frontier("price.start=1..2:5", 25, 13, 0.01, 0.95))
        .hasMessage("13 looks: ask for 1 to 12");
    assertThatThrownBy(() -> frontier("price.start=1..2:5", 25, 4, 2, 0.95))
        .hasMessage("a precision of 2.0 is no share of the range: write one like 0.02");
    assertThatThrownBy(() -> frontier("price.start=1..2:5", 25, 4, 0.01, 95))
        .hasMessage("a confidence of 95.0 is no share: write one like 0.95");
  }

  private static Frontier frontier(
      String range, int replications, int looks, double precision, double confidence) {
    return new Frontier(
        Subject.of(Games.SCENARIO),
        (Axis.Span) Axis.parse(range),
        Expectation.parse("attack.roi < 0"),
        1,
        replications,
        looks,
        precision,
        confidence);
  }
}
