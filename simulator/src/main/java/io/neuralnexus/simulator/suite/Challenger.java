package io.neuralnexus.simulator.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.HashMap;
import java.util.Map;

/** Looks at results of its own accord, and disputes them with a bond. */
final class Challenger extends SuiteAgent {
  /** Of the bound stake, for whoever proved the lie; and of the bond. */
  private static final double BOND_PART = 0.8;

  private static final double BPS = 10_000;

  private final ChallengeStrategy strategy;
  private final Map<Uint, Case> cases = new HashMap<>();

  /** What it says of a result, and how often it has. */
  private record Case(Run claim, int disputes) {}

  Challenger(World world, Part part, ChallengeStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    feed.attend(this, Happening.REVEALED, Happening.UPHELD, Happening.FINALIZED);
  }

  @Override
  public void see(LiveJob job, Happening what) {
    switch (what) {
      case REVEALED -> later(1 + chance.below((int) part.setting("delay") + 1), () -> look(job));
      case UPHELD -> {
        var mine = cases.get(job.id);
        if (mine != null) dispute(job, new ChallengeStrategy.Finding(false, false, mine.disputes));
      }
      case DISPUTED -> {
        var mine = cases.get(job.id);
        job.turn
            .filter(turn -> mine != null && turn.who().equals(account.address()))
            .filter(_ -> part.setting("plays") > 0)
            .ifPresent(
                turn -> account.send(Moves.pick(calls.computation(), job, turn, mine.claim)));
      }
      case FINALIZED -> cases.remove(job.id);
      default -> {}
    }
  }

  private void look(LiveJob job) {
    if (feed.job(job.id).isEmpty()) return;
    var cost = stx(part.setting("check-cost")) * truth.work(job);
    var prize = (BOND_PART * job.bond + job.stake * world.parameter("bounty-bps") / BPS) / MICRO;
    var bond = world.parameter("challenge-bond") / MICRO;
    if (strategy.checks(new ChallengeStrategy.Sight(cost, bond, prize, job.seats))) {
      account.spend(cost);
      world.recorder().add("results.checked", 1);
      var wrong = !truth.isTrue(job);
      dispute(job, new ChallengeStrategy.Finding(true, wrong, 0));
    } else {
      dispute(job, new ChallengeStrategy.Finding(false, false, 0));
    }
  }

  private void dispute(LiveJob job, ChallengeStrategy.Finding finding) {
    if (isClosed() || !strategy.disputes(finding)) return;
    if (!computation.getOutcome(job.execution).matches("revealed|disputed")) return;
    if (funds() < world.parameter("challenge-bond")) return;
    var claim = truth.isTrue(job) ? Lies.perfect(truth.run(job)) : Run.honest(truth.run(job));
    cases.put(job.id, new Case(claim, finding.disputes() + 1));
    account.send(
        calls.computation().challenge(job.execution, claim.end().hash(), uint(claim.length())));
  }
}
