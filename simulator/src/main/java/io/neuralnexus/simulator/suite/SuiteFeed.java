package io.neuralnexus.simulator.suite;

import static io.neuralnexus.simulator.world.Participant.MICRO;

import io.neuralnexus.clarinet.Event.Print;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.simulator.kpi.Recorder;
import io.neuralnexus.simulator.world.Bygones;
import io.neuralnexus.simulator.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the events of jobs, data sets and executions once for everybody, keeps what is known of
 * jobs that are not over, tells those whom a change concerns, and counts how jobs end.
 */
final class SuiteFeed {
  /** Of these it can matter that there are none. */
  private static final List<String> TOTALS =
      List.of(
          "disputes.refuted",
          "disputes.upheld",
          "jobs.created",
          "jobs.ended.matched",
          "jobs.lapsed",
          "jobs.unaudited",
          "results.checked",
          "results.delivered",
          "results.right.refuted",
          "results.wrong.accepted",
          "results.wrong.caught",
          "slashed.false");

  private final World world;
  private final Truth truth;
  private final Recorder recorder;
  private final Marketplace market;
  private final DataRights data;
  private final ComputationVerification computation;

  private final Map<Uint, LiveJob> jobs = new LinkedHashMap<>();
  private final Map<Uint, LiveJob> executions = new HashMap<>();
  private final Map<Uint, Listing> listings = new LinkedHashMap<>();
  private final Map<Principal, Watcher> parties = new HashMap<>();
  private final Map<Happening, List<Watcher>> audience = new EnumMap<>(Happening.class);
  private final Bygones bygoneJobs;
  private final Bygones bygoneExecutions;

  /** Bonds, by which the chain knows who is engaged for a job. */
  private final Bygones bygoneBonds;

  private final Map<Uint, Uint> bonds = new HashMap<>();

  private SuiteFeed(World world) {
    this.world = world;
    this.truth = Truth.of(world);
    this.recorder = world.recorder();
    this.market = Marketplace.on(world.chain());
    this.data = DataRights.on(world.chain());
    this.computation = ComputationVerification.on(world.chain());
    this.bygoneJobs = new Bygones(world, this::forgetJobs);
    this.bygoneExecutions = new Bygones(world, this::forgetExecutions);
    this.bygoneBonds =
        new Bygones(
            world, below -> world.forgetBelow(computation.contract(), "engagements", below));
    for (var what : Happening.values()) audience.put(what, new ArrayList<>());
    world.listen(market.contract(), this::readMarket);
    world.listen(data.contract(), this::readData);
    world.listen(computation.contract(), this::readComputation);
    recorder.gauge("jobs.live", "1", jobs::size);
  }

  static SuiteFeed of(World world) {
    var feed = world.shared(SuiteFeed.class, SuiteFeed::new);
    MoneyTrail.of(world, feed);
    ModelFeed.of(world);
    return feed;
  }

  private void forgetJobs(Uint below) {
    for (var map : List.of("jobs", "progress", "proposals", "matches", "bids")) {
      world.forgetBelow(market.contract(), map, below);
    }
    world.forgetBelow(data.contract(), "jobs", "id", below);
    world.forgetBelow(data.contract(), "posted-keys", "job", below);
    world.forgetBelow(data.contract(), "approvals", "job", below);
    world.forgetBelow(Compensation.on(world.chain()).contract(), "escrows", "id", below);
  }

  private void forgetExecutions(Uint below) {
    for (var map : List.of("executions", "progress", "results", "disputes", "deliveries")) {
      world.forgetBelow(computation.contract(), map, below);
    }
    for (var map : List.of("commitments", "challenges", "claims")) {
      world.forgetBelow(computation.contract(), map, "execution", below);
    }
  }

  /** The job below which the chain has forgotten all. */
  Uint bygone() {
    return bygoneJobs.below();
  }

  /** Somebody will want jobs: from now on it is told, too, that there were none. */
  void expectJobs() {
    for (var total : TOTALS) recorder.add(total, 0);
  }

  /** From now on tells somebody what concerns an account of his. */
  void follow(Principal account, Watcher watcher) {
    parties.put(account, watcher);
  }

  /** From now on tells somebody of everything of a kind. */
  void attend(Watcher watcher, Happening... kinds) {
    for (var kind : kinds) audience.get(kind).add(watcher);
  }

  /** Data sets that take runs, in the order of their registration. */
  Collection<Listing> listings() {
    return Collections.unmodifiableCollection(listings.values());
  }

  Optional<Listing> listing(Uint id) {
    return Optional.ofNullable(listings.get(id));
  }

