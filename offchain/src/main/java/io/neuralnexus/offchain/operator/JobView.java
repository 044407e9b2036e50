package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.chain.Heights;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.contracts.ComputationVerification.Challenge;
import io.neuralnexus.offchain.contracts.ComputationVerification.Delivery;
import io.neuralnexus.offchain.contracts.ComputationVerification.Dispute;
import io.neuralnexus.offchain.contracts.ComputationVerification.Execution;
import io.neuralnexus.offchain.contracts.ComputationVerification.Result;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobBid;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJob;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobMatch;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job as the latest block has it. */
record JobView(
    Uint id,
    TrainingJobJob job,
    TrainingJobProgress progress,
    Optional<TrainingJobMatch> match,
    Optional<TrainingJobBid> bid,
    Optional<ExecutionView> execution) {

  /**
   * Its execution.
   *
   * @param outcome as it is now, also if only time brought it
   * @param challenges the entries of the queue, of which the first is number 1
   */
  record ExecutionView(
      Uint id,
      Execution terms,
      ComputationVerification.Progress progress,
      String outcome,
      Optional<Result> result,
      Optional<Dispute> dispute,
      List<Challenge> challenges,
      Optional<Delivery> delivery) {

    private Window window(Uint blocks) {
      return Window.of(progress.since().stacks(), progress.since().burn(), blocks);
    }

    /** For commitments. */
    Window training() {
      return window(terms.window());
    }

    /** For the result. */
    Window show() {
      return training().plus(terms.terms().resultWindow());
    }

    /** For the reveals of auditors. */
    Window reveals() {
      return window(terms.terms().revealWindow());
    }

    /** For challenges. */
    Window challengeWindow() {
      return window(terms.terms().challengeWindow());
    }

    boolean isCommitted() {
      return !progress.commitment().equals(ComputationVerification.Constants.NO_HASH);
    }

    /** The state of an auditor's seat, by the number of the verifier. */
    Optional<Uint> seat(Uint verifier) {
      int place = terms.auditors().indexOf(verifier);
      return place < 0 ? Optional.empty() : Optional.of(progress.seats().get(place));
    }

    /** The entry of the queue that is in dispute. */
    Challenge current() {
      return challenges.get(Math.toIntExact(progress.current().longValueExact()) - 1);
    }

    /** The time that whoever has to move has left for it. */
    Window clock(Dispute dispute) {
      var left =
          dispute.turn().equals(ComputationVerification.Constants.PICK)
              ? dispute.challengerClock()
              : dispute.providerClock();
      // In time is who used at most the window, and less than the clock.
      var blocks = Math.min(terms.terms().moveWindow().longValueExact(), left.longValueExact() - 1);
      return new Window(
          new Heights(
              dispute.since().stacks().longValueExact(), dispute.since().burn().longValueExact()),
          blocks);
    }
  }

  static Optional<JobView> read(Marketplace market, ComputationVerification computation, Uint id) {
    return market
        .getTrainingJob(id)
        .map(
            known -> {
              var progress = known.progress().orElseThrow();
              return new JobView(
                  id,
                  known.job(),
                  progress,
                  known.match(),
                  known.bid(),
                  progress.execution().equals(Uint.ZERO)
                      ? Optional.empty()
                      : Optional.of(execution(computation, progress)));
            });
  }

  private static ExecutionView execution(
      ComputationVerification computation, TrainingJobProgress job) {
    var id = job.execution();
    var progress = computation.getProgress(id).orElseThrow();
    var challenges = new ArrayList<Challenge>();
    for (long i = 1; i <= progress.challenges().longValueExact(); i++) {
      challenges.add(computation.getChallenge(id, Uint.of(i)).orElseThrow());
    }
    return new ExecutionView(
        id,
        computation.getExecution(id).orElseThrow(),
        progress,
        computation.getOutcome(id),
        computation.getResult(id),
        computation.getDispute(id),
        List.copyOf(challenges),
        computation.getDelivery(id));
  }

  boolean is(String state) {
    return progress.state().equals(state);
  }

  /** A window that began with the state that the job is in. */
  Window window(Uint blocks) {
    return Window.of(progress.since().stacks(), progress.since().burn(), blocks);
  }

  /** For bids. */
  Window auction() {
    var extensions = bid.map(TrainingJobBid::extensions).orElse(Uint.ZERO);
    return window(job.spec().auctionWindow().plus(Marketplace.Constants.LATE.times(extensions)));
  }

  boolean isSoldTo(Principal who) {
    return bid.map(each -> each.provider().equals(who)).orElse(false);
  }

  /** For keys. */
  Window keys() {
    return window(job.terms().keyWindow());
  }

  /** For the confirmation. */
  Window confirmation() {
    return keys().plus(job.terms().confirmWindow());
  }
}
