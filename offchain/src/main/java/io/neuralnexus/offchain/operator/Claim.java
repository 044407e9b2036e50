package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.machine.State;
import java.util.List;

/**
 * What somebody says came out of a job: all that it takes to commit to it, to show it and to
 * deliver it, without running it again.
 *
 * @param steps that it took
 * @param output the 256 bytes with score and weights
 * @param path that opens them
 * @param model its words
 */
record Claim(State end, long steps, Buff output, List<Buff> path, List<Long> model) {
  Claim {
    path = List.copyOf(path);
    model = List.copyOf(model);
  }

  static Claim of(Run run) {
    var output = run.output();
    return new Claim(run.end(), run.length(), output.words(), output.path(), output.model());
  }

  /** The commitment to the last state. */
  Buff hash() {
    return end.hash();
  }
}
