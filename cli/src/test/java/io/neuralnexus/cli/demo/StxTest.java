package io.neuralnexus.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StxTest {
  @Test
  void plainAmountsAreAsShortAsTheyGo() {
    assertThat(Stx.plain(5_050_000)).isEqualTo("5.05");
    assertThat(Stx.plain(Stx.of(100))).isEqualTo("100");
    assertThat(Stx.plain(1)).isEqualTo("0.000001");
    assertThat(Stx.plain(0)).isEqualTo("0");
  }

  @Test
  void signedAmountsShowTheirSign() {
    assertThat(Stx.signed(Stx.of(1))).isEqualTo("+1");
    assertThat(Stx.signed(-20_000)).isEqualTo("-0.02");
    assertThat(Stx.signed(0)).isEqualTo("0");
  }

  @Test
  void columnsShowAllSixPlaces() {
    assertThat(Stx.column(1_234_500_000L)).isEqualTo("1,234.500000");
  }
}
