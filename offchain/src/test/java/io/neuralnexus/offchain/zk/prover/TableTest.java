package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void a_table_keeps_what_it_was_given() {
    var values = new long[] {1, 0xffff_ffffL};
    var table = Table.of(List.of(values, new long[] {3, 4}));
    values[0] = 9;

    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.features()).isEqualTo(2);
    assertThat(table.value(0, 0)).isEqualTo(1);
    assertThat(table.value(0, 1)).isEqualTo(0xffff_ffffL);
    assertThat(table.isLabelled()).isFalse();
    assertThat(table.withLabels(5, 6).label(1)).isEqualTo(6);
  }

  @Test
  void what_is_no_table_is_refused_by_feature_and_row() {
    assertThatThrownBy(() -> Table.of(List.of())).hasMessage("a table has at least one feature");
    assertThatThrownBy(() -> Table.of(List.of(new long[2], new long[3])))
        .hasMessage("feature 1 has 3 rows, feature 0 has 2");
    assertThatThrownBy(() -> Table.of(List.of(new long[2], new long[] {0, -1})))
        .hasMessage("feature 1, row 1: -1 is not from 0 to 2^32 - 1");
    assertThatThrownBy(() -> Table.of(List.of(new long[] {1L << 32})))
        .hasMessage("feature 0, row 0: 4294967296 is not from 0 to 2^32 - 1");
    assertThatThrownBy(() -> Table.of(List.of(new long[2])).withLabels(1))
        .hasMessage("1 labels for 2 rows");
    assertThatThrownBy(() -> Table.of(List.of(new long[2])).label(0))
        .hasMessage("rows have no class");
  }
}
