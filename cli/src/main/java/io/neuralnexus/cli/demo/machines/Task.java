package io.neuralnexus.cli.demo.machines;

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
 * What all jobs of this part ask for: logistic regression from the library, on a table's first
 * features.
 */
record Task(Program program, List<Long> settings, int features, Scale scale) {
  /** The limit of a run that jobs set. */
  static final long MOST_STEPS = 1 << 24;

  private static final int MOST_FEATURES = 64;
  private static final int MOST_ROWS = 120;
  private static final int CLASSES = 2;

  static Task of(LabelledRows first) {
    var features = Math.min(first.featureCount(), MOST_FEATURES);
    var model = Architecture.logistic(features);
    var plan = Plan.training(model, Plan.leastK(model, MOST_ROWS)).with(Plan.Part.CONTRIBUTIONS);
    return new Task(
        plan.write().program(),
        Settings.of(2, 0.2, 4).words(),
        features,
        Scale.of(first, features));
  }

  /** Rows as words of memory. */
  Slot slot(LabelledRows part, Buff secret) {
    StandardRows rows = scale.apply(part, MOST_ROWS);
    var labels = IntStream.range(0, rows.size()).map(i -> rows.classes()[i] ? 1 : 0).toArray();
    return Rows.of(features, CLASSES, rows.features(), labels).slot(secret);
  }
}
