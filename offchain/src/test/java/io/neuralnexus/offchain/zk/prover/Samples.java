package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Profile.Missing;
import io.neuralnexus.offchain.zk.Profile.Sum;
import java.util.List;
import java.util.Optional;

/** A small table and a profile with one of everything. */
final class Samples {
  /** Two queries on 64 rows. */
  static final Parameters TINY = new Parameters(6, 17, 9, 2, 3, 1, 2, 3, 5);

  static final Buff SEED = Buff.of(new byte[32]);
  static final Buff BINDING = Buff.of(new byte[32]).slice(1, 32).plus(Buff.of((byte) 1));

  static final int ROWS = 20;

  private Samples() {}

  /** Its last feature is 0 everywhere, its second one is missing in rows 0, 7 and 14. */
  static Table table() {
    var ages = new long[ROWS];
    var weights = new long[ROWS];
    var labels = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      ages[i] = 18 + i * i % 80;
      weights[i] = i % 7 == 0 ? 99_999 : 1_000 + 37L * i;
      labels[i] = i % 3;
    }
    return Table.of(List.of(ages, weights, new long[ROWS])).withLabels(labels);
  }

  static Profile profile(int log) {
    return new Profile(
        log,
        ROWS,
        List.of(
            new Feature(18, 99, Optional.empty()),
            new Feature(1_000, 1_800, Optional.of(new Missing(99_999, new Bounds(2, 3)))),
            new Feature(0, 0, Optional.empty())),
        List.of(new Bounds(7, 7), new Bounds(5, 20), new Bounds(0, 6)),
        List.of(new Sum(1, 2, 2_500, -1_000, 100_000), new Sum(0, 1, 0, 500, 1_500)));
  }

  static Commitment commitment(Parameters parameters, int log) {
    return Commitment.of(parameters, profile(log), table(), SEED);
  }
}
