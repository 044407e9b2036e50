package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Uint.ONE;
import static io.neuralnexus.clarity.Uint.ZERO;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.DataRights.Dataset;
import io.neuralnexus.tests.contracts.DataRights.DatasetRecord;
import io.neuralnexus.tests.contracts.DataRights.DatasetUsage;
import io.neuralnexus.tests.contracts.DataRights.Job;
import io.neuralnexus.tests.contracts.DataRights.JobSince;
import io.neuralnexus.tests.contracts.DataRights.PostKeyKeys;
import io.neuralnexus.tests.contracts.DataRights.QuoteRuns;
import io.neuralnexus.tests.contracts.DataRights.RecordStatementsStatements;
import io.neuralnexus.tests.contracts.DataRights.Reputation;
import io.neuralnexus.tests.contracts.DataRights.Run;
import io.neuralnexus.tests.contracts.DataRights.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Data sets with their budgets, runs and grants, standings of owners, and statements. */
final class AuditTrailData implements AuditTrailPart {
  private static final Uint BPS = Uint.of(10_000);
  private static final int MOST_SEEDS = 8;

  private record JobKey(Principal marketplace, Uint id) {}

  private record RunKey(JobKey job, Uint dataset) {}

  private record Approval(Uint dataset, Principal owner, JobKey job) {}

  private record Claim(Uint dataset, Uint kind, Uint subject) {}

  private final AuditTrailGovernance governance;
  private final AuditTrailEntries<Uint, Dataset> datasets;
  private final AuditTrailEntries<Approval, Boolean> approvals;
  private final AuditTrailEntries<Principal, Buff> encryptionKeys;
  private final AuditTrailEntries<JobKey, Job> jobs;
  private final AuditTrailEntries<RunKey, Run> runs;
  private final AuditTrailEntries<Principal, Reputation> reputations;
  private final AuditTrailEntries<Principal, Uint> sampled;
  private final AuditTrailEntries<Claim, Statement> statements;
  private final AuditTrailEntries<String, List<Principal>> attestors;
  private final AuditTrailEntries<String, Uint> last;

  AuditTrailData(DataRights data, AuditTrailGovernance governance) {
    this.governance = governance;
    datasets = new AuditTrailEntries<>("data: set", data::getDataset);
    approvals =
        new AuditTrailEntries<>(
            "data:",
            key ->
                data.maps()
                    .approvals(
                        new DataRights.ApprovalsKey(
                            key.dataset(), key.job().id(), key.job().marketplace(), key.owner())));
    encryptionKeys = new AuditTrailEntries<>("data: key of", data::getEncryptionKey);
    jobs = new AuditTrailEntries<>("data:", key -> data.getJob(key.marketplace(), key.id()));
    runs =
        new AuditTrailEntries<>(
            "data:", key -> data.getRun(key.job().marketplace(), key.job().id(), key.dataset()));
    reputations =
        new AuditTrailEntries<>("data: standing of", who -> Optional.of(data.getReputation(who)));
    sampled = new AuditTrailEntries<>("data: last sample of", who -> data.maps().sampled(who));
    statements =
        new AuditTrailEntries<>(
            "data:", key -> data.getStatement(key.dataset(), key.kind(), key.subject()));
    attestors =
        new AuditTrailEntries<>("data: attestors", _ -> Optional.of(data.vars().attestors()));
    last = new AuditTrailEntries<>("data: last set", _ -> Optional.of(data.getLastTokenId().ok()));
    attestors.put("", List.of());
    last.put("", ZERO);
  }

  @Override
  public List<AuditTrailEntries<?, ?>> entries() {
    return List.of(
        datasets,
        approvals,
        encryptionKeys,
        jobs,
        runs,
        reputations,
        sampled,
        statements,
        attestors,
        last);
  }

  void read(DataRights.Event event, AuditTrailMoment now) {
    switch (event) {
      case DataRights.Event.RegisterDataset e -> {
        var record = e.record();
        datasets.put(
            e.id(),
            new Dataset(
                e.owner(),
                new DatasetRecord(
                    record.budget(),
                    record.commitmentRoot(),
                    record.contentHash(),
                    record.inputRoot(),
                    record.keyCommitment(),
                    record.schemaHash(),
                    e.hold()),
                e.terms(),
                new DatasetUsage(ZERO, ZERO, ZERO, e.seeds(), ZERO)));
        last.put("", e.id());
      }
      case DataRights.Event.UpdateDataset e ->
          datasets.change(e.id(), dataset -> dataset.withTerms(e.terms()));
      case DataRights.Event.AddSeeds e ->
          use(e.id(), usage -> usage.withSeeds(joined(usage.seeds(), e.seeds())));
      case DataRights.Event.SetApproval e ->
          approvals.put(
              new Approval(e.id(), e.owner(), new JobKey(e.marketplace(), e.job())), e.approved());
      case DataRights.Event.SetEncryptionKey e -> encryptionKeys.put(e.who(), e.key());
      case DataRights.Event.PostKey e -> {
        var job = new JobKey(e.marketplace(), e.job());
        runs.change(
            new RunKey(job, e.id()),
            run -> run.withKeys(e.keys().stream().map(PostKeyKeys::wrapped).toList()));
        jobs.change(job, record -> record.withPosted(record.posted().plus(ONE)));
        use(
            e.id(),
            usage ->
                usage
                    .withReserved(usage.reserved().minus(e.epsilon()))
                    .withConsumed(usage.consumed().plus(e.epsilon())));
      }
      // The money is in the vault's events.
      case DataRights.Event.TopUpStake _ -> {}
      case DataRights.Event.Unstake e -> close(e.id());
      case DataRights.Event.Transfer e -> {
        datasets.change(e.id(), dataset -> dataset.withOwner(e.recipient()));
        use(e.id(), usage -> usage.withSeeds(List.of()));
      }
      case DataRights.Event.ReserveRuns e -> reserve(e, now);
      case DataRights.Event.NameGrantees e ->
          jobs.change(
              new JobKey(e.marketplace(), e.job()),
              job ->
                  job.withGrantees(e.grantees())
                      .withWindow(e.window())
                      .withReachable(e.reachable())
                      .withSince(since(now)));
      case DataRights.Event.FinishRuns e -> finish(e, now);
      case DataRights.Event.ReleaseRuns e -> release(e);
      case DataRights.Event.RecordStatements e -> record(e);
      case DataRights.Event.RefuteStatement e -> {
        statements.remove(new Claim(e.id(), e.kind(), e.subject()));
        close(e.id());
      }
    }
  }

