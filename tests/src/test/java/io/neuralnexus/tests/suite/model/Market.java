package io.neuralnexus.tests.suite.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.tests.suite.model.Vault.Payment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Data sets and jobs: what changes when a call succeeds. */
final class Market {
  private static final long BPS = Suite.BPS;
  static final int TIPS = 3;

  private final Suite suite;

  /** Burn height of the last job of a developer that changed standings. */
  private final Map<Actor, Long> sampled = new EnumMap<>(Actor.class);

  Market(Suite suite) {
    this.suite = suite;
  }

  // ---- data sets

  void register(Actor owner, long budget, Dataset.Terms terms, long seeds, long stake) {
    var hold = suite.vault.open("data-stake", owner, stake);
    var dataset = new Dataset(suite.datasets.size() + 1L, owner, budget, hold, terms);
    suite.datasets.add(dataset);
    addSeeds(dataset, seeds);
  }

  void addSeeds(Dataset dataset, long count) {
    for (long i = 0; i < count; i++) dataset.seeds.add(++dataset.lastSeed);
    suite.touch(dataset);
  }

  void update(Dataset dataset, Dataset.Terms terms) {
    dataset.terms = terms;
    suite.touch(dataset);
  }

  void topUp(Dataset dataset, long amount) {
    suite.vault.collect(dataset.owner, amount);
    dataset.stake.amount += amount;
    suite.touch(dataset.stake);
  }

  void unstake(Dataset dataset) {
    update(dataset, dataset.terms.opened(false));
    suite.vault.leave(dataset.stake, suite.parameter("data-unbonding"));
  }

  void transfer(Dataset dataset, Actor to) {
    dataset.owner = to;
    dataset.seeds.clear();
    dataset.stake.owner = to;
    suite.touch(dataset);
    suite.touch(dataset.stake);
  }

  // ---- to the match

  Job.Terms termsFor(Job.Spec spec) {
    return new Job.Terms(
        suite.parameter("keeper-tip"),
        suite.parameter("platform-fee-bps"),
        Math.max(
            spec.base() * suite.parameter("compute-bond-bps") / BPS,
            suite.parameter("compute-min-bond")),
        spec.base() + spec.bonus(),
        suite.parameter("match-reserve"),
        suite.parameter("key-window"),
        suite.parameter("confirm-window"));
  }

  long budget(Job.Spec spec, Job.Terms terms) {
    long pay = spec.base() + spec.bonus() + spec.count() * spec.cap();
    return pay + pay * terms.feeBps() / BPS + spec.seats() * spec.auditFee();
  }

  void create(Actor developer, Job.Spec spec, Lineage lineage) {
    var terms = termsFor(spec);
    var escrow = new Escrow(developer, budget(spec, terms), TIPS, terms.tip());
    suite.vault.collect(developer, escrow.total());
    var job = new Job(suite.jobs.size() + 1L, developer, spec, terms, lineage, escrow, suite.now);
    suite.jobs.add(job);
    suite.touch(job);
  }

  Job.Proposal proposal(Job job, Actor proposer, List<Dataset> datasets) {
    return new Job.Proposal(
        proposer,
        datasets,
        datasets.stream().mapToLong(each -> suite.score(each.owner)).sum(),
        datasets.stream().mapToLong(each -> each.terms.price()).sum());
  }

  /** The proposals that would be kept. */
  List<Job.Proposal> ranked(Job job, Job.Proposal newcomer) {
    var result = new ArrayList<Job.Proposal>();
    boolean first = newcomer.proposer() == job.developer;
    boolean placed = false;
    for (var old : job.proposals) {
      boolean oldFirst = old.proposer() == job.developer;
      if (!placed && (first == oldFirst ? newcomer.beats(old, job.terms.reserve()) : first)) {
        placed = true;
        result.add(newcomer);
      }
      if (!old.ids().equals(newcomer.ids())) result.add(old);
    }
    if (!placed) result.add(newcomer);
    return result.size() > 3 ? result.subList(0, 3) : result;
  }

  void propose(Job job, Job.Proposal newcomer) {
    job.proposals = ranked(job, newcomer);
    suite.touch(job);
  }

  /** Whether all these data sets could be matched with the job now. */
  boolean accepts(Job job, List<Dataset> datasets) {
    return datasets.stream().allMatch(each -> each.refusal(job, suite.now).isEmpty())
        && new HashSet<>(datasets).size() == datasets.size();
  }