  Optional<LiveJob> job(Uint id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** Jobs that are not over, oldest first. */
  Collection<LiveJob> jobs() {
    return Collections.unmodifiableCollection(jobs.values());
  }

  // Jobs

  private void readMarket(Print print) {
    switch (market.event(print).orElseThrow()) {
      case Marketplace.Event.CreateTrainingJob created -> {
        var spec = created.spec();
        var terms = created.terms();
        var job =
            new LiveJob(
                created.id(),
                created.developer(),
                spec.base().longValueExact(),
                spec.bonus().longValueExact(),
                terms.bond().longValueExact(),
                terms.stake().longValueExact(),
                spec.auditFee().longValueExact(),
                spec.auctionWindow().longValueExact(),
                spec.trainingWindow().longValueExact(),
                terms.keyWindow().longValueExact(),
                terms.confirmWindow().longValueExact(),
                spec.fixedPrice());
        jobs.put(job.id, job);
        bygoneJobs.begin(job.id);
        recorder.add("jobs.created", 1);
        enter(job, Happening.CREATED);
      }
      case Marketplace.Event.MatchJob matched -> {
        var job = jobs.get(matched.id());
        job.datasets = matched.ids();
        job.owners = matched.owners();
        job.matched = world.burnHeight();
        enter(job, Happening.MATCHED);
      }
      case Marketplace.Event.BidOnJob bid -> {
        var job = jobs.get(bid.id());
        if (job.bidder.isEmpty()) recorder.sample("jobs.wait", world.burnHeight() - job.matched);
        var outbid = bid.outbid().map(parties::get);
        job.bidder = Optional.of(bid.provider());
        job.price = bid.price().longValueExact();
        job.weighted = bid.weighted().longValueExact();
        job.extensions = bid.extensions().longValueExact();
        tell(job, Happening.BID);
        outbid.ifPresent(loser -> loser.see(job, Happening.BID));
      }
      case Marketplace.Event.AssignJob assigned -> {
        var job = jobs.get(assigned.id());
        job.grantees = assigned.grantees();
        recorder.sample("jobs.price", job.price / MICRO);
        enter(job, Happening.ASSIGNED);
      }
      case Marketplace.Event.PostHoldoutKey posted -> {
        var job = jobs.get(posted.id());
        job.holdoutPosted = true;
        tellKeyed(job);
      }
      case Marketplace.Event.ConfirmInputs confirmed -> {
        var job = jobs.get(confirmed.id());
        job.execution = confirmed.execution();
        job.started = world.burnHeight();
        executions.put(job.execution, job);
        var execution = computation.getExecution(job.execution).orElseThrow();
        job.seats = execution.auditors().size();
        job.resultWindow = execution.terms().resultWindow().longValueExact();
        job.challengeWindow = execution.terms().challengeWindow().longValueExact();
        job.moveWindow = execution.terms().moveWindow().longValueExact();
        enter(job, Happening.STARTED);
      }
      case Marketplace.Event.FinalizeJob ended -> {
        var job = jobs.get(ended.id());
        job.outcome = ended.outcome();
        job.model = ended.model();
        count(job);
        tell(job, Happening.FINALIZED);
        forget(job);
      }
      case Marketplace.Event.EndJob ended -> {
        recorder.add("jobs.ended." + ended.state(), 1);
        end(jobs.get(ended.id()));
      }
      case Marketplace.Event.CancelJob cancelled -> {
        recorder.add("jobs.cancelled", 1);
        end(jobs.get(cancelled.id()));
      }
      default -> {}
    }
  }

  private void count(LiveJob job) {
    if (job.outcome.equals("lapsed")) {
      recorder.add("jobs.lapsed", 1);
      return;
    }
    var good = truth.isTrue(job);
    var accepted = job.outcome.equals("accepted");
    if (accepted) recorder.add(good ? "results.delivered" : "results.wrong.accepted", 1);
    else recorder.add(good ? "results.right.refuted" : "results.wrong.caught", 1);
    recorder.sample("settle.blocks", world.burnHeight() - job.started);
    recorder.sample("jobs.score", job.score);
    if (accepted && good) recorder.sample("jobs.score.true", job.score);
    if (job.seats == 0) {
      recorder.add("jobs.unaudited", 1);
    } else {
      recorder.sample("auditors.participation", (double) job.reveals / job.seats);
    }
  }

  private void end(LiveJob job) {
    tell(job, Happening.ENDED);
    forget(job);
  }

  private void forget(LiveJob job) {
    jobs.remove(job.id);
    bygoneJobs.end(job.id);
    truth.forget(job);
    if (executions.remove(job.execution) == null) return;
    bygoneExecutions.end(job.execution);
    bygoneBonds.end(bonds.remove(job.execution));
  }

  // Data sets

  private void readData(Print print) {
    switch (data.event(print).orElseThrow()) {
      case DataRights.Event.RegisterDataset made ->
          listings.put(
              made.id(),
              new Listing(
                  made.id(),
                  made.owner(),
                  made.terms().price().longValueExact(),
                  made.seeds().size(),
                  scoreOf(made.owner())));
      case DataRights.Event.UpdateDataset updated ->
          listings.get(updated.id()).open = updated.terms().open();
      case DataRights.Event.Unstake left -> listings.remove(left.id());
      case DataRights.Event.AddSeeds added -> countSeeds(added.id());
      case DataRights.Event.ReserveRuns reserved ->
          reserved.runs().forEach(run -> countSeeds(run.id()));
      case DataRights.Event.PostKey posted -> {
        var job = jobs.get(posted.job());
        job.keys++;
        tellKeyed(job);
      }
      case DataRights.Event.ReleaseRuns released -> {
        released.released().forEach(this::countSeeds);
        released.slashed().forEach(id -> listings.get(id).open = false);
      }
      case DataRights.Event.FinishRuns finished -> {
        var job = jobs.get(finished.job());
        for (var id : job.datasets) {
          var listing = listings.get(id);
          if (listing != null) listing.score = scoreOf(listing.owner);
        }
      }
      default -> {}
    }
  }

  /** Runs that end without a key give their seeds back, as far as there is room for them. */
  private void countSeeds(Uint id) {
    var listing = listings.get(id);
    if (listing == null) return;
    listing.seeds = data.getDataset(id).orElseThrow().usage().seeds().size();
  }

  private long scoreOf(Principal owner) {
    return data.getReputation(owner).score().longValueExact();
  }

  private void tellKeyed(LiveJob job) {
    if (job.holdoutPosted && job.keys == job.datasets.size()) tell(job, Happening.KEYED);
  }

  // Executions

  private void readComputation(Print print) {
    switch (computation.event(print).orElseThrow()) {
      case ComputationVerification.Event.Engage made -> {
        bygoneBonds.begin(made.hold());
        made.outbid().ifPresent(bygoneBonds::end);
      }
      case ComputationVerification.Event.Disengage made -> bygoneBonds.end(made.hold());
      case ComputationVerification.Event.OpenExecution made -> {
        bygoneExecutions.begin(made.id());
        bonds.put(made.id(), made.bond());
      }
      case ComputationVerification.Event.Commit made -> {
        var job = executions.get(made.id());
        if (++job.commitments == job.seats + 1) tell(job, Happening.COMMITTED);
      }
      case ComputationVerification.Event.CommitResult made -> {
        var job = executions.get(made.id());
        job.result = Optional.of(made.final_());
        job.score = Math.toIntExact(made.score().longValueExact());
        job.steps = made.steps().longValueExact();
        enter(job, Happening.REVEALED);
      }
      case ComputationVerification.Event.RevealAudit made -> {
        var job = executions.get(made.id());
        job.reveals++;
        if (!made.agrees()) turn(job);
      }
      case ComputationVerification.Event.Challenge made -> turn(executions.get(made.id()));
      case ComputationVerification.Event.PostCuts made -> turn(executions.get(made.id()));
      case ComputationVerification.Event.Pick made -> turn(executions.get(made.id()));
      case ComputationVerification.Event.ProveStep made ->
          over(executions.get(made.id()), made.holds());
      case ComputationVerification.Event.ExpireDispute made ->
          over(executions.get(made.id()), made.providerWins());
      default -> {}
    }
  }

  private void over(LiveJob job, boolean upheld) {
    job.disputes++;
    job.turn = Optional.empty();
    recorder.add(upheld ? "disputes.upheld" : "disputes.refuted", 1);
    job.since =
        computation.getProgress(job.execution).orElseThrow().since().burn().longValueExact();
    tell(job, upheld ? Happening.UPHELD : Happening.REFUTED);
    turn(job);
  }

  /** Looks whose move it is, and tells if that has changed. */
  private void turn(LiveJob job) {
    var dispute = computation.getDispute(job.execution);
    if (dispute.isEmpty()) return;
    var known = dispute.get();
    Principal who = job.provider();
    if (known.turn().equals("pick")) {
      var current = computation.getProgress(job.execution).orElseThrow().current();
      who =
          computation.getChallenge(job.execution, current).orElseThrow().members().getFirst().who();
    }
    var turn =
        Optional.of(
            new LiveJob.Turn(
                who,
                known.turn(),
                known.lo().longValueExact(),
                known.hi().longValueExact(),
                known.cuts()));
    if (turn.equals(job.turn)) return;
    job.turn = turn;
    tell(job, Happening.DISPUTED);
  }

  // Telling

  private void enter(LiveJob job, Happening what) {
    job.since = world.burnHeight();
    tell(job, what);
  }

  private void tell(LiveJob job, Happening what) {
    var told = new LinkedHashSet<Watcher>();
    add(told, job.developer);
    job.owners.forEach(owner -> add(told, owner));
    job.bidder.ifPresent(provider -> add(told, provider));
    job.auditors().forEach(auditor -> add(told, auditor));
    job.turn.ifPresent(turn -> add(told, turn.who()));
    told.addAll(audience.get(what));
    told.forEach(each -> each.see(job, what));
  }

  private void add(Collection<Watcher> told, Principal account) {
    var watcher = parties.get(account);
    if (watcher != null) told.add(watcher);
  }
}
