package io.neuralnexus.offchain.zk;

import static io.neuralnexus.clarity.Cl.int_;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.some;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.Optional;

/**
 * What is stated about a data set, in quantised units. Any numbers that can be written are taken:
 * whether they make sense is for the verifiers to say.
 *
 * @param log logarithm of the rows of the trace
 * @param rows rows of the data set
 * @param features one for each feature, in order
 * @param classes how many rows each class has; none if rows have no class
 * @param sums over the features
 */
public record Profile(
    int log, long rows, List<Feature> features, List<Bounds> classes, List<Sum> sums) {
  public Profile {
    features = List.copyOf(features);
    classes = List.copyOf(classes);
    sums = List.copyOf(sums);
  }

  /** Bounds of a number of rows, both of them included. */
  public record Bounds(long low, long high) {
    private Value value() {
      return tuple("low", uint(low), "high", uint(high));
    }
  }

  /**
   * The range of a feature's values.
   *
   * @param low the least, included
   * @param high the greatest, included
   * @param missing if values may be missing
   * @param digits in which a value above {@code low} is written
   */
  public record Feature(long low, long high, Optional<Missing> missing, List<Digit> digits) {
    public Feature {
      digits = List.copyOf(digits);
    }

    /** A feature with values in this range, written in as few digits as possible. */
    public Feature(long low, long high, Optional<Missing> missing) {
      this(low, high, missing, Digit.spanning(high - low));
    }

    private Value value() {
      return tuple(
          "low", uint(low),
          "high", uint(high),
          "missing", missing.<Value>map(entry -> some(entry.value())).orElse(none()),
          "digits", list(digits.stream().map(Feature::value).toList()));
    }

    private static Value value(Digit digit) {
      return tuple("weight", uint(digit.weight()), "most", uint(digit.most()));
    }
  }

  /**
   * Values that are missing.
   *
   * @param code stands for one
   * @param count how many there are
   */
  public record Missing(long code, Bounds count) {
    private Value value() {
      return tuple("code", uint(code), "low", uint(count.low), "high", uint(count.high));
    }
  }

  /**
   * The sum of {@code times * x - less} over the values x of a feature that are not missing.
   *
   * @param feature its index
   * @param low the least, included
   * @param high the greatest, included
   */
  public record Sum(int feature, long times, long less, long low, long high) {
    private Value value() {
      return tuple(
          "feature", uint(feature),
          "times", uint(times),
          "less", uint(less),
          "low", int_(low),
          "high", int_(high));
    }
  }

  /** The profile as the contracts take it. */
  public Value value() {
    return tuple(
        "log", uint(log),
        "rows", uint(rows),
        "features", list(features.stream().map(Feature::value).toList()),
        "classes", list(classes.stream().map(Bounds::value).toList()),
        "sums", list(sums.stream().map(Sum::value).toList()));
  }

  /**
   * The profile of such a value.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Profile of(Value value) {
    var fields = new Fields(value);
    return new Profile(
        fields.integer("log"),
        fields.number("rows"),
        fields.list("features", Profile::feature),
        fields.list("classes", Profile::bounds),
        fields.list("sums", Profile::sum));
  }

  private static Feature feature(Fields fields) {
    return new Feature(
        fields.number("low"),
        fields.number("high"),
        fields.optional("missing", entry -> new Missing(entry.number("code"), bounds(entry))),
        fields.list("digits", entry -> new Digit(entry.number("weight"), entry.integer("most"))));
  }

  private static Bounds bounds(Fields fields) {
    return new Bounds(fields.number("low"), fields.number("high"));
  }

  private static Sum sum(Fields fields) {
    return new Sum(
        fields.integer("feature"),
        fields.number("times"),
        fields.number("less"),
        fields.signed("low"),
        fields.signed("high"));
  }
}
