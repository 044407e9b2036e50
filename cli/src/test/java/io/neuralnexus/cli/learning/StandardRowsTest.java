package io.neuralnexus.cli.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandardRowsTest {
  private static final LabelledRows ROWS =
      new LabelledRows(
          List.of("no", "yes"),
          new double[][] {{1, 5, 0}, {3, 5, 9}, {1, 5, 9}, {3, 5, 0}},
          new int[] {0, 1, 1, 0});

  @Test
  void featuresHaveMean0AndDeviation1AndOnesThatNeverChangeAre0() {
    var standard = StandardRows.Scale.of(ROWS, 3).apply(ROWS, 4);

    assertThat(standard.features()[0]).containsExactly(new double[] {-1, 0, -1}, within(1e-12));
    assertThat(standard.features()[1]).containsExactly(new double[] {1, 0, 1}, within(1e-12));
    assertThat(standard.classes()).containsExactly(false, true, true, false);
  }

  @Test
  void onlyTheFirstFeaturesAreLookedAt() {
    assertThat(StandardRows.Scale.of(ROWS, 1).apply(ROWS, 4).features()[0]).hasSize(1);
  }

  @Test
  void ofTooManyRowsAsManyAtEqualDistancesAreTaken() {
    var standard = StandardRows.Scale.of(ROWS, 3).apply(ROWS, 2);

    assertThat(standard.size()).isEqualTo(2);
    assertThat(standard.classes()).containsExactly(false, true);
  }

  @Test
  void whatIsFarOffIsCutToTenDeviations() {
    var far = new LabelledRows(ROWS.classNames(), new double[][] {{1e300, 5, -1e9}}, new int[] {1});

    assertThat(StandardRows.Scale.of(ROWS, 3).apply(far, 1).features()[0])
        .containsExactly(10, 0, -10);
  }

  @Test
  void valuesAreWholeStepsAboveTheLeast() {
    var odd =
        new LabelledRows(
            ROWS.classNames(), new double[][] {{2.123456789, 5, 1e300}}, new int[] {1});
    var rows = StandardRows.Scale.of(ROWS, 3).apply(odd, 1);

    assertThat(rows.steps(0, 0)).isEqualTo(20_733);
    assertThat(StandardRows.value(20_733)).isEqualTo(rows.features()[0][0]);
    assertThat(rows.steps(0, 1)).isEqualTo(StandardRows.RANGE / 2);
    assertThat(rows.steps(0, 2)).isEqualTo(StandardRows.RANGE);
  }

  @Test
  void theScaleAsBytesIsThatOfTheRows() {
    assertThat(StandardRows.Scale.of(ROWS, 3).toBytes())
        .isEqualTo(StandardRows.Scale.of(ROWS, 3).toBytes())
        .hasSize(48)
        .isNotEqualTo(StandardRows.Scale.of(ROWS.select(new int[] {0, 2}), 3).toBytes());
  }
}
