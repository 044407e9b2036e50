package io.neuralnexus.simulator.suite;

import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.machine.Trace;

/** Runs that never happened. */
final class Lies {
  private Lies() {}

  /** A run that ends with a perfect score, which appears out of nothing before the last step. */
  static Run perfect(Trace truth) {
    return Run.tampered(truth, truth.length() - 1, TrainingTask.MAX_STEPS);
  }
}
