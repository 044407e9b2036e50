package io.neuralnexus.offchain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.training.Rows.Scale;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final Buff SECRET = Buff.of(new byte[32]);
  private static final List<Scale> SCALES = List.of(new Scale(10, 4), Scale.NONE);
  private static final double[][] VALUES = {{12, -3.5}, {9, 0.1}};
  private static final Rows ROWS = Rows.of(SCALES, 3, VALUES, new int[] {2, 0});

  @Test
  void they_lie_as_the_documentation_says() {
    var slot = ROWS.slot(SECRET);

    assertThat(slot.length()).isEqualTo(16 + 2 * 3);
    assertThat(slot.word(0)).isEqualTo(2);
    assertThat(slot.word(1)).isEqualTo(2);
    assertThat(slot.word(2)).isEqualTo(3);
    assertThat(slot.word(8)).isEqualTo(Double.doubleToLongBits(10));
    assertThat(slot.word(9)).isEqualTo(Double.doubleToLongBits(4));
    assertThat(slot.word(16)).isEqualTo(FixedPoint.of(0.5));
    assertThat(slot.word(17)).isEqualTo(FixedPoint.of(-3.5));
    assertThat(slot.word(18)).isEqualTo(2);
  }

  /** From another implementation of docs/programs.md, in Python. */
  @Test
  void their_root_is_the_same_on_every_machine() {
    assertThat(ROWS.slot(SECRET).root(13))
        .hasToString("0x392b0005ebc0fba5c53958dd31e4e8fa66b1c1bb429b07e8991fcf506b165f70");
    assertThat(Sample.breastCancer().slot().root(20))
        .hasToString("0xa823126a90a717f5980501478413c718cd0c04eb1878ec6511913c1a32477d9d");
  }

  @Test
  void they_come_back_from_their_slot() {
    var back = Rows.of(ROWS.slot(SECRET), 2, 3);

    assertThat(back).isEqualTo(ROWS).hasSameHashCodeAs(ROWS);
    assertThat(back.size()).isEqualTo(2);
    assertThat(back.value(0, 0)).isEqualTo(12);
    assertThat(back.feature(0, 0)).isEqualTo(0.5);
    assertThat(back.value(1, 1)).isCloseTo(0.1, within(0x1p-32));
    assertThat(back.scale(0)).isEqualTo(new Scale(10, 4));
    assertThat(back.label(0)).isEqualTo(2);
  }

  @Test
  void a_slot_of_another_form_is_refused() {
    for (var slot :
        List.of(Slot.of(SECRET), Slot.of(SECRET, new long[40]), Slot.of(SECRET, ends(1)))) {
      assertThatThrownBy(() -> Rows.of(slot, 2, 3))
          .hasMessage("the slot holds no rows of 2 features in 3 classes");
    }
  }

  /** The words of the rows, with some more at the end. */
  private static long[] ends(int more) {
    var slot = ROWS.slot(SECRET);
    var words = new long[slot.length() + more];
    for (int i = 0; i < slot.length(); i++) words[i] = slot.word(i);
    return words;
  }

  @Test
  void what_is_not_a_number_is_refused_with_its_place() {
    assertThatThrownBy(() -> rows(new double[][] {{1, 2}, {3, Double.NaN}}, 0, 0))
        .hasMessageStartingWith("row 2, column 2: NaN");
  }

  @Test
  void a_value_out_of_range_is_refused_with_its_place_and_the_mend() {
    assertThatThrownBy(() -> rows(new double[][] {{1, 2}, {3e9, 1}}, 0, 0))
        .hasMessageStartingWith("row 2, column 1: 3.0E9 is 7.499999975E8 in units")
        .hasMessageEndingWith("choose another scale");
  }

  @Test
  void rows_that_differ_in_length_are_refused() {
    assertThatThrownBy(() -> rows(new double[][] {{1, 2}, {1}}, 0, 0))
        .hasMessage("row 2 has 1 features, not 2: every row has the same");
  }

  @Test
  void a_class_that_is_none_is_refused() {
    assertThatThrownBy(() -> rows(VALUES, 1, 3)).hasMessage("row 2: class 3 is not in 0 .. 2");
    assertThatThrownBy(() -> rows(VALUES, -1, 0)).hasMessage("row 1: class -1 is not in 0 .. 2");
  }

  @Test
  void a_row_without_a_class_is_refused() {
    assertThatThrownBy(() -> rows(VALUES, 0)).hasMessageStartingWith("2 rows with 1 labels");
  }

  @Test
  void a_scale_without_a_unit_is_refused() {
    assertThatThrownBy(() -> new Scale(1, 0)).hasMessageContaining("unit other than 0");
    assertThatThrownBy(() -> new Scale(Double.POSITIVE_INFINITY, 1)).hasMessageContaining("finite");
  }

  private static Rows rows(double[][] values, int... labels) {
    return Rows.of(SCALES, 3, values, labels);
  }
}