  /** The proposal that a lock would take. */
  Optional<Job.Proposal> first(Job job) {
    return job.proposals.stream()
        .filter(
            each ->
                each.datasets().stream().mapToLong(one -> one.terms.price()).sum() <= each.prices()
                    && accepts(job, each.datasets()))
        .findFirst();
  }

  void match(Job job, List<Dataset> datasets) {
    job.parts =
        datasets.stream()
            .map(
                each ->
                    new Job.Part(
                        each,
                        each.owner,
                        each.terms.price(),
                        Dataset.epsilon(job.spec.program()),
                        each.seeds.getFirst()))
            .toList();
    for (var part : job.parts) {
      part.dataset.seeds.removeFirst();
      part.dataset.reserved += part.epsilon;
      part.dataset.uses++;
      part.dataset.running++;
      suite.touch(part.dataset);
    }
    job.minScore =
        Math.max(
            job.spec.minScore(),
            datasets.stream().mapToLong(each -> each.terms.minScore()).max().orElse(0));
    job.verifiers = suite.verifiers.size();
    job.escrow.orElseThrow().payees.addAll(job.parts.stream().map(part -> part.owner).toList());
    become(job, Job.State.MATCHED);
  }

  private void become(Job job, Job.State next) {
    assertThat(job.state.mayBecome(next)).as("%s may become %s", job, next).isTrue();
    job.state = next;
    job.since = suite.now;
    suite.touch(job);
  }

  // ---- to the training

  void bid(Job job, Provider provider, long price, boolean closing) {
    boolean late = suite.now.isOver(job.since, job.window() - Math.min(job.window(), 10));
    job.bid.ifPresent(old -> suite.computation.free(old.engagement()));
    var engagement = suite.computation.engage(provider, job.terms.stake(), job.terms.bond());
    job.bid = Optional.of(new Job.Bid(provider.who, price, weighted(provider, price), engagement));
    job.closed = closing;
    if (late && job.extensions < 6) job.extensions++;
    suite.touch(job);
  }

  static long weighted(Provider provider, long price) {
    return price * (2 * BPS - provider.score) / BPS;
  }

  void assign(Job job, List<Verifier> drawn, Actor keeper) {
    var bid = job.bid.orElseThrow();
    job.drawn = drawn;
    job.grantees =
        Stream.concat(Stream.of(bid.provider()), drawn.stream().map(each -> each.who)).toList();
    job.keysSince = suite.now;
    job.reachable = suite.withEncryptionKey.containsAll(job.grantees);
    job.escrow.orElseThrow().payees.addAll(job.grantees);
    suite.vault.tip(job, keeper);
    become(job, Job.State.KEYED);
  }

  void postKey(Job job, Job.Part part) {
    part.posted = true;
    part.dataset.reserved -= part.epsilon;
    part.dataset.consumed += part.epsilon;
    suite.touch(part.dataset);
    suite.touch(job);
  }

  void confirm(Job job) {
    job.execution = Optional.of(suite.computation.openExecution(job));
    become(job, Job.State.PROCESSING);
  }

  // ---- the end

  boolean mayEnd(Job job) {
    var now = suite.now;
    return switch (job.state) {
      case OPEN ->
          now.isOver(job.since, job.spec.matchWindow() * (job.proposals.isEmpty() ? 1 : 2));
      case MATCHED -> job.bid.isEmpty() && now.isOver(job.since, job.spec.auctionWindow());
      case KEYED ->
          now.isOver(
              job.since,
              job.holdoutPosted && job.areKeysPosted() ? job.keysDue() : job.terms.keyWindow());
      default -> false;
    };
  }

  void end(Job job, Actor caller, boolean byKeeper) {
    var missing =
        job.parts.stream().filter(part -> !part.posted).map(part -> part.dataset).toList();
    boolean late =
        !job.grantees.isEmpty()
            && job.reachable
            && suite.now.isOver(job.keysSince, job.terms.keyWindow());
    for (var part : job.parts) {
      var dataset = part.dataset;
      dataset.running--;
      if (!part.posted) {
        dataset.reserved -= part.epsilon;
        dataset.uses--;
        if (dataset.seeds.size() < 8) dataset.seeds.add(part.seed);
      }
      suite.touch(dataset);
    }
    if (late) slashOwners(missing, job.developer, caller);
    var owed = new ArrayList<Payment>();
    if (job.state == Job.State.KEYED && !job.holdoutPosted) {
      for (var part : job.parts) {
        if (part.posted) owed.add(new Payment(part.owner, part.price));
      }
    }
    job.bid.ifPresent(bid -> suite.computation.free(bid.engagement()));
    job.over = true;
    suite.vault.settle(job, owed, 0, byKeeper ? Optional.of(caller) : Optional.empty());
    become(job, Job.State.ENDED);
  }

