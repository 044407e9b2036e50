package io.neuralnexus.offchain.dispute;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.State;
import io.neuralnexus.offchain.machine.StepWitness;
import java.util.List;

/**
 * A dispute as one side sees it: what is left of the range, and the run that this side stands for.
 * Each move follows from these two alone, so that nothing has to be remembered between moves.
 */
public record Game(Range range, Run run) {
  /**
   * The last move of the provider.
   *
   * @param pre the state that both sides agree on
   */
  public record Proof(State pre, StepWitness witness) {}

  /** What the provider shows: its states between the parts of the range. */
  public List<Buff> cuts() {
    return run.hashes(range.cuts());
  }

  /**
   * What the challenger picks: the first part at whose end the states shown are not its own, from
   * 0.
   *
   * @param shown by the provider
   */
  public int pick(List<Buff> shown) {
    var own = cuts();
    for (int part = 0; part < shown.size(); part++) {
      if (!shown.get(part).equals(own.get(part))) return part;
    }
    return shown.size();
  }

  /**
   * How the provider proves the single step that is left.
   *
   * @throws IllegalStateException if more than one step is left
   */
  public Proof proof() {
    if (!range.isStep()) {
      throw new IllegalStateException("%s is more than one step".formatted(range));
    }
    return new Proof(run.state(range.lo()), run.witness(range.lo()));
  }
}
