package io.neuralnexus.cli.demo.machines;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Story;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.offchain.chain.Chain;
import io.neuralnexus.offchain.chain.ChainEvent;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.contracts.ComputationVerification.Event.Deliver;
import io.neuralnexus.offchain.contracts.ComputationVerification.Event.ExpireDispute;
import io.neuralnexus.offchain.contracts.ComputationVerification.Event.Pick;
import io.neuralnexus.offchain.contracts.ComputationVerification.Event.ProveStep;
import io.neuralnexus.offchain.contracts.ComputationVerification.Event.RevealAudit;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.contracts.Marketplace.Event.AssignJob;
import io.neuralnexus.offchain.contracts.Marketplace.Event.CompleteTrainingJob;
import io.neuralnexus.offchain.contracts.Marketplace.Event.ConfirmInputs;
import io.neuralnexus.offchain.contracts.Marketplace.Event.EndJob;
import io.neuralnexus.offchain.contracts.Marketplace.Event.FinalizeJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Follows the chain, tells what the machines do, and keeps what became of each job. */
final class Telling {
  private final Chain chain;
  private final Cast cast;
  private final Story story;
  private final Marketplace market;
  private final ComputationVerification computation;
  private final Compensation vault;
  private final Books books;
  private final Map<Uint, MachinesReport.Job> jobs = new LinkedHashMap<>();
  private final Map<Uint, Uint> jobsOf = new LinkedHashMap<>();
  private final Map<Uint, Integer> rounds = new LinkedHashMap<>();
  private final Map<Uint, ProveStep> proofs = new LinkedHashMap<>();
  private long next;

  /** Tells of what happens from now on. */
  Telling(Chain chain, Cast cast, Story story) {
    this.chain = chain;
    this.cast = cast;
    this.story = story;
    this.market = Marketplace.on(chain);
    this.computation = ComputationVerification.on(chain);
    this.vault = Compensation.on(chain);
    this.books = new Books(vault, cast);
    this.next = chain.heights().stacks() + 1;
  }

  Books books() {
    return books;
  }

  /** What is known of the jobs, by number. */
  Map<Uint, MachinesReport.Job> jobs() {
    return jobs;
  }

  /** The last moves that were made, by job. */
  Map<Uint, ProveStep> proofs() {
    return proofs;
  }

  /** The execution of a job. */
  Uint execution(Uint job) {
    return jobsOf.entrySet().stream()
        .filter(each -> each.getValue().equals(job))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** Tells all that has happened since it told the last time. */
  void tell() {
    while (next <= chain.heights().stacks()) {
      var page = chain.events(next);
      if (page.next() <= next) return;
      page.events().forEach(this::read);
      next = page.next();
    }
  }

  private void read(ChainEvent event) {
    vault.event(event.print()).ifPresent(books::read);
    market.event(event.print()).ifPresent(this::read);
    computation.event(event.print()).ifPresent(this::read);
  }

  private void read(Marketplace.Event event) {
    switch (event) {
      case AssignJob assigned -> assign(assigned);
      case ConfirmInputs confirmed -> jobsOf.put(confirmed.execution(), confirmed.id());
      case CompleteTrainingJob shown -> {
        var job = jobs.get(shown.id());
        var score = Math.toIntExact(shown.score().longValueExact());
        var steps = shown.steps().longValueExact();
        put(shown.id(), job.trainer(), job.auditor(), steps, score, job.outcome());
        tell(shown.id(), "%s shows %s after %,d steps", job.trainer(), percent(score), steps);
      }
      case FinalizeJob ended -> {
        var job = jobs.get(ended.id());
        put(ended.id(), job.trainer(), job.auditor(), job.steps(), job.score(), ended.outcome());
        tell(ended.id(), "%s", outcome(job, ended.outcome()));
      }
      case EndJob ended -> {
        var job = jobs.get(ended.id());
        put(ended.id(), job.trainer(), job.auditor(), job.steps(), job.score(), "ended");
        tell(ended.id(), "ends without a result, in the state %s", ended.state());
      }
      default -> {}
    }
  }

  private void assign(AssignJob assigned) {
    var auditors = new ArrayList<String>();
    assigned.grantees().stream().skip(1).map(this::name).forEach(auditors::add);
    var auditor = auditors.isEmpty() ? "-" : String.join(", ", auditors);
    put(assigned.id(), name(assigned.provider()), auditor, 0, 0, "");
    tell(
        assigned.id(),
        "goes to %s for %s STX; a Bitcoin block draws %s to audit it",
        name(assigned.provider()),
        Stx.plain(assigned.price().longValueExact()),
        auditor);
  }

  private static String outcome(MachinesReport.Job job, String outcome) {
    return switch (outcome) {
      case "accepted" -> "the result stands, everyone is paid, the model is registered";
      case "refuted" -> job.trainer() + " loses bond and stake; the rest of the budget goes back";
      default -> job.trainer() + " let the time run out, and loses its bond; the budget goes back";
    };
  }

  private void read(ComputationVerification.Event event) {
    switch (event) {
      case RevealAudit audit when !audit.agrees() ->
          tell(
              jobsOf.get(audit.id()),
              "%s came to another state: a dispute begins by itself",
              name(audit.auditor()));
      case Pick pick -> {
        var job = jobsOf.get(pick.id());
        tell(
            job,
            "round %d: %s agrees on the state after %,d steps, not on that after %,d",
            rounds.merge(job, 1, Integer::sum),
            name(pick.challenger()),
            pick.lo().longValueExact(),
            pick.hi().longValueExact());
      }
      case ProveStep proven -> {
        var job = jobsOf.get(proven.id());
        proofs.put(job, proven);
        tell(
            job,
            "the chain makes step %,d itself: %s",
            proven.step().longValueExact(),
            proven.holds() ? "the trainer is right" : "the trainer lied");
      }
      case ExpireDispute late ->
          tell(jobsOf.get(late.id()), "the move '%s' is overdue: that side loses", late.turn());
      case Deliver delivered ->
          tell(
              jobsOf.get(delivered.id()),
              "%s delivers the model, wrapped for %s",
              name(delivered.by()),
              cast.developer().name());
      default -> {}
    }
  }

  private void put(Uint id, String trainer, String auditor, long steps, int score, String outcome) {
    jobs.put(
        id, new MachinesReport.Job(id.longValueExact(), trainer, auditor, steps, score, outcome));
  }

  private void tell(Uint job, String line, Object... values) {
    story.tell("job %s: %s".formatted(Text.number(job), String.format(Locale.ROOT, line, values)));
  }

  private static String percent(int bps) {
    return Text.fine(bps / 10_000.0);
  }

  private String name(Principal address) {
    return cast.account(address).name();
  }

  /** What became of the jobs, in their order. */
  List<MachinesReport.Job> report() {
    return List.copyOf(jobs.values());
  }
}
