package io.neuralnexus.cli.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticModelTest {
  private static StratifiedSplit shipped(long seed) {
    return StratifiedSplit.of(Shipped.rows(), 4, new SplittableRandom(seed));
  }

  private static Accuracy measured(LabelledRows part, LabelledRows holdOut) {
    return Accuracy.of(LogisticModel.train(part, new SplittableRandom(1)), holdOut);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anHonestPartOfTheShippedDataTeachesToTellNineOfTenHeldOutRows(long seed) {
    var split = shipped(seed);

    for (var part : split.parts()) {
      var accuracy = measured(part, split.holdOut());
      assertThat(accuracy.accuracy()).isGreaterThan(0.9);
      assertThat(accuracy.balanced()).isGreaterThan(0.9);
      assertThat(accuracy.score()).isGreaterThanOrEqualTo(80);
    }
  }

  @Test
  void aPartWithSwappedLabelsScoresNothingOnTheHoldOutAlthoughItFitsItsOwnRows() {
    var split = shipped(1);
    var spoiled = split.parts().getFirst().withSwappedLabels();

    assertThat(measured(spoiled, spoiled).score()).isGreaterThanOrEqualTo(80);
    assertThat(measured(spoiled, split.holdOut()).score()).isZero();
    assertThat(measured(spoiled, split.holdOut()).accuracy()).isLessThan(0.5);
  }

  @Test
  void theSameRowsAndSeedGiveTheSameBits() {
    var part = shipped(1).parts().getFirst();

    var once = LogisticModel.train(part, new SplittableRandom(7)).toBytes();
    assertThat(LogisticModel.train(part, new SplittableRandom(7)).toBytes()).isEqualTo(once);
    assertThat(LogisticModel.train(part, new SplittableRandom(8)).toBytes()).isNotEqualTo(once);
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void neitherScaleNorOffsetOfAFeatureMatters(
      @ForAll @IntRange(min = -300, max = 300) int exponent) {
    var scale = Math.pow(10, exponent);
    var rows =
        new LabelledRows(
            List.of("no", "yes"),
            new double[][] {
              {0, 5}, {scale, 5}, {2 * scale, 5}, {7 * scale, 5}, {8 * scale, 5}, {9 * scale, 5}
            },
            new int[] {0, 0, 0, 1, 1, 1});

    assertThat(measured(rows, rows).score()).isEqualTo(100);
  }

  @Test
  void valuesAtBothEndsOfTheDoublesDoNotOverflow() {
    var huge = Double.MAX_VALUE;
    var rows =
        new LabelledRows(
            List.of("no", "yes"),
            new double[][] {{-huge}, {-huge}, {huge}, {huge}},
            new int[] {0, 0, 1, 1});

    assertThat(measured(rows, rows).score()).isEqualTo(100);
  }

  @Test
  void aRareClassWeighsAsMuchAsACommonOne() {
    var features = new double[100][1];
    var labels = new int[100];
    for (var i = 0; i < 100; i++) {
      labels[i] = i < 5 ? 1 : 0;
      features[i][0] = (i % 5) - 2 + (labels[i] == 1 ? 4 : 0);
    }
    var rows = new LabelledRows(List.of("no", "yes"), features, labels);

    var accuracy = measured(rows, rows);
    assertThat(accuracy.right1()).isGreaterThanOrEqualTo(4);
    assertThat(accuracy.balanced()).isGreaterThan(0.8);
  }

  @Test
  void aModelSurvivesItsBytes() {
    var split = shipped(1);
    var model = LogisticModel.train(split.parts().getFirst(), new SplittableRandom(1));

    var copy = LogisticModel.fromBytes(model.toBytes());
    assertThat(Accuracy.of(copy, split.holdOut())).isEqualTo(Accuracy.of(model, split.holdOut()));
    assertThat(copy.toBytes()).isEqualTo(model.toBytes());
  }

  @Test
  void rowsSurviveTheirBytes() {
    var rows = Shipped.rows();

    var copy = LabelledRows.fromBytes(rows.toBytes());
    assertThat(copy.toBytes()).isEqualTo(rows.toBytes());
    assertThat(copy.classNames()).isEqualTo(rows.classNames());
    assertThat(copy.count(1)).isEqualTo(rows.count(1));
  }

  @Test
  void bytesOfAnotherFormAreRefused() {
    assertThatThrownBy(() -> LogisticModel.fromBytes(new byte[13]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not the bytes of a model: 13 bytes");
    assertThatThrownBy(() -> LabelledRows.fromBytes(new byte[] {0, 0, 0, 9}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not the bytes of labelled rows");
  }

  @Test
  void aModelIsNotMeasuredOnRowsOfAnotherWidth() {
    var rows = new LabelledRows(List.of("no", "yes"), new double[][] {{1}, {2}}, new int[] {0, 1});
    var model = LogisticModel.train(rows, new SplittableRandom(1));

    assertThatThrownBy(() -> Accuracy.of(model, Shipped.rows()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a model of 1 features cannot be measured on rows of 30");
  }
}
