package io.neuralnexus.cli.prove;

import io.neuralnexus.cli.prove.Schema.Feature;
import io.neuralnexus.cli.prove.Statement.SumBounds;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Sum;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts bounds of a sum or a mean into numbers: outward, so that they state no more. */
final class SumMaker {
  /** Sums and their bounds are at most this. */
  private static final long LIMIT = 1L << 50;

  /** A step of a mean is a step of the values, or this part of it. */
  private static final int FINEST = 10_000;

  private final Feature feature;
  private final Profile.Feature range;
  private final long rows;

  SumMaker(Feature feature, Profile.Feature range, long rows) {
    this.feature = feature;
    this.range = range;
    this.rows = rows;
  }

  /**
   * The sums that state this.
   *
   * @throws IllegalArgumentException if none do
   */
  List<Sum> make(SumBounds bounds) {
    var reach = BigDecimal.valueOf(rows).multiply(BigDecimal.valueOf(Math.max(1, range.high())));
    if (reach.compareTo(BigDecimal.valueOf(LIMIT)) > 0) {
      throw new IllegalArgumentException(
          "the values of %s may add up to more than 2^50 steps; give it fewer bits"
              .formatted(feature.name()));
    }
    return switch (bounds.kind()) {
      case SUM -> List.of(sum(bounds));
      case MEAN -> means(bounds);
    };
  }

  private Sum sum(SumBounds bounds) {
    var offset = feature.steps().offset();
    var scale = feature.steps().scale();
    if (range.missing().isEmpty()) {
      var shift = offset.multiply(BigDecimal.valueOf(rows));
      return between(
          bounds,
          0,
          bounds.low().map(low -> floor(low.subtract(shift), scale)),
          bounds.high().map(high -> ceil(high.subtract(shift), scale)));
    }
    if (offset.signum() > 0 || offset.remainder(scale).signum() != 0) {
      throw new IllegalArgumentException(
          ("values of %s may be missing, so its sum cannot be stated with an offset of %s;"
                  + " state its mean, or make the offset 0 or a negative multiple of the scale")
              .formatted(feature.name(), offset.toPlainString()));
    }
    return between(
        bounds,
        ceil(offset.negate(), scale),
        bounds.low().map(low -> floor(low, scale)),
        bounds.high().map(high -> ceil(high, scale)));
  }

  private Sum between(SumBounds bounds, long less, Optional<Long> low, Optional<Long> high) {
    return sum(bounds.feature(), 1, less, low, high);
  }

  private List<Sum> means(SumBounds bounds) {
    long finest = finest();
    var scale = feature.steps().scale();
    var low = bounds.low().map(each -> floor(from(each, finest), scale));
    var high = bounds.high().map(each -> ceil(from(each, finest), scale));
    long times = finest;
    while (times > 1 && isWhole(low, finest / times * 10) && isWhole(high, finest / times * 10)) {
      times /= 10;
    }
    return means(bounds.feature(), times, part(low, finest / times), part(high, finest / times));
  }

  private List<Sum> means(int index, long times, Optional<Long> low, Optional<Long> high) {
    if (low.isPresent() && high.isPresent() && range.missing().isEmpty()) {
      var width = Math.multiplyExact(rows, high.get() - low.get());
      return List.of(sum(index, times, low.get(), Optional.of(0L), Optional.of(width)));
    }
    return Stream.concat(
            low.stream().map(a -> sum(index, times, a, Optional.of(0L), Optional.empty())),
            high.stream().map(a -> sum(index, times, a, Optional.empty(), Optional.of(0L))))
        .toList();
  }

  private static boolean isWhole(Optional<Long> number, long divisor) {
    return number.orElse(0L) % divisor == 0;
  }

  private static Optional<Long> part(Optional<Long> number, long divisor) {
    return number.map(each -> each / divisor);
  }

  private BigDecimal from(BigDecimal mean, long times) {
    return mean.subtract(feature.steps().offset()).multiply(BigDecimal.valueOf(times));
  }

  private long finest() {
    long times = FINEST;
    while (times > 1 && rows > LIMIT / times / (feature.steps().last() + 1)) times /= 10;
    return times;
  }

  private Sum sum(int index, long times, long less, Optional<Long> low, Optional<Long> high) {
    var open = new Sum(index, times, less, 0, 0);
    long least = least(open, range, rows);
    long most = most(open, range, rows);
    return new Sum(index, times, less, low.orElse(least), high.orElse(most));
  }

  /** The least that such a sum can be in a table with these ranges. */
  static long least(Sum sum, Profile.Feature range, long rows) {
    long least = Math.subtractExact(sum.times() * range.low(), sum.less());
    return rows * (range.missing().isPresent() ? Math.min(0, least) : least);
  }

  /** The most that such a sum can be in a table with these ranges. */
  static long most(Sum sum, Profile.Feature range, long rows) {
    long most = Math.subtractExact(sum.times() * range.high(), sum.less());
    return rows * (range.missing().isPresent() ? Math.max(0, most) : most);
  }

  private long floor(BigDecimal value, BigDecimal scale) {
    return exact(value.divide(scale, 0, RoundingMode.FLOOR));
  }

  private long ceil(BigDecimal value, BigDecimal scale) {
    return exact(value.divide(scale, 0, RoundingMode.CEILING));
  }

  private long exact(BigDecimal steps) {
    if (steps.abs().compareTo(BigDecimal.valueOf(LIMIT)) > 0) {
      throw new IllegalArgumentException(
          "a bound of the sum of %s is more than 2^50 steps away; give the feature larger steps"
              .formatted(feature.name()));
    }
    return steps.longValueExact();
  }
}
