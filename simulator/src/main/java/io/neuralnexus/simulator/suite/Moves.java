package io.neuralnexus.simulator.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.dispute.Game;
import io.neuralnexus.offchain.dispute.Range;
import io.neuralnexus.offchain.dispute.Run;

/** The moves of a dispute, as they follow from the run that somebody stands for. */
final class Moves {
  private Moves() {}

  /** What the provider answers. */
  static Transaction answer(
      ComputationVerification.Transactions calls, LiveJob job, LiveJob.Turn turn, Run run) {
    var game = new Game(new Range(turn.lo(), turn.hi()), run);
    if (turn.move().equals("cut")) return calls.postCuts(job.execution, game.cuts());
    var proof = game.proof();
    var leaf = proof.witness().leaf();
    return calls.proveStep(
        job.execution,
        proof.pre().bytes(),
        proof.witness().instruction(),
        proof.witness().instructionPath(),
        leaf.words(),
        leaf.salt(),
        leaf.path());
  }

  /** What the challenger picks. */
  static Transaction pick(
      ComputationVerification.Transactions calls, LiveJob job, LiveJob.Turn turn, Run run) {
    var part = new Game(new Range(turn.lo(), turn.hi()), run).pick(turn.cuts());
    return calls.pick(job.execution, uint(part));
  }
}
