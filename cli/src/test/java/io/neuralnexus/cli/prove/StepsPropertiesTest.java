package io.neuralnexus.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.cli.prove.Schema.Feature;
import io.neuralnexus.cli.prove.Schema.Steps;
import io.neuralnexus.cli.prove.Statement.Kind;
import io.neuralnexus.cli.prove.Statement.SumBounds;
import io.neuralnexus.offchain.zk.Profile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StepsPropertiesTest {
  private static final int BITS = 12;

  @Provide
  Arbitrary<Steps> steps() {
    var offset =
        Arbitraries.bigDecimals().between(new BigDecimal(-500), new BigDecimal(500)).ofScale(3);
    var scale =
        Arbitraries.bigDecimals().between(new BigDecimal("0.0001"), new BigDecimal(20)).ofScale(4);
    return Combinators.combine(offset, scale).as((from, step) -> new Steps(from, step, BITS));
  }

  @Property
  void aNumberStandsForItsValue(
      @ForAll("steps") Steps steps, @ForAll @IntRange(max = 4095) int number) {
    assertThat(steps.number(steps.value(number))).isEqualTo(number);
    assertThat(steps.hasNumber(steps.value(number), RoundingMode.HALF_UP)).isTrue();
  }

  @Property
  void aValueGetsTheNearestNumber(
      @ForAll("steps") Steps steps, @ForAll @IntRange(max = 4_094_000) int thousandths) {
    var value = steps.value(new BigDecimal(thousandths).movePointLeft(3));

    var distance = steps.value(steps.number(value)).subtract(value).abs();
    assertThat(distance.multiply(BigDecimal.TWO)).isLessThanOrEqualTo(steps.scale());
  }

  @Property
  void whatIsBeyondTheBitsHasNoNumber(@ForAll("steps") Steps steps) {
    var half = new BigDecimal("0.501");

    assertThat(steps.hasNumber(steps.value(half.negate()), RoundingMode.HALF_UP)).isFalse();
    assertThat(steps.hasNumber(steps.value(half.add(new BigDecimal(4095))), RoundingMode.HALF_UP))
        .isFalse();
  }

  @Property
  void aRangeTrueOfTheValuesIsTrueOfTheirNumbers(
      @ForAll("steps") Steps steps,
      @ForAll @Size(3) List<@IntRange(max = 4_094_000) Integer> points) {
    var sorted =
        points.stream()
            .sorted()
            .map(point -> steps.value(new BigDecimal(point).movePointLeft(3)))
            .toList();

    assertThat(steps.number(sorted.get(1)))
        .isBetween(
            steps.number(sorted.get(0), RoundingMode.FLOOR),
            steps.number(sorted.get(2), RoundingMode.CEILING));
  }

  @Property
  void aSumOrMeanThatIsTrueIsStatedAsATrueSumOfNumbers(
      @ForAll("steps") Steps steps,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 4095) Integer> numbers,
      @ForAll Kind kind,
      @ForAll boolean mayMiss,
      @ForAll boolean hasLow,
      @ForAll boolean hasHigh) {
    var plain =
        mayMiss && kind == Kind.SUM ? new Steps(BigDecimal.ZERO, steps.scale(), BITS) : steps;
    var sum = numbers.stream().map(plain::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    var rows = BigDecimal.valueOf(numbers.size());
    var low = kind == Kind.SUM ? sum : sum.divide(rows, 9, RoundingMode.FLOOR);
    var high = kind == Kind.SUM ? sum : sum.divide(rows, 9, RoundingMode.CEILING);
    var bounds =
        new SumBounds(
            0,
            kind,
            Optional.of(low).filter(_ -> hasLow || !hasHigh),
            Optional.of(high).filter(_ -> hasHigh));
    var missing = new Profile.Missing(4096, new Profile.Bounds(0, 1));
    var range = new Profile.Feature(0, 4095, Optional.of(missing).filter(_ -> mayMiss));
    var feature = new Feature("x", plain, Optional.of("?").filter(_ -> mayMiss));
    long count = numbers.size() + (mayMiss ? 1 : 0);

    var stated = new SumMaker(feature, range, count).make(bounds);

    assertThat(stated)
        .isNotEmpty()
        .allSatisfy(
            each -> {
              var actual = numbers.stream().mapToLong(n -> each.times() * n - each.less()).sum();
              assertThat(actual).isBetween(each.low(), each.high());
            });
  }

  /** Never more, and less by a ten-thousandth of a step of a mean, or a step of a sum, at most. */
  @Property
  void whatIsToldIsWhatWasStatedRoundedOutward(
      @ForAll("steps") Steps steps,
      @ForAll Kind kind,
      @ForAll @IntRange(min = 1_000, max = 4_000_000) int lowThousandths,
      @ForAll @IntRange(max = 1_000) int width) {
    int rows = 7;
    var count = kind == Kind.SUM ? rows : 1;
    var low = total(steps, lowThousandths, count);
    var high = total(steps, lowThousandths + width, count);
    var bounds = new SumBounds(0, kind, Optional.of(low), Optional.of(high));
    var schema =
        new Schema("s", List.of(new Feature("x", steps, Optional.empty())), Optional.empty());
    var statement =
        new Statement(
            schema,
            List.of(new Statement.Range(0, 4095, Optional.empty())),
            List.of(),
            List.of(bounds));

    var told = Disclosure.of(schema, statement.profile(rows)).totals().getFirst();

    var step =
        kind == Kind.SUM ? steps.scale() : steps.scale().multiply(new BigDecimal("0.000101"));
    assertThat(told.low().orElseThrow()).isBetween(low.subtract(step), low);
    assertThat(told.high().orElseThrow()).isBetween(high, high.add(step));
  }

  /** So many values, each so many thousandths of a step above the offset. */
  private static BigDecimal total(Steps steps, int thousandths, int values) {
    return steps
        .value(new BigDecimal(thousandths).movePointLeft(3))
        .multiply(BigDecimal.valueOf(values));
  }

  @Property
  void aBoundThatIsAWholeNumberOfStepsIsStatedExactly(
      @ForAll("steps") Steps steps,
      @ForAll @Size(5) List<@IntRange(min = 1, max = 4095) Integer> numbers) {
    var sum = numbers.stream().map(steps::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    var range = new Profile.Feature(0, 4095, Optional.empty());
    var bounds = new SumBounds(0, Kind.SUM, Optional.of(sum), Optional.of(sum));

    var stated = new SumMaker(new Feature("x", steps, Optional.empty()), range, 5).make(bounds);

    long actual = numbers.stream().mapToLong(Integer::longValue).sum();
    assertThat(stated).containsExactly(new Profile.Sum(0, 1, 0, actual, actual));
  }
}
