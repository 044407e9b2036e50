package io.neuralnexus.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCellAndNumbersAlignToTheRight() {
    var table = new Table("who", ">STX", "why");
    table.add("ann", "5", "work");
    table.add("a committee", "12.5", "");

    assertThat(table.text("Paid"))
        .isEqualTo(
            """

            Paid
              who           STX  why
              ann             5  work
              a committee  12.5
            """);
  }

  @Test
  void aTableWithoutRowsSaysSo() {
    assertThat(new Table("who").text("Paid")).isEqualTo("\nPaid\n  none\n");
  }
}
