package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.offchain.zk.Digit;
import io.neuralnexus.offchain.zk.Parameters;
import java.util.List;

/**
 * The table that a proof is about: columns of elements, the last rows of which are random.
 *
 * @param layout what the columns are
 * @param body L, how many rows are not random
 * @param columns all values, in rows 0 .. T - 1
 */
record Trace(Layout layout, int body, long[][] columns) {

  /**
   * The trace of a table, whether or not the profile is true of it.
   *
   * @throws IndexOutOfBoundsException if the table has fewer features than the profile
   */
  static Trace of(Parameters parameters, Layout layout, Table table, Randomness randomness) {
    int size = 1 << layout.profile().log();
    int body = size - parameters.masks();
    var columns = new long[layout.width()][size];
    var trace = new Trace(layout, body, columns);
    for (int i = 0; i < table.rows(); i++) columns[layout.s()][i] = 1;
    for (int j = 0; j < layout.features().size(); j++) trace.feature(j, table);
    for (int c = 0; c < layout.profile().classes().size(); c++) trace.label(c, table);
    for (int k = 0; k < layout.counts().size(); k++) trace.count(k, table.rows());
    trace.mask(randomness);
    return trace;
  }

  private void feature(int index, Table table) {
    var feature = layout.features().get(index);
    for (int i = 0; i < table.rows(); i++) {
      long value = table.value(index, i);
      columns[layout.x(index)][i] = value;
      if (Statement.isMissing(feature, value)) {
        columns[layout.u(index)][i] = 1;
      } else {
        digits(feature.digits(), value - feature.low(), layout.d(index), i);
      }
    }
  }

  /** Each digit as large as it can be, the last first. */
  private void digits(List<Digit> digits, long number, int column, int row) {
    long rest = Math.max(0, number);
    for (int i = digits.size() - 1; i >= 0; i--) {
      long digit = Math.min(digits.get(i).most(), rest / digits.get(i).weight());
      rest -= digit * digits.get(i).weight();
      columns[column + i][row] = digit;
    }
  }

  private void label(int label, Table table) {
    for (int i = 0; i < table.rows(); i++) {
      if (table.label(i) == label) columns[layout.t(label)][i] = 1;
    }
  }

  private void count(int index, int rows) {
    var count = layout.counts().get(index);
    long total = 0;
    for (int i = rows - 1; i >= 0; i--) {
      total += found(count, i);
      columns[layout.total(index)][i] = Goldilocks.of(total);
    }
    for (int i = 0; i < Parameters.COUNT_DIGITS; i++) {
      int shift = 4 * i;
      columns[layout.above(index)][i] = Goldilocks.of((total - count.low()) >> shift);
      columns[layout.below(index)][i] = Goldilocks.of((count.high() - total) >> shift);
    }
  }

  /** What a count finds in a row of the data. */
  private long found(Layout.Count count, int row) {
    return switch (count) {
      case Layout.MissingValues values -> columns[layout.u(values.feature())][row];
      case Layout.ClassRows rows -> columns[layout.t(rows.label())][row];
      case Layout.WeightedSum sum ->
          layout.hasMissing(sum.feature()) && columns[layout.u(sum.feature())][row] == 1
              ? 0
              : sum.times() * columns[layout.x(sum.feature())][row] - sum.less();
    };
  }

  private void mask(Randomness randomness) {
    int used = layout.d(layout.features().size());
    for (int column = 0; column < used; column++) {
      var values = randomness.rows(column, columns[column].length - body);
      System.arraycopy(values, 0, columns[column], body, values.length);
      if (column < layout.shifted()) columns[column][body] = 0;
    }
  }
}