  private void use(Uint id, UnaryOperator<DatasetUsage> change) {
    datasets.change(id, dataset -> dataset.withUsage(change.apply(dataset.usage())));
  }

  private void close(Uint id) {
    datasets.change(id, dataset -> dataset.withTerms(dataset.terms().withOpen(false)));
  }

  private static List<Buff> joined(List<Buff> some, List<Buff> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static JobSince since(AuditTrailMoment now) {
    return new JobSince(now.burn(), now.stacks());
  }

  // --- runs

  private void reserve(DataRights.Event.ReserveRuns e, AuditTrailMoment now) {
    var key = new JobKey(e.marketplace(), e.job());
    jobs.put(
        key,
        new Job(
            e.runs().stream().map(QuoteRuns::id).toList(),
            e.request().developer(),
            e.runs().stream().map(QuoteRuns::epsilon).toList(),
            List.of(),
            false,
            e.runs().stream().map(QuoteRuns::owner).toList(),
            ZERO,
            false,
            e.runs().stream().map(QuoteRuns::seed).toList(),
            since(now),
            ZERO));
    for (var run : e.runs()) {
      runs.put(
          new RunKey(key, run.id()), new Run(run.epsilon(), List.of(), run.owner(), run.seed()));
      use(
          run.id(),
          usage ->
              usage
                  .withReserved(usage.reserved().plus(run.epsilon()))
                  .withUses(usage.uses().plus(ONE))
                  .withRunning(usage.running().plus(ONE))
                  .withSeeds(usage.seeds().subList(1, usage.seeds().size())));
    }
  }

  private void finish(DataRights.Event.FinishRuns e, AuditTrailMoment now) {
    var key = new JobKey(e.marketplace(), e.job());
    var job = jobs.get(key);
    jobs.put(key, job.withOver(true));
    job.datasets().forEach(this::stop);
    if (!e.rated()) return;
    boolean fresh = AuditTrail.isDue(sampled.find(job.developer()), now);
    if (fresh) sampled.put(job.developer(), now.burn());
    var rated = new HashSet<Principal>();
    for (int i = 0; i < job.owners().size(); i++) {
      var owner = job.owners().get(i);
      var standing = reputations.find(owner).orElse(new Reputation(ZERO, ZERO, AuditTrail.UNKNOWN));
      var fair = e.weights().get(i).times(Uint.of(job.owners().size()));
      if (rated.add(owner) && fresh) {
        standing =
            standing
                .withSamples(standing.samples().plus(ONE))
                .withScore(AuditTrail.average(standing.score(), AuditTrail.lesser(fair, BPS)));
      }
      reputations.put(owner, standing.withFees(standing.fees().plus(e.fees().get(i))));
    }
  }

  private void stop(Uint dataset) {
    use(dataset, usage -> usage.withRunning(usage.running().minus(ONE)));
  }

  private void release(DataRights.Event.ReleaseRuns e) {
    var key = new JobKey(e.marketplace(), e.job());
    jobs.change(key, job -> job.withOver(true));
    for (var dataset : jobs.get(key).datasets()) {
      stop(dataset);
      if (!e.released().contains(dataset)) continue;
      var run = runs.get(new RunKey(key, dataset));
      use(
          dataset,
          usage ->
              usage
                  .withReserved(usage.reserved().minus(run.epsilon()))
                  .withUses(usage.uses().minus(ONE))
                  .withSeeds(
                      usage.seeds().size() < MOST_SEEDS
                          ? joined(usage.seeds(), List.of(run.seed()))
                          : usage.seeds()));
    }
    e.slashed().forEach(this::close);
  }

  // --- statements

  private void record(DataRights.Event.RecordStatements e) {
    for (var proven : e.statements()) {
      var key = new Claim(e.id(), proven.kind(), proven.subject());
      var own = statements.find(key).filter(old -> old.verifier().equals(e.verifier()));
      statements.put(key, narrowed(proven, own, e.verifier()));
    }
    var active = attestors.get("").stream().filter(who -> !governance.isRetired(who)).toList();
    if (active.contains(e.verifier())) return;
    var known = new ArrayList<>(active);
    known.add(e.verifier());
    attestors.put("", known);
  }

  /** What two proofs of one verifier say holds together. */
  private static Statement narrowed(
      RecordStatementsStatements proven, Optional<Statement> old, Principal verifier) {
    return new Statement(
        old.map(before -> lesser(before.high(), proven.high())).orElse(proven.high()),
        old.map(before -> greater(before.low(), proven.low())).orElse(proven.low()),
        verifier);
  }

  private static Int lesser(Int one, Int other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Int greater(Int one, Int other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
