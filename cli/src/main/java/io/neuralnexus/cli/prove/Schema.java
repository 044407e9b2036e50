package io.neuralnexus.cli.prove;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.some;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.clarity.Cl.utf8;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.cli.demo.Sha256;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * What the numbers of a committed table mean. It is public and known by its hash; what is stated of
 * the numbers is no part of it.
 *
 * @param name of the schema
 * @param features in the order of the committed columns
 * @param label if the rows have classes
 */
record Schema(String name, List<Feature> features, Optional<Label> label) {
  private static final int VERSION = 1;

  public Schema {
    features = List.copyOf(features);
  }

  /**
   * A column of measures.
   *
   * @param missing what stands in the file where a value is missing, if one may be
   */
  public record Feature(String name, Steps steps, Optional<String> missing) {
    /** The number that stands for a missing value: the first that no value has. */
    long code() {
      return 1L << steps.bits;
    }

    private Value value() {
      return tuple(
          "name", utf8(name),
          "offset", ascii(canonical(steps.offset)),
          "scale", ascii(canonical(steps.scale)),
          "bits", uint(steps.bits),
          "missing", missing.<Value>map(token -> some(utf8(token))).orElse(none()));
    }
  }

  /**
   * The steps in which a measure is counted: the number n stands for {@code offset + scale * n}.
   *
   * @param bits that a number has at most, 1 to 32
   */
  public record Steps(BigDecimal offset, BigDecimal scale, int bits) {
    /** The number nearest to a value. */
    long number(BigDecimal value) {
      return number(value, RoundingMode.HALF_UP);
    }

    /** The number of a value, rounded in this way. */
    long number(BigDecimal value, RoundingMode rounding) {
      return value.subtract(offset).divide(scale, 0, rounding).longValueExact();
    }

    /** The value of a number. */
    BigDecimal value(long number) {
      return value(BigDecimal.valueOf(number));
    }

    /** The value at so many steps, not all of them whole. */
    BigDecimal value(BigDecimal steps) {
      return offset.add(scale.multiply(steps));
    }

    /** The greatest number. */
    long last() {
      return (1L << bits) - 1;
    }

    /** Whether a value, rounded in this way, has a number. */
    boolean hasNumber(BigDecimal value, RoundingMode rounding) {
      if (value.compareTo(value(-1)) <= 0 || value.compareTo(value(last() + 1)) >= 0) return false;
      var number = number(value, rounding);
      return number >= 0 && number <= last();
    }
  }

  /**
   * The column of the classes.
   *
   * @param classes their names; the first is class 0
   */
  public record Label(String name, List<String> classes) {
    public Label {
      classes = List.copyOf(classes);
    }

    private Value value() {
      return tuple(
          "name",
          utf8(name),
          "labels",
          list(classes.stream().map(each -> (Value) Utf8String.of(each)).toList()));
    }
  }

  /** By which the chain knows it: sha256 of the consensus encoding of {@link #value}. */
  public Buff hash() {
    return Sha256.of(value().serialize());
  }

  /** The schema as a Clarity value; {@code docs/prove.md} gives its type. */
  Value value() {
    return tuple(
        "version", uint(VERSION),
        "name", utf8(name),
        "features", list(features.stream().map(Feature::value).toList()),
        "class", label.<Value>map(each -> some(each.value())).orElse(none()));
  }

  /** A decimal without an exponent and without zeros that say nothing. */
  static String canonical(BigDecimal decimal) {
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
