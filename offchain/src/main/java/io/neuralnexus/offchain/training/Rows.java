package io.neuralnexus.offchain.training;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Slot;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Rows with classes, as programs read them: each feature a fixed-point number in units of its own
 * {@link Scale}. Immutable. The same rows and scales make the same slot on every machine.
 */
public final class Rows {
  /** What a feature may be in its units, on either side: beyond, sums of products do not fit. */
  public static final double MOST = 1 << 20;

  private final RowLayout layout;
  private final long[] words;

  /**
   * What the words of a feature stand for: {@code shift + unit * word}. Programs do not look at it.
   *
   * @param unit not 0
   */
  public record Scale(double shift, double unit) {
    /** Words are the values themselves. */
    public static final Scale NONE = new Scale(0, 1);

    public Scale {
      if (!Double.isFinite(shift) || !Double.isFinite(unit) || unit == 0) {
        throw new IllegalArgumentException(
            "a scale has a finite shift and a finite unit other than 0, not %s and %s"
                .formatted(shift, unit));
      }
    }

    private double toUnits(double value) {
      return (value - shift) / unit;
    }

    private double fromUnits(double units) {
      return shift + unit * units;
    }
  }

  private Rows(RowLayout layout, long[] words) {
    this.layout = layout;
    this.words = words;
  }

  /**
   * Rows with values as they are.
   *
   * @param classes how many there are, from 0
   * @throws IllegalArgumentException as {@link #of(List, int, double[][], int[])}
   */
  public static Rows of(int features, int classes, double[][] values, int[] labels) {
    return of(Collections.nCopies(features, Scale.NONE), classes, values, labels);
  }

  /**
   * Rows with the scales of their features.
   *
   * @param classes how many there are, from 0
   * @throws IllegalArgumentException that names row and column if a row has more or fewer features
   *     than there are scales, a value is not a number or out of range, or a label no class
   */
  public static Rows of(List<Scale> scales, int classes, double[][] values, int[] labels) {
    if (values.length != labels.length) {
      throw new IllegalArgumentException(
          "%d rows with %d labels: each row has one".formatted(values.length, labels.length));
    }
    var layout = new RowLayout(scales.size(), classes);
    var words = new long[Math.toIntExact(layout.words(values.length))];
    words[RowLayout.ROWS] = values.length;
    words[RowLayout.FEATURES] = scales.size();
    words[RowLayout.CLASSES] = classes;
    int at = RowLayout.SCALES;
    for (var scale : scales) {
      words[at++] = Double.doubleToLongBits(scale.shift());
      words[at++] = Double.doubleToLongBits(scale.unit());
    }
    at = layout.head();
    for (int row = 0; row < values.length; row++) {
      if (values[row].length != scales.size()) {
        throw new IllegalArgumentException(
            "row %d has %d features, not %d: every row has the same"
                .formatted(row + 1, values[row].length, scales.size()));
      }
      for (int column = 0; column < scales.size(); column++) {
        words[at++] = word(values[row][column], scales.get(column), row, column);
      }
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new IllegalArgumentException(
            "row %d: class %d is not in 0 .. %d".formatted(row + 1, labels[row], classes - 1));
      }
      words[at++] = labels[row];
    }
    return new Rows(layout, words);
  }

  private static long word(double value, Scale scale, int row, int column) {
    double units = scale.toUnits(value);
    if (!(Math.abs(units) <= MOST)) {
      throw new IllegalArgumentException(
          ("row %d, column %d: %s is %s in units of its feature, which is not a number in"
                  + " -2^20 .. 2^20: mend the value, or choose another scale")
              .formatted(row + 1, column + 1, value, units));
    }
    return FixedPoint.of(units);
  }

  /**
   * The rows in a slot.
   *
   * @throws IllegalArgumentException if it does not hold rows of so many features and classes
   */
  public static Rows of(Slot slot, int features, int classes) {
    var layout = new RowLayout(features, classes);
    var words = new long[slot.length()];
    for (int i = 0; i < words.length; i++) words[i] = slot.word(i);
    if (words.length < layout.head()
        || words[RowLayout.FEATURES] != features
        || words[RowLayout.CLASSES] != classes
        || words[RowLayout.ROWS] != (words.length - layout.head()) / layout.stride()
        || words.length != layout.words((int) words[RowLayout.ROWS])) {
      throw new IllegalArgumentException(
          "the slot holds no rows of %d features in %d classes".formatted(features, classes));
    }
    return new Rows(layout, words);
  }

  /** How many there are. */
  public int size() {
    return (int) words[RowLayout.ROWS];
  }

  /** How many features each has. */
  public int features() {
    return layout.features();
  }

  /** How many classes there are. */
  public int classes() {
    return layout.classes();
  }

  /** A feature in its units. */
  public double feature(int row, int feature) {
    return FixedPoint.toDouble(words[start(row) + feature]);
  }

  /** A feature as it was before it was scaled, as nearly as its units tell. */
  public double value(int row, int feature) {
    return scale(feature).fromUnits(feature(row, feature));
  }

  /** The scale of a feature. */
  public Scale scale(int feature) {
    int at = RowLayout.SCALES + RowLayout.SCALE_WORDS * feature;
    return new Scale(Double.longBitsToDouble(words[at]), Double.longBitsToDouble(words[at + 1]));
  }

  /** The class of a row, from 0. */
  public int label(int row) {
    return (int) words[start(row) + layout.features()];
  }

  private int start(int row) {
    return (int) layout.words(row);
  }

  /**
   * The slot that holds them.
   *
   * @param secret 32 bytes that salt it
   */
  public Slot slot(Buff secret) {
    return Slot.of(secret, words);
  }

  /** Whether all of it is the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Rows rows && Arrays.equals(words, rows.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }
}
