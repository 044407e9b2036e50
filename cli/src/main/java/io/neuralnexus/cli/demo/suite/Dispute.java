package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.offchain.dispute.Game;
import io.neuralnexus.offchain.dispute.Range;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.machine.Instruction;

/**
 * The game that finds the first step which two runs make differently: provider and challenger move
 * in turn, each as its own run says, and the chain makes the last step itself.
 */
final class Dispute {
  /**
   * How it ended.
   *
   * @param rounds of cutting and picking
   * @param step that was proven
   * @param instruction of that step
   * @param holds whether the chain came to the state that the provider says
   */
  record Verdict(int rounds, long step, Instruction instruction, boolean holds) {}

  private final Stage stage;
  private final Uint execution;
  private final Account provider;
  private final Run provided;
  private final Account challenger;
  private final Run claimed;

  Dispute(
      Stage stage,
      Uint execution,
      Account provider,
      Run provided,
      Account challenger,
      Run claimed) {
    this.stage = stage;
    this.execution = execution;
    this.provider = provider;
    this.provided = provided;
    this.challenger = challenger;
    this.claimed = claimed;
  }

  Verdict play() {
    int rounds = 0;
    var range = range();
    while (!range.isStep()) {
      var cuts = new Game(range, provided).cuts();
      stage.call(stage.computation.as(provider.address()).postCuts(execution, cuts));
      stage.call(
          stage.computation.as(challenger.address()).pick(execution, Uint.of(difference(range))));
      rounds++;
      var left = range();
      stage.tell(
          "round %d, %,d steps: %s agrees on the state after %,d, not on that after %,d",
          rounds, range.hi() - range.lo(), challenger, left.lo(), left.hi());
      range = left;
    }
    return prove(rounds, range);
  }

  /** What the chain says is left. */
  private Range range() {
    var dispute = stage.computation.getDispute(execution).orElseThrow();
    return new Range(dispute.lo().longValueExact(), dispute.hi().longValueExact());
  }

  private int difference(Range range) {
    return new Game(range, claimed)
        .pick(stage.computation.getDispute(execution).orElseThrow().cuts());
  }

  private Verdict prove(int rounds, Range range) {
    var proof = new Game(range, provided).proof();
    var witness = proof.witness();
    var leaf = witness.leaf();
    var proven =
        stage.call(
            stage
                .computation
                .as(provider.address())
                .proveStep(
                    execution,
                    proof.pre().bytes(),
                    witness.instruction(),
                    witness.instructionPath(),
                    leaf.words(),
                    leaf.salt(),
                    leaf.path()));
    return new Verdict(
        rounds, range.lo(), Instruction.parse(witness.instruction()), proven.value().holds());
  }
}
