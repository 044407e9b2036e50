package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Uint.ZERO;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Marketplace;
import io.neuralnexus.tests.contracts.Marketplace.Proposals;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJob;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobBid;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobJob;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobJobTerms;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobMatch;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobProgress;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobProgressSince;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Jobs, their proposals, matches and bids. */
final class AuditTrailMarket implements AuditTrailPart {
  private static final int MOST_PROPOSALS = 3;

  private final AuditTrailEntries<Uint, TrainingJob> jobs;
  private final AuditTrailEntries<Uint, List<Proposals>> proposals;
  private final AuditTrailEntries<String, Uint> last;

  AuditTrailMarket(Marketplace market) {
    jobs = new AuditTrailEntries<>("market: job", market::getTrainingJob);
    proposals =
        new AuditTrailEntries<>(
            "market: proposals for", id -> Optional.of(market.getProposals(id)));
    last = new AuditTrailEntries<>("market: last job", _ -> Optional.of(market.getLastJob()));
    last.put("", ZERO);
  }

  @Override
  public List<AuditTrailEntries<?, ?>> entries() {
    return List.of(jobs, proposals, last);
  }

  void read(Marketplace.Event event, AuditTrailMoment now) {
    switch (event) {
      case Marketplace.Event.CreateTrainingJob e -> {
        jobs.put(e.id(), created(e, now));
        proposals.put(e.id(), List.of());
        last.put("", e.id());
      }
      case Marketplace.Event.CancelJob e -> enter(e.id(), "ended", now);
      case Marketplace.Event.ProposeMatch e -> {
        var job = jobs.get(e.id()).job();
        var proposal = new Proposals(e.ids(), e.prices(), e.proposer(), e.scores());
        proposals.change(e.id(), kept -> ranked(kept, proposal, job));
      }
      case Marketplace.Event.MatchJob e ->
          match(
              e.id(),
              new TrainingJobMatch(
                  e.ids(),
                  e.initial(),
                  e.minFees(),
                  e.minScore(),
                  e.owners(),
                  e.prices(),
                  e.verifiers()),
              now);
      case Marketplace.Event.LockMatch e ->
          match(
              e.id(),
              new TrainingJobMatch(
                  e.ids(),
                  e.initial(),
                  e.minFees(),
                  e.minScore(),
                  e.owners(),
                  e.prices(),
                  e.verifiers()),
              now);
      case Marketplace.Event.BidOnJob e ->
          jobs.change(
              e.id(),
              job ->
                  job.withBid(
                      Optional.of(
                          new TrainingJobBid(
                              List.of(),
                              e.bond(),
                              e.closed(),
                              e.extensions(),
                              e.price(),
                              e.provider(),
                              e.weighted()))));
      case Marketplace.Event.AssignJob e -> {
        jobs.change(
            e.id(), job -> job.withBid(job.bid().map(best -> best.withAuditors(e.auditors()))));
        enter(e.id(), "keyed", now);
      }
      case Marketplace.Event.PostHoldoutKey e ->
          move(e.id(), progress -> progress.withHoldoutPosted(true));
      case Marketplace.Event.ConfirmInputs e -> {
        enter(e.id(), "processing", now);
        move(e.id(), progress -> progress.withExecution(e.execution()));
      }
      // The result is in the events of computation-verification.
      case Marketplace.Event.CompleteTrainingJob _ -> {}
      case Marketplace.Event.FinalizeJob e -> {
        enter(e.id(), e.outcome().equals("accepted") ? "completed" : "failed", now);
        move(e.id(), progress -> progress.withModel(e.model()));
      }
      case Marketplace.Event.EndJob e -> enter(e.id(), "ended", now);
    }
  }

  private static TrainingJob created(Marketplace.Event.CreateTrainingJob e, AuditTrailMoment now) {
    var terms = e.terms();
    return new TrainingJob(
        Optional.empty(),
        new TrainingJobJob(
            e.developer(),
            e.lineage(),
            e.spec(),
            new TrainingJobJobTerms(
                terms.bond(),
                terms.confirmWindow(),
                terms.feeBps(),
                terms.keyWindow(),
                terms.reserve(),
                terms.stake(),
                terms.tip())),
        Optional.empty(),
        Optional.of(new TrainingJobProgress(ZERO, false, ZERO, since(now), "open")));
  }

  private static TrainingJobProgressSince since(AuditTrailMoment now) {
    return new TrainingJobProgressSince(now.burn(), now.stacks());
  }

  private void enter(Uint id, String state, AuditTrailMoment now) {
    move(id, progress -> progress.withState(state).withSince(since(now)));
  }

  private void move(Uint id, UnaryOperator<TrainingJobProgress> change) {
    jobs.change(id, job -> job.withProgress(job.progress().map(change)));
  }

  private void match(Uint id, TrainingJobMatch match, AuditTrailMoment now) {
    jobs.change(id, job -> job.withMatch(Optional.of(match)));
    enter(id, "matched", now);
  }

  /** The best three: the developer's first, then by scores over prices, then the earlier. */
  private static List<Proposals> ranked(
      List<Proposals> kept, Proposals proposal, TrainingJobJob job) {
    var all = new ArrayList<Proposals>();
    boolean placed = false;
    for (var old : kept) {
      if (!placed && isBetter(proposal, old, job)) {
        all.add(proposal);
        placed = true;
      }
      if (!old.ids().equals(proposal.ids())) all.add(old);
    }
    if (!placed) all.add(proposal);
    return List.copyOf(all.subList(0, Math.min(MOST_PROPOSALS, all.size())));
  }

  private static boolean isBetter(Proposals one, Proposals other, TrainingJobJob job) {
    boolean isDevelopers = one.proposer().equals(job.developer());
    if (isDevelopers != other.proposer().equals(job.developer())) return isDevelopers;
    return value(one, other, job).compareTo(value(other, one, job)) > 0;
  }

  private static Uint value(Proposals one, Proposals against, TrainingJobJob job) {
    return one.scores().times(against.prices().plus(job.terms().reserve()));
  }
}