  private void slashOwners(List<Dataset> datasets, Actor injured, Actor prover) {
    long amount = suite.parameter("data-key-slash");
    long bounty = amount * suite.parameter("bounty-bps") / BPS;
    for (var dataset : datasets) {
      update(dataset, dataset.terms.opened(false));
      suite.vault.slash(dataset.stake, amount, amount / 2, injured, bounty, prover);
    }
  }

  /** The contribution of each data set: equal, if what was said is no division of the whole. */
  private static List<Long> weights(Job job) {
    int count = job.spec.count();
    var said =
        job.execution.orElseThrow().result.stream()
            .flatMap(result -> result.run().orElseThrow().output().weights().stream())
            .limit(count)
            .map(Integer::longValue)
            .toList();
    if (said.size() == count && said.stream().mapToLong(Long::longValue).sum() == BPS) {
      return said;
    }
    return LongStream.generate(() -> BPS / count).limit(count).boxed().toList();
  }

  void finalise(Job job, Actor keeper) {
    var spec = job.spec;
    var bid = job.bid.orElseThrow();
    var execution = job.execution.orElseThrow();
    boolean accepted = execution.outcome(suite.now) == Execution.State.ACCEPTED;
    var output = execution.result.map(result -> result.run().orElseThrow().output());
    long score = output.map(each -> (long) each.score()).orElse(0L);
    var weights = weights(job);
    long bonus =
        accepted && score > spec.threshold()
            ? spec.bonus() * (score - spec.threshold()) / (BPS - spec.threshold())
            : 0;
    long dataBonus = bonus * spec.dataShare() / BPS;
    var payments = new ArrayList<Payment>();
    var fees = new ArrayList<Long>();
    long forData = 0;
    for (int i = 0; i < job.parts.size(); i++) {
      long amount = job.parts.get(i).price + dataBonus * weights.get(i) / BPS;
      payments.add(new Payment(job.parts.get(i).owner, amount));
      fees.add(amount * job.terms.feeBps() / BPS);
      forData += amount;
    }
    long forCompute = accepted ? bid.price() + bonus - dataBonus : 0;
    payments.add(new Payment(bid.provider(), forCompute));
    long fee = (forCompute + forData) * job.terms.feeBps() / BPS;
    var settled = suite.computation.settle(execution, accepted ? fee : 0);
    if (accepted) {
      var contributors = new ArrayList<Pool.Share>();
      for (int i = 0; i < job.parts.size(); i++) {
        contributors.add(
            new Pool.Share(
                job.parts.get(i).owner, spec.contributorsShare() * weights.get(i) / BPS));
      }
      job.model = Optional.of(suite.registry.mint(job.developer, job.lineage, contributors));
    }
    for (var auditor : settled.earned()) payments.add(new Payment(auditor, spec.auditFee()));
    finishRuns(job, weights, fees, settled.verified());
    suite.vault.settle(job, payments, fee, Optional.of(keeper));
    become(job, accepted ? Job.State.COMPLETED : Job.State.FAILED);
  }

  private void finishRuns(Job job, List<Long> weights, List<Long> fees, boolean rated) {
    job.over = true;
    for (var part : job.parts) {
      part.dataset.running--;
      suite.touch(part.dataset);
    }
    if (!rated) return;
    var last = Optional.ofNullable(sampled.get(job.developer));
    boolean fresh = last.isEmpty() || suite.now.burn() >= last.get() + Standing.INTERVAL;
    if (fresh) sampled.put(job.developer, suite.now.burn());
    var seen = new HashSet<Actor>();
    for (int i = 0; i < job.parts.size(); i++) {
      var standing = suite.standing(job.parts.get(i).owner);
      if (fresh && seen.add(standing.who)) {
        long sample = Math.min(BPS, weights.get(i) * job.parts.size());
        standing.score = Standing.average(standing.score, sample);
        standing.samples++;
      }
      standing.fees += fees.get(i);
      suite.touch(standing);
    }
  }
}
