package io.neuralnexus.cli.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearModelTest {
  private static final StandardRows ROWS =
      new StandardRows(
          new double[][] {{2, 0}, {1, 1}, {-1, 0}, {-2, 1}},
          new boolean[] {true, true, false, false});

  @Test
  void aBlankModelHoldsEverythingForTrue() {
    assertThat(LinearModel.blank(2).right(ROWS)).isEqualTo(2);
  }

  @Test
  void theFirstStepGoesHalfTheRateTowardsTheTruth() {
    var row = new StandardRows(new double[][] {{3, -1}}, new boolean[] {true});

    assertThat(weights(LinearModel.blank(2).learn(List.of(row), 1, 0.1)))
        .containsExactly(new double[] {0.15, -0.05, 0.05}, within(1e-12));
  }

  @Test
  void moreEpochsLearnTheRows() {
    assertThat(LinearModel.blank(2).learn(List.of(ROWS), 20, 0.1).right(ROWS)).isEqualTo(4);
  }

  @Test
  void learningLeavesTheOldModelAsItWas() {
    var old = LinearModel.of(List.of(1.0, 2.0, 3.0));
    old.learn(List.of(ROWS), 1, 0.1);

    assertThat(weights(old)).containsExactly(1, 2, 3);
  }

  @Test
  void fourBitsHaveSevenStepsOnEachSide() {
    var rounded = LinearModel.of(List.of(7.0, -3.4, 0.6)).rounded(4);

    assertThat(weights(rounded)).containsExactly(7, -3, 1);
    assertThat(weights(LinearModel.blank(1).rounded(4))).containsExactly(0, 0);
  }

  private static double[] weights(LinearModel model) {
    var in = ByteBuffer.wrap(model.toBytes()).asDoubleBuffer();
    var weights = new double[in.remaining()];
    in.get(weights);
    return weights;
  }
}
