package io.neuralnexus.offchain.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RangeTest {
  @Test
  void a_long_range_is_cut_into_sixteen_parts_rounded_down() {
    assertThat(new Range(100, 1_100).cuts())
        .containsExactly(
            162L, 225L, 287L, 350L, 412L, 475L, 537L, 600L, 662L, 725L, 787L, 850L, 912L, 975L,
            1_037L);
  }

  @Test
  void a_short_range_is_cut_into_steps() {
    assertThat(new Range(7, 11).cuts()).containsExactly(8L, 9L, 10L);
    assertThat(new Range(7, 23).parts()).isEqualTo(16);
    assertThat(new Range(7, 8).cuts()).isEmpty();
    assertThat(new Range(7, 8).isStep()).isTrue();
    assertThat(new Range(7, 9).isStep()).isFalse();
  }

  @Test
  void a_part_that_is_not_there_cannot_be_picked() {
    assertThatThrownBy(() -> new Range(0, 3).part(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new Range(0, 3).part(-1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_range_has_a_step() {
    assertThatThrownBy(() -> new Range(5, 5)).hasMessage("5 .. 5 is no range of steps");
    assertThatThrownBy(() -> new Range(-1, 5)).hasMessage("-1 .. 5 is no range of steps");
  }

  @Property
  void the_parts_follow_each_other_from_end_to_end(
      @ForAll @LongRange(max = 1L << 62) long lo,
      @ForAll @LongRange(min = 1, max = (1L << 62) - 1) long n) {
    var range = new Range(lo, lo + n);
    var ends = new ArrayList<>(range.cuts());
    ends.addFirst(range.lo());
    ends.addLast(range.hi());
    for (int part = 0; part < range.parts(); part++) {
      assertThat(range.part(part)).isEqualTo(new Range(ends.get(part), ends.get(part + 1)));
    }
  }

  /** 16^6 = 2^24. */
  @Property
  void six_rounds_find_a_step_among_all_of_the_longest_usual_run(@ForAll Random random) {
    var range = new Range(0, 1 << 24);
    for (int round = 0; round < 6; round++) range = range.part(random.nextInt(range.parts()));
    assertThat(range.isStep()).isTrue();
  }
}
