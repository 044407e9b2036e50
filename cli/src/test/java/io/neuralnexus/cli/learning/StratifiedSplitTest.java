package io.neuralnexus.cli.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StratifiedSplitTest {
  /** Each row holds its own number, so that rows can be followed. */
  private static LabelledRows table(int zeros, int ones) {
    return new LabelledRows(
        List.of("no", "yes"),
        IntStream.range(0, zeros + ones).mapToObj(i -> new double[] {i}).toArray(double[][]::new),
        IntStream.range(0, zeros + ones).map(i -> i < zeros ? 0 : 1).toArray());
  }

  private static List<LabelledRows> all(StratifiedSplit split) {
    var all = new ArrayList<>(split.parts());
    all.add(split.holdOut());
    return all;
  }

  @Property(tries = 100)
  void givesEveryRowToExactlyOnePart(
      @ForAll @IntRange(min = 10, max = 300) int zeros,
      @ForAll @IntRange(min = 10, max = 300) int ones,
      @ForAll long seed) {
    var split = StratifiedSplit.of(table(zeros, ones), 4, new SplittableRandom(seed));

    var dealt =
        all(split).stream()
            .flatMap(
                part -> IntStream.range(0, part.size()).mapToObj(i -> (int) part.features(i)[0]))
            .sorted()
            .toList();
    assertThat(split.parts()).hasSize(4);
    assertThat(dealt).isEqualTo(IntStream.range(0, zeros + ones).boxed().toList());
  }

  @Property(tries = 100)
  void givesEveryPartTheSameNumberOfEachClassToWithinOneRow(
      @ForAll @IntRange(min = 10, max = 300) int zeros,
      @ForAll @IntRange(min = 10, max = 300) int ones,
      @ForAll long seed) {
    for (var part : all(StratifiedSplit.of(table(zeros, ones), 4, new SplittableRandom(seed)))) {
      assertThat(part.count(0)).isBetween(zeros / 5, (zeros + 4) / 5);
      assertThat(part.count(1)).isBetween(ones / 5, (ones + 4) / 5);
    }
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    assertThat(holdOut(1)).isEqualTo(holdOut(1)).isNotEqualTo(holdOut(2));
  }

  private static byte[] holdOut(long seed) {
    return StratifiedSplit.of(Shipped.rows(), 4, new SplittableRandom(seed)).holdOut().toBytes();
  }

  @Test
  void namesAClassOfWhichThereAreTooFewRows() {
    assertThatThrownBy(() -> StratifiedSplit.of(table(9, 50), 4, new SplittableRandom(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "class 'no' has 9 rows, too few to share among 5 parts; at least 10 are needed");
  }

  @Test
  void rowsKeepTheirClass() {
    var table = table(20, 30);

    for (var part : all(StratifiedSplit.of(table, 4, new SplittableRandom(3)))) {
      for (var i = 0; i < part.size(); i++) {
        assertThat(part.label(i)).isEqualTo(table.label((int) part.features(i)[0]));
      }
    }
  }

  @Test
  void swappingTheLabelsChangesEveryLabelAndNoFeature() {
    var rows = Shipped.rows();
    var swapped = rows.withSwappedLabels();

    assertThat(swapped.count(0)).isEqualTo(rows.count(1));
    assertThat(swapped.withSwappedLabels().toBytes()).isEqualTo(rows.toBytes());
    assertThat(
            IntStream.range(0, rows.size())
                .allMatch(i -> Arrays.equals(rows.features(i), swapped.features(i))))
        .isTrue();
  }
}
