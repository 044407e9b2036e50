package io.neuralnexus.simulator.suite;

import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;

/** Pushes on what waits for time alone, for the tips. */
final class Keeper extends SuiteAgent {
  Keeper(World world, Part part) {
    super(world, part);
    feed.attend(this, Happening.values());
  }

  @Override
  public void see(LiveJob job, Happening what) {
    switch (what) {
      case MATCHED -> later(job.auctionWindow + 3, () -> afterAuction(job));
      case ASSIGNED -> {
        later(job.keyWindow + 1, () -> afterKeys(job));
        later(job.keyWindow + job.confirmWindow + 1, () -> afterKeys(job));
      }
      case STARTED -> {
        later(job.trainingWindow + 1, () -> finish(job));
        later(job.trainingWindow + job.resultWindow + 1, () -> finish(job));
      }
      case REVEALED, UPHELD ->
          later(job.since + job.challengeWindow + 1 - world.burnHeight(), () -> finish(job));
      case REFUTED -> later(1, () -> finish(job));
      case DISPUTED -> {
        var turn = job.turn;
        later(
            job.moveWindow + 2,
            () -> {
              if (isLive(job) && job.turn.equals(turn)) {
                account.send(calls.computation().expireDispute(job.execution));
              }
            });
      }
      default -> {}
    }
  }

  private boolean isLive(LiveJob job) {
    return feed.job(job.id).isPresent();
  }

  private void afterAuction(LiveJob job) {
    if (!isLive(job) || !job.grantees.isEmpty()) return;
    if (job.bidder.isEmpty()) {
      account.send(calls.market().endJob(job.id));
      return;
    }
    var left = job.since + job.auctionWindow + 10 * job.extensions + 3 - world.burnHeight();
    if (left > 0) later(left, () -> afterAuction(job));
    else account.send(calls.market().assignJob(job.id));
  }

  private void afterKeys(LiveJob job) {
    if (!isLive(job) || job.started > 0) return;
    var complete = job.holdoutPosted && job.keys == job.datasets.size();
    var due = job.since + job.keyWindow + (complete ? job.confirmWindow : 0);
    if (world.burnHeight() > due) account.send(calls.market().endJob(job.id));
  }

  private void finish(LiveJob job) {
    if (!isLive(job)) return;
    switch (computation.getOutcome(job.execution)) {
      case "accepted", "refuted", "lapsed" -> account.send(calls.market().finalizeJob(job.id));
      default -> {}
    }
  }
}
