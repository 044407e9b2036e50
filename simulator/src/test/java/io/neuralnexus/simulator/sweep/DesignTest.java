package io.neuralnexus.simulator.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.neuralnexus.simulator.sweep.Design.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DesignTest {
  private static Design design(Kind kind, int count, String... axes) {
    return Design.of(
        kind, List.of(axes).stream().map(Axis::parse).toList(), count, Games.SCENARIO, 1);
  }

  @Test
  void a_grid_has_all_combinations_after_the_scenario_as_it_is_written() {
    assertThat(design(Kind.GRID, 0, "horizon=200,300", "price.start=2..3:2").points())
        .extracting(Point::toString)
        .containsExactly(
            "as written",
            "horizon=200.0 price.start=2.0",
            "horizon=200.0 price.start=3.0",
            "horizon=300.0 price.start=2.0",
            "horizon=300.0 price.start=3.0");
  }

  @Test
  void one_at_a_time_leaves_the_others_as_they_are_written() {
    assertThat(design(Kind.OAT, 0, "horizon=200,300", "price.start=2,3").points())
        .extracting(Point::changes)
        .containsExactly(
            Point.of(Map.of()).changes(),
            Point.of(Map.of("horizon", 200.0)).changes(),
            Point.of(Map.of("horizon", 300.0)).changes(),
            Point.of(Map.of("price.start", 2.0)).changes(),
            Point.of(Map.of("price.start", 3.0)).changes());
  }

  @Test
  void values_of_whole_numbers_are_rounded_and_what_falls_together_is_played_once() {
    var design = design(Kind.GRID, 0, "horizon=1..3:9");
    assertThat(design.points())
        .extracting(Point::toString)
        .containsExactly("as written", "horizon=1.0", "horizon=2.0", "horizon=3.0");
    assertThat(design.rows())
        .extracting(Design.Row::point)
        .containsExactly(1, 1, 2, 2, 2, 2, 2, 3, 3);
  }

  @Test
  void a_point_that_is_the_scenario_as_it_is_written_is_not_played_twice() {
    var design = design(Kind.GRID, 0, "horizon=100,200");
    assertThat(design.points()).hasSize(2);
    assertThat(design.rows()).extracting(Design.Row::point).containsExactly(0, 1);
  }

  @Property(tries = 50)
  void a_latin_hypercube_has_one_place_in_each_part_of_each_axis(
      @ForAll @IntRange(min = 2, max = 40) int count, @ForAll @LongRange(max = 1000) long seed) {
    var axes = List.of(Axis.parse("price.start=1..2"), Axis.parse("price.volatility=0..1"));
    var rows = Design.of(Kind.LHS, axes, count, Games.SCENARIO, seed).rows();
    assertThat(rows).hasSize(count);
    for (var axis = 0; axis < 2; axis++) {
      var each = axis;
      assertThat(rows.stream().map(row -> (int) (row.shares().get(each) * count)))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, count).boxed().toList());
    }
  }

  @Test
  void trajectories_of_morris_step_once_along_each_axis() {
    var rows =
        design(Kind.MORRIS, 20, "price.start=1..2", "price.drift=0..1", "price.volatility=0..1")
            .rows();
    assertThat(rows).hasSize(20 * 4);
    for (var start = 0; start < rows.size(); start += 4) {
      var steps = new double[3];
      for (var i = start; i < start + 3; i++) {
        var changed = 0;
        for (var axis = 0; axis < 3; axis++) {
          var step = rows.get(i + 1).shares().get(axis) - rows.get(i).shares().get(axis);
          if (step != 0) changed++;
          steps[axis] += Math.abs(step);
        }
        assertThat(changed).isEqualTo(1);
      }
      assertThat(steps).contains(new double[] {2 / 3.0, 2 / 3.0, 2 / 3.0}, offset(1e-12));
    }
  }

  @Test
  void rows_of_sobol_mix_one_column_of_the_second_matrix_into_the_first() {
    var rows = design(Kind.SOBOL, 4, "price.start=1..2", "price.drift=0..1").rows();
    assertThat(rows).hasSize(4 * 4);
    var a = rows.get(4).shares();
    var b = rows.get(5).shares();
    assertThat(rows.get(6).shares()).containsExactly(b.get(0), a.get(1));
    assertThat(rows.get(7).shares()).containsExactly(a.get(0), b.get(1));
  }

  @Test
  void what_is_drawn_follows_from_the_seed() {
    assertThat(design(Kind.LHS, 5, "price.start=1..2"))
        .isEqualTo(design(Kind.LHS, 5, "price.start=1..2"))
        .isNotEqualTo(
            Design.of(Kind.LHS, List.of(Axis.parse("price.start=1..2")), 5, Games.SCENARIO, 2));
  }

  @Test
  void what_makes_no_design_is_refused_with_the_mend() {
    assertThatThrownBy(() -> design(Kind.GRID, 0))
        .hasMessage("nothing varies: add --vary key=from..to:steps");
    assertThatThrownBy(() -> design(Kind.GRID, 0, "horizon=1,2", "horizon=3,4"))
        .hasMessage("horizon varies twice: name each key once");
    assertThatThrownBy(() -> design(Kind.LHS, 0, "horizon=1..2"))
        .hasMessage("a design lhs needs --points, at least 2 (here 0)");
    assertThatThrownBy(() -> design(Kind.OAT, 9, "horizon=1,2"))
        .hasMessage("a design oat takes its points from --vary: leave out --points");
    assertThatThrownBy(() -> design(Kind.GRID, 0, "horison=1,2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("horison");
  }
}
