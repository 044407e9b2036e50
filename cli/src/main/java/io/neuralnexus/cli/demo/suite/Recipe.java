package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.cli.learning.LabelledRows;
import io.neuralnexus.cli.learning.StandardRows;
import io.neuralnexus.cli.learning.StandardRows.Scale;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.training.Architecture;
import io.neuralnexus.offchain.training.Plan;
import io.neuralnexus.offchain.training.Rows;
import io.neuralnexus.offchain.training.Settings;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The training that jobs ask for: a program of the training machine, its settings, and how rows
 * become words of memory.
 *
 * @param features of a row that it looks at
 * @param rows of a data set that it looks at, at most
 */
record Recipe(Program program, int features, int rows, int epochs, Scale scale) {
  static final double RATE = 0.05;

  /** The weights change after every row. */
  private static final int BATCH = 1;

  private static final int CLASSES = 2;

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
    var stepsPerRow = (7L * features + 80) * datasets * datasets;
    var rows = Math.clamp(AIMED_STEPS / stepsPerRow, Math.min(LEAST_ROWS, largest), largest);
    var epochs = Math.clamp(AIMED_STEPS / (stepsPerRow * rows), 1, MOST_EPOCHS);
    var model = Architecture.logistic(features);
    var plan = Plan.training(model, Plan.leastK(model, (int) rows)).with(Plan.Part.CONTRIBUTIONS);
    var program = plan.write().program();
    return new Recipe(program, features, rows, epochs, Scale.of(parts.getFirst(), features));
  }

  List<Long> settings() {
    return Settings.of(epochs, RATE, BATCH).words();
  }

  /** What the program sees of these rows. */
  StandardRows standard(LabelledRows part) {
    return scale.apply(part, rows);
  }

  /** The same as words of memory. */
  Slot slot(Buff secret, StandardRows standard) {
    var labels = IntStream.range(0, standard.size()).map(i -> standard.classes()[i] ? 1 : 0);
    return Rows.of(features, CLASSES, standard.features(), labels.toArray()).slot(secret);
  }

  /**
   * The rows in a slot.
   *
   * @throws IllegalArgumentException if that is none of this recipe
   */
  StandardRows rows(Slot slot) {
    var table = Rows.of(slot, features, CLASSES);
    var values = new double[table.size()][features];
    var classes = new boolean[table.size()];
    for (var i = 0; i < classes.length; i++) {
      classes[i] = table.label(i) == 1;
      for (var j = 0; j < features; j++) values[i][j] = table.feature(i, j);
    }
    return new StandardRows(values, classes);
  }

  Buff slotRoot(Slot slot) {
    return slot.root(program.k());
  }
}
