package io.neuralnexus.benchmarks;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.training.Architecture;
import io.neuralnexus.offchain.training.Plan;
import io.neuralnexus.offchain.training.Rows;
import io.neuralnexus.offchain.training.Settings;
import java.util.Collections;
import java.util.Random;

/** Trainings of the library on drawn rows, longer than anybody will wait for. */
final class Trainings {
  static final int FEATURES = 30;
  static final int CLASSES = 2;

  private Trainings() {}

  static Program program(String name, int k) {
    var architecture =
        switch (name) {
          case "logistic" -> Architecture.logistic(FEATURES);
          case "softmax" -> Architecture.softmax(FEATURES, CLASSES);
          case "network" -> Architecture.network(FEATURES, 32, CLASSES);
          default -> throw new IllegalArgumentException("no training is called " + name);
        };
    return Plan.training(architecture, k).write().program();
  }

  /** A job with so many data sets of so many rows. */
  static Inputs inputs(int datasets, int rows) {
    var random = new Random(1);
    var values = new double[rows][FEATURES];
    var classes = new int[rows];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < FEATURES; i++) values[row][i] = random.nextGaussian();
      classes[row] = values[row][0] > 0 ? 1 : 0;
    }
    var secret = Buff.of(new byte[32]);
    var slot = Rows.of(FEATURES, CLASSES, values, classes).slot(secret);
    return new Inputs(
        1,
        Settings.of(Settings.MOST, 0.01, 16).words(),
        Collections.nCopies(datasets, slot),
        Collections.nCopies(datasets, Seed.of(secret)),
        Seed.of(secret),
        slot);
  }
}
