package io.neuralnexus.cli.prove;

import io.neuralnexus.cli.prove.Schema.Feature;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.prover.Commitment;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What an owner states of a table that such a schema describes.
 *
 * @param ranges one for each feature
 * @param classes one for each class
 * @param sums over features
 */
record Statement(Schema schema, List<Range> ranges, List<Counts> classes, List<SumBounds> sums) {
  private static final Parameters PARAMETERS = Parameters.STANDARD;

  /** The most rows that a proof takes. */
  static final int MAX_ROWS = (1 << PARAMETERS.maxLog()) - PARAMETERS.masks() - 1;

  Statement {
    ranges = List.copyOf(ranges);
    classes = List.copyOf(classes);
    sums = List.copyOf(sums);
  }

  /**
   * The numbers that the values of a feature may have.
   *
   * @param missing how many values are missing, if any may be
   */
  record Range(long low, long high, Optional<Counts> missing) {
    private Profile.Feature of(Feature feature, long rows) {
      return new Profile.Feature(
          low, high, missing.map(counts -> new Profile.Missing(feature.code(), counts.of(rows))));
    }
  }

  /** How many rows; no upper bound is that of all rows. */
  record Counts(String name, long low, OptionalLong high) {
    private Profile.Bounds of(long rows) {
      if (low > rows) {
        throw new RefusedException(
            "%s: at least %d rows are stated, there are %d in all".formatted(name, low, rows));
      }
      return new Profile.Bounds(low, Math.min(rows, high.orElse(rows)));
    }
  }

  /** What is made of the values that are not missing. */
  enum Kind {
    SUM,
    MEAN
  }

  /** Bounds in the units of the data; at least one. */
  record SumBounds(int feature, Kind kind, Optional<BigDecimal> low, Optional<BigDecimal> high) {}

  /**
   * The statement about so many rows, in numbers.
   *
   * @throws IllegalArgumentException if no proof can hold so much
   * @throws RefusedException if it is about more rows than there are
   */
  Profile profile(long rows) {
    return new Profile(
        Commitment.log(PARAMETERS, rows),
        rows,
        IntStream.range(0, ranges.size()).mapToObj(i -> range(i, rows)).toList(),
        classes.stream().map(bounds -> bounds.of(rows)).toList(),
        sums.stream().flatMap(sum -> sums(sum, rows).stream()).toList());
  }

  private Profile.Feature range(int index, long rows) {
    return ranges.get(index).of(schema.features().get(index), rows);
  }

  private List<Profile.Sum> sums(SumBounds sum, long rows) {
    var feature = schema.features().get(sum.feature());
    return new SumMaker(feature, range(sum.feature(), rows), rows).make(sum);
  }
}
