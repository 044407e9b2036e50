package io.neuralnexus.simulator.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
  @Test
  void a_span_has_both_its_ends_and_equal_steps() {
    assertThat(Axis.parse("price.start=1..2:5").grid()).containsExactly(1.0, 1.25, 1.5, 1.75, 2.0);
  }

  @Test
  void a_logarithmic_span_has_equal_factors() {
    var grid = Axis.parse("horizon=10..1000:3:log").grid();
    assertThat(grid.getFirst()).isEqualTo(10);
    assertThat(grid.get(1)).isCloseTo(100, Offset.offset(1e-9));
    assertThat(grid.getLast()).isEqualTo(1000);
  }

  @Test
  void values_can_be_named_one_by_one() {
    assertThat(Axis.parse("parameters.fee=700_000,-1,2.5e3").grid())
        .containsExactly(700_000.0, -1.0, 2500.0);
  }

  @Test
  void a_list_is_divided_equally_by_designs_that_draw() {
    var axis = Axis.parse("a=1,2,3,4");
    assertThat(axis.at(0)).isEqualTo(1);
    assertThat(axis.at(0.49)).isEqualTo(2);
    assertThat(axis.at(0.5)).isEqualTo(3);
    assertThat(axis.at(1)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=1.0..2.0", "a=1.0..2.0:3", "a=1.0..2.0:3:log", "a=1.0..2.0:log", "a=1.0,2.0"})
  void an_axis_is_written_as_it_is_read(String text) {
    assertThat(Axis.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "horizon | 'horizon' varies nothing: write key=from..to:steps or key=a,b,c",
        "a=1..x:3 | 'x' in 'a=1..x:3' is no number",
        "a=1,,2 | '' in 'a=1,,2' is no number",
        "a=1..2:two | 'two' in 'a=1..2:two' is no number of steps",
        "a=1..2:1 | a has 1 steps: it takes at least 2",
        "a=1..2:-1 | a has -1 steps: it takes at least 2",
        "a=1..2:0 | a has 0 steps: it takes at least 2",
        "a=1..2:3:ln | 'ln' in 'a=1..2:3:ln' is no scale: write :log or nothing",
        "a=2..1:3 | a goes from 2.0 to 1.0: the first has to be the smaller",
        "a=0..1:3:log | a cannot be on a logarithmic scale from 0.0: begin above 0",
        "a=1..Infinity:3 | 'Infinity' in 'a=1..Infinity:3' is not finite"
      })
  void what_is_no_axis_is_refused_with_the_mend(String text, String message) {
    assertThatThrownBy(() -> Axis.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void a_grid_needs_a_number_of_steps() {
    var axis = Axis.parse("a=1..2");
    assertThatThrownBy(axis::grid).hasMessage("a has no number of steps: write a=1.0..2.0:5");
  }

  @Property(tries = 200)
  void every_place_of_a_span_is_between_its_ends(
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double from,
      @ForAll @IntRange(min = 1, max = 9) int factor,
      @ForAll boolean log) {
    var axis = new Axis.Span("a", from, from * (1 + factor), 0, log);
    assertThat(axis.at(share)).isBetween(from * (1 - 1e-12), from * (1 + factor) * (1 + 1e-12));
  }
}
