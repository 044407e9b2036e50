package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.offchain.zk.prover.Goldilocks.multiply;
import static io.neuralnexus.offchain.zk.prover.Goldilocks.subtract;

import java.util.List;

/** How many of several numbers are independent, by Gauss's elimination over the field. */
final class Rank {
  private Rank() {}

  /**
   * The rank of what was seen, less what was seen first: the dimension of all that could be seen.
   *
   * @param views the same numbers, seen again and again with other randomness
   */
  static int of(List<long[]> views) {
    var first = views.getFirst();
    var rows =
        views.stream()
            .skip(1)
            .map(
                view -> {
                  var row = new long[view.length];
                  for (int i = 0; i < row.length; i++) row[i] = subtract(view[i], first[i]);
                  return row;
                })
            .toArray(long[][]::new);
    return rank(rows, first.length);
  }

  private static int rank(long[][] rows, int width) {
    int rank = 0;
    for (int column = 0; column < width && rank < rows.length; column++) {
      int pivot = pivot(rows, rank, column);
      if (pivot < 0) continue;
      var row = rows[pivot];
      rows[pivot] = rows[rank];
      rows[rank] = row;
      long inverse = Goldilocks.inverse(row[column]);
      for (int i = rank + 1; i < rows.length; i++) {
        long factor = multiply(rows[i][column], inverse);
        for (int j = column; j < width; j++) {
          rows[i][j] = subtract(rows[i][j], multiply(factor, row[j]));
        }
      }
      rank++;
    }
    return rank;
  }

  private static int pivot(long[][] rows, int from, int column) {
    for (int i = from; i < rows.length; i++) {
      if (rows[i][column] != 0) return i;
    }
    return -1;
  }
}
