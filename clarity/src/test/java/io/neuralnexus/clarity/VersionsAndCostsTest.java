package io.neuralnexus.clarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.ExecutionCost.BlockLimits;
import org.junit.jupiter.api.Test;

class VersionsAndCostsTest {
  @Test
  void epochsAreReadFromLabelAndId() {
    for (var epoch : Epoch.values()) {
      assertThat(Epoch.parse(epoch.label())).isEqualTo(epoch);
      assertThat(Epoch.parse(epoch.id())).isEqualTo(epoch);
    }
    assertThat(Epoch.parse("Epoch2_05")).isEqualTo(Epoch.parse("2.05"));
    assertThatThrownBy(() -> Epoch.parse("4.1"))
        .hasMessage(
            "no epoch \"4.1\": there are 2.0, 2.05, 2.1, 2.2, 2.3, 2.4, 2.5, 3.0, 3.1, 3.2, 3.3,"
                + " 3.4, 4.0");
  }

  @Test
  void versionsAreReadFromNumberAndText() {
    for (var version : ClarityVersion.values()) {
      assertThat(ClarityVersion.of(version.number())).isEqualTo(version);
      assertThat(ClarityVersion.parse(version.id())).isEqualTo(version);
      assertThat(ClarityVersion.parse(version.toString())).isEqualTo(version);
      assertThat(ClarityVersion.parse("" + version.number())).isEqualTo(version);
    }
    assertThat(ClarityVersion.CLARITY_6).hasToString("Clarity 6");
    assertThatThrownBy(() -> ClarityVersion.of(0))
        .hasMessage("no Clarity version 0: there are 1 to 6");
    assertThatThrownBy(() -> ClarityVersion.parse("Clarity7"))
        .hasMessage("no Clarity version \"Clarity7\": there are 1 to 6");
  }

  @Test
  void costsAddUpInEveryDimension() {
    assertThat(new ExecutionCost(1, 2, 3, 4, 5).plus(new ExecutionCost(10, 20, 30, 40, 50)))
        .isEqualTo(new ExecutionCost(11, 22, 33, 44, 55));
    assertThatThrownBy(
            () ->
                new ExecutionCost(0, 0, 0, 0, Long.MAX_VALUE)
                    .plus(new ExecutionCost(0, 0, 0, 0, 1)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new ExecutionCost(0, 0, -1, 0, 0))
        .hasMessageStartingWith("a cost is not negative");
  }

  @Test
  void theDearestDimensionTakesTheLargestShareOfTheLimit() {
    var limit = new ExecutionCost(100, 10, 1000, 50, 5000);
    var cost = new ExecutionCost(10, 2, 100, 20, 1000);

    assertThat(cost.shareOf(limit)).isEqualTo(0.4);
    assertThat(cost.dearestDimension(limit)).isEqualTo("read_count");
    assertThat(ExecutionCost.ZERO.shareOf(limit)).isZero();
    assertThat(ExecutionCost.ZERO.dearestDimension(limit)).isEqualTo("write_length");
  }

  @Test
  void nothingOfNothingIsNoShareAndSomethingOfNothingIsInfinite() {
    assertThat(ExecutionCost.ZERO.shareOf(ExecutionCost.ZERO)).isZero();
    assertThat(new ExecutionCost(0, 1, 0, 0, 0).shareOf(ExecutionCost.ZERO)).isInfinite();
  }

  @Test
  void aCostFitsWhenNoDimensionIsOver() {
    var limit = new ExecutionCost(1, 1, 1, 1, 1);

    assertThat(limit.fits(limit)).isTrue();
    assertThat(ExecutionCost.ZERO.fits(limit)).isTrue();
    assertThat(new ExecutionCost(2, 0, 0, 0, 0).fits(limit)).isFalse();
    assertThat(new ExecutionCost(0, 2, 0, 0, 0).fits(limit)).isFalse();
    assertThat(new ExecutionCost(0, 0, 2, 0, 0).fits(limit)).isFalse();
    assertThat(new ExecutionCost(0, 0, 0, 2, 0).fits(limit)).isFalse();
    assertThat(new ExecutionCost(0, 0, 0, 0, 2).fits(limit)).isFalse();
  }

  @Test
  void blockLimitsOfMainnetGrowWithTheEpochs() {
    assertThat(BlockLimits.mainnet(Epoch.EPOCH_2_0).readCount()).isEqualTo(7_750);
    assertThat(BlockLimits.mainnet(Epoch.EPOCH_2_05).readCount()).isEqualTo(15_000);
    assertThat(BlockLimits.mainnet(Epoch.EPOCH_3_4)).isEqualTo(BlockLimits.SIMNET);
    assertThat(BlockLimits.mainnet(Epoch.EPOCH_4_0).readLength()).isEqualTo(200_000_000);
  }
}
