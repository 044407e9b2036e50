package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.offchain.zk.prover.Goldilocks.add;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.multiply;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.subtract;

import io.neuralnexus.offchain.zk.Digit;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;

/**
 * The constraints on a trace, each times the power of the challenge that Horner's rule gives it,
 * summed at many points at once: column by column over a block of points.
 */
final class Relation {
  private final Layout layout;
  private final List<Digit> digits;
  private final int counts;

  /** The powers of a: of body and of the single rows' constraints, the first one's highest. */
  private final Extension[] powers;

  private final int constraints;
  private final IntPredicate held;

  /**
   * A relation.
   *
   * @param a the challenge
   * @param held which of all constraints, numbered from 0 in the order of the protocol; a cheat
   *     leaves one out
   */
  Relation(Layout layout, Extension a, IntPredicate held) {
    this.layout = layout;
    this.held = held;
    this.digits = layout.digits();
    this.counts = layout.counts().size();
    this.constraints = constraints(layout);
    this.powers = new Extension[Math.max(constraints, 2 * counts)];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = i == 0 ? Extension.ONE : powers[i - 1].times(a);
    }
  }

  /** How many constraints hold in each row of the body. */
  static int constraints(Layout layout) {
    int counts = layout.counts().size();
    int features = layout.features().size();
    int classes = layout.profile().classes().size();
    long missing = layout.features().stream().filter(f -> f.missing().isPresent()).count();
    return 1
        + layout.digits().size()
        + 2 * counts
        + features
        + 3 * (int) missing
        + (classes == 0 ? 0 : classes + 1)
        + counts;
  }

  /** Constraint by constraint in the order of the protocol. */
  private final class Sum {
    private final Halves into;
    private int number;
    private int left;

    Sum(Halves into, int number, int constraints) {
      this.into = into;
      this.number = number;
      this.left = constraints;
    }

    void add(long[] values) {
      var factor = powers[--left];
      if (held.test(number++)) into.add(0, values.length, values, factor);
    }
  }

  /**
   * What the body's constraints come to at the points of a coset, or in the rows of the trace.
   *
   * @param columns values of all columns, the next row's being at the next index, around
   * @param from the first point
   * @param to after the last one
   */
  Halves body(long[][] columns, int from, int to) {
    var at = new Block(columns, from, to);
    var result = new Halves(to - from);
    var sum = new Sum(result, 0, constraints);
    mark(at, sum);
    ranges(at, sum);
    features(at, sum);
    missing(at, sum);
    classes(at, sum);
    totals(at, sum);
    return result;
  }

  private void mark(Block at, Sum sum) {
    var s = at.column(layout.s());
    var next = at.next(layout.s());
    sum.add(at.map(i -> multiply(next[i], subtract(1, s[i]))));
  }

  private void ranges(Block at, Sum sum) {
    for (int i = 0; i < digits.size(); i++) {
      sum.add(at.range(at.column(layout.d(0) + i), digits.get(i).most()));
    }
    for (int k = 0; k < counts; k++) sum.add(at.range(shift(at, layout.above(k)), Digit.MOST));
    for (int k = 0; k < counts; k++) sum.add(at.range(shift(at, layout.below(k)), Digit.MOST));
  }

  /** v - 16 v': the hexadecimal digit that is in this row. */
  private static long[] shift(Block at, int column) {
    var v = at.column(column);
    var next = at.next(column);
    return at.map(i -> subtract(v[i], multiply(Digit.MOST + 1, next[i])));
  }

  private void features(Block at, Sum sum) {
    for (int j = 0; j < layout.features().size(); j++) {
      var feature = layout.features().get(j);
      var present = present(at, j);
      var x = at.column(layout.x(j));
      var value = at.map(i -> multiply(present[i], subtract(x[i], feature.low())));
      for (int k = 0; k < feature.digits().size(); k++) {
        var digit = at.column(layout.d(j) + k);
        long weight = feature.digits().get(k).weight();
        for (int i = 0; i < value.length; i++) {
          value[i] = subtract(value[i], multiply(weight, digit[i]));
        }
      }
      sum.add(value);
    }
  }

  private long[] present(Block at, int feature) {
    var s = at.column(layout.s());
    if (!layout.hasMissing(feature)) return s;
    var u = at.column(layout.u(feature));
    return at.map(i -> subtract(s[i], u[i]));
  }

  private void missing(Block at, Sum sum) {
    var s = at.column(layout.s());
    for (int j = 0; j < layout.features().size(); j++) {
      if (!layout.hasMissing(j)) continue;
      var u = at.column(layout.u(j));
      sum.add(at.map(i -> bit(u[i])));
    }
    for (int j = 0; j < layout.features().size(); j++) {
      if (!layout.hasMissing(j)) continue;
      var u = at.column(layout.u(j));
      sum.add(at.map(i -> multiply(u[i], subtract(1, s[i]))));
    }
    for (int j = 0; j < layout.features().size(); j++) {
      if (!layout.hasMissing(j)) continue;
      var u = at.column(layout.u(j));
      var x = at.column(layout.x(j));
      long code = layout.features().get(j).missing().orElseThrow().code();
      sum.add(at.map(i -> multiply(u[i], subtract(x[i], code))));
    }
  }

  private void classes(Block at, Sum sum) {
    int classes = layout.profile().classes().size();
    if (classes == 0) return;
    var rest = at.column(layout.s());
    for (int c = 0; c < classes; c++) {
      var t = at.column(layout.t(c));
      var before = rest;
      sum.add(at.map(i -> bit(t[i])));
      rest = at.map(i -> subtract(before[i], t[i]));
    }
    sum.add(rest);
  }

  private void totals(Block at, Sum sum) {
    for (int k = 0; k < counts; k++) {
      var total = at.column(layout.total(k));
      var next = at.next(layout.total(k));
      var found = found(at, layout.counts().get(k));
      sum.add(at.map(i -> subtract(subtract(total[i], next[i]), found[i])));
    }
  }

  private long[] found(Block at, Layout.Count count) {
    return switch (count) {
      case Layout.MissingValues values -> at.column(layout.u(values.feature()));
      case Layout.ClassRows rows -> at.column(layout.t(rows.label()));
      case Layout.WeightedSum weighted -> {
        var present = present(at, weighted.feature());
        var x = at.column(layout.x(weighted.feature()));
        yield at.map(
            i -> multiply(present[i], subtract(multiply(weighted.times(), x[i]), weighted.less())));
      }
    };
  }

  /** What the constraints on row 0 come to. */
  Halves first(long[][] columns, int from, int to) {
    var at = new Block(columns, from, to);
    var result = new Halves(to - from);
    var sum = new Sum(result, constraints, 2 * counts);
    for (int k = 0; k < counts; k++) {
      var total = at.column(layout.total(k));
      var above = at.column(layout.above(k));
      long low = Goldilocks.of(layout.counts().get(k).low());
      sum.add(at.map(i -> subtract(subtract(total[i], low), above[i])));
    }
    for (int k = 0; k < counts; k++) {
      var total = at.column(layout.total(k));
      var below = at.column(layout.below(k));
      long high = Goldilocks.of(layout.counts().get(k).high());
      sum.add(at.map(i -> subtract(subtract(high, total[i]), below[i])));
    }
    return result;
  }

  /** What the constraints on row 13 come to, after the last digit of a count's distances. */
  Halves afterDigits(long[][] columns, int from, int to) {
    var at = new Block(columns, from, to);
    var result = new Halves(to - from);
    var sum = new Sum(result, constraints + 2 * counts, 2 * counts);
    for (int k = 0; k < counts; k++) sum.add(at.column(layout.above(k)));
    for (int k = 0; k < counts; k++) sum.add(at.column(layout.below(k)));
    return result;
  }

  /** What the constraints on row L come to. */
  Halves afterBody(long[][] columns, int from, int to) {
    var at = new Block(columns, from, to);
    var result = new Halves(to - from);
    var sum = new Sum(result, constraints + 4 * counts, counts);
    for (int k = 0; k < counts; k++) sum.add(at.column(layout.total(k)));
    return result;
  }

  /** What the constraint on row N - 1 comes to, after the last of the others'. */
  Halves lastData(long[][] columns, int from, int to) {
    return mark(columns, constraints + 5 * counts, s -> subtract(s, 1), from, to);
  }

  /** What the constraint on row N comes to. */
  Halves firstPadding(long[][] columns, int from, int to) {
    return mark(columns, constraints + 5 * counts + 1, s -> s, from, to);
  }

  private Halves mark(
      long[][] columns, int number, LongUnaryOperator constraint, int from, int to) {
    var at = new Block(columns, from, to);
    var s = at.column(layout.s());
    var result = new Halves(to - from);
    new Sum(result, number, 1).add(at.map(i -> constraint.applyAsLong(s[i])));
    return result;
  }

  /** v^2 - v. */
  private static long bit(long v) {
    return multiply(v, subtract(v, 1));
  }

  /** Some neighbouring points. */
  private record Block(long[][] columns, int from, int to) {
    interface At {
      long value(int index);
    }

    long[] column(int index) {
      return Arrays.copyOfRange(columns[index], from, to);
    }

    long[] next(int index) {
      var column = columns[index];
      var values = new long[to - from];
      for (int i = 0; i < values.length; i++) values[i] = column[(from + i + 1) % column.length];
      return values;
    }

    long[] map(At at) {
      var values = new long[to - from];
      for (int i = 0; i < values.length; i++) values[i] = at.value(i);
      return values;
    }

    /**
     * v (v - 1) .. (v - most), in pairs: (v - k) (v - (most - k)) = v (v - most) + k (most - k).
     */
    long[] range(long[] v, int most) {
      var values = new long[v.length];
      for (int i = 0; i < values.length; i++) {
        long pair = multiply(v[i], subtract(v[i], most));
        long product = pair;
        for (int k = 1; k < most - k; k++) {
          product = multiply(product, add(pair, k * (most - k)));
        }
        values[i] = most % 2 == 0 ? multiply(product, subtract(v[i], most / 2)) : product;
      }
      return values;
    }
  }
}
