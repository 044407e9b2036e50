package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.cli.learning.LabelledRows;
import io.neuralnexus.cli.learning.StandardRows;
import io.neuralnexus.cli.learning.StandardRows.Scale;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.training.LogisticRegression;
import java.util.List;

/**
 * The training that jobs ask for: a program of the training machine, its settings, and how rows
 * become words of memory.
 *
 * @param features of a row that it looks at
 * @param rows of a data set that it looks at, at most
 */
record Recipe(Program program, int features, int rows, int epochs, Scale scale) {
  static final double RATE = 0.05;

  /** The limit of a run that jobs set. */
  static final long MOST_STEPS = 1 << 24;

  /** Bounds the time that a wide or a long table takes. */
  private static final long AIMED_STEPS = 3_000_000;

  private static final int LEAST_ROWS = 8;

  /** As many as a profile may have. */
  private static final int MOST_FEATURES = 64;

  private static final int MOST_EPOCHS = 5;

  /**
   * The recipe for a job with so many data sets. Its scale is public: that of the first.
   *
   * @param parts data sets and hold-out set
   */
  static Recipe of(List<LabelledRows> parts, int datasets) {
    var features = Math.min(parts.getFirst().featureCount(), MOST_FEATURES);
    var largest = parts.stream().mapToInt(LabelledRows::size).max().orElseThrow();
    // Each row is learnt from once with all data sets and once without each of the others.
    var stepsPerRow = (4L * features + 12) * datasets * datasets;
    var rows = Math.clamp(AIMED_STEPS / stepsPerRow, Math.min(LEAST_ROWS, largest), largest);
    var epochs = Math.clamp(AIMED_STEPS / (stepsPerRow * rows), 1, MOST_EPOCHS);
    var program = LogisticRegression.program(leastK(rows, features), features);
    return new Recipe(program, features, rows, epochs, Scale.of(parts.getFirst(), features));
  }

  private static int leastK(int rows, int features) {
    var words = Layout.LEAF_WORDS + rows * (features + 1);
    var k = Layout.LEAST_K;
    while (Layout.slotWords(k) < words || Layout.mostModelWords(k) < features + 1) k++;
    return k;
  }

  List<Long> settings() {
    return LogisticRegression.settings(epochs, RATE);
  }

  /** What the program sees of these rows. */
  StandardRows standard(LabelledRows part) {
    return scale.apply(part, rows);
  }

  /** The same as words of memory. */
  Slot slot(Buff secret, StandardRows standard) {
    return LogisticRegression.slot(secret, standard.features(), standard.classes());
  }

  /**
   * The rows in a slot.
   *
   * @throws IllegalArgumentException if that is none of this recipe
   */
  StandardRows rows(Slot slot) {
    var count = LogisticRegression.rows(slot, features);
    var values = new double[count][features];
    var classes = new boolean[count];
    for (var i = 0; i < count; i++) {
      classes[i] = LogisticRegression.isTrue(slot, features, i);
      for (var j = 0; j < features; j++) {
        values[i][j] = LogisticRegression.feature(slot, features, i, j);
      }
    }
    return new StandardRows(values, classes);
  }

  Buff slotRoot(Slot slot) {
    return slot.root(program.k());
  }
}
