package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.chain.Chain;
import io.neuralnexus.offchain.chain.ChainException;
import io.neuralnexus.offchain.chain.Heights;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.contracts.ComputationVerification.Dispute;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Governance;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.dispute.Game;
import io.neuralnexus.offchain.dispute.Range;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.files.FileStore;
import io.neuralnexus.offchain.job.GrantedKeys;
import io.neuralnexus.offchain.job.JobInputs;
import io.neuralnexus.offchain.job.KeySource;
import io.neuralnexus.offchain.machine.Trace;
import io.neuralnexus.offchain.operator.JobView.ExecutionView;
import io.neuralnexus.offchain.secrecy.EncryptionKey;
import io.neuralnexus.offchain.secrecy.Secret;
import io.neuralnexus.offchain.training.Library;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a role has before it while it decides: the chain at its latest block, and what it knows. */
final class Desk {
  /** How the phase of a job begins that asks for nothing any more. */
  static final String OVER = "over: ";

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final Library LIBRARY = Library.published();

  final Marketplace market;
  final ComputationVerification computation;
  final DataRights data;
  final Compensation vault;
  final Governance governance;
  final StandardPrincipal account;
  final FileStore files;
  final Store store;
  final Metrics metrics;
  final EncryptionKey encryptionKey;

  private final Chain chain;
  private final Secret secret;
  private final Bench bench;
  private final JobInputs inputs;
  private final Conduct conduct;

  /** What was last said about the inputs of jobs, so as to say it once. */
  private final Map<Long, String> complaints = new HashMap<>();

  /** Burn heights at which executions were first seen to be over. */
  private final Map<Long, Long> overSince = new HashMap<>();

  private Heights now = new Heights(0, 0);

  Desk(
      Chain chain,
      FileStore files,
      StandardPrincipal account,
      Secret secret,
      Store store,
      Bench bench,
      Metrics metrics,
      Conduct conduct) {
    this.chain = chain;
    this.market = Marketplace.on(chain);
    this.computation = ComputationVerification.on(chain);
    this.data = DataRights.on(chain);
    this.vault = Compensation.on(chain);
    this.governance = Governance.on(chain);
    this.account = account;
    this.files = files;
    this.store = store;
    this.metrics = metrics;
    this.secret = secret;
    this.encryptionKey = EncryptionKey.of(secret.derive("encryption key"));
    this.bench = bench;
    this.inputs = new JobInputs(chain, files);
    this.conduct = conduct;
  }

  Heights now() {
    return now;
  }

  void look(Heights heights) {
    now = heights;
  }

  /** A job as it is now. */
  JobView job(long id) {
    return JobView.read(market, computation, Uint.of(id))
        .orElseThrow(() -> new IllegalStateException("there is no job " + id));
  }

  /**
   * Looks after a job, and writes down how far it is. What goes wrong with one job keeps nobody
   * from looking after the others.
   *
   * @param phase does what the job asks for, and tells how far it is; begins with {@link #OVER} if
   *     it asks for nothing any more
   */
  void attend(WatchedJob job, Supplier<String> phase) {
    String next;
    try {
      next = phase.get();
    } catch (ChainException | OperatorException e) {
      throw e;
    } catch (RuntimeException e) {
      metrics.count("nexus_errors_total");
      LOG.atError().addKeyValue("job", job.id()).setCause(e).log("cannot look after a job");
      return;
    }
    var over = next.startsWith(OVER);
    if (!next.equals(job.phase())) {
      store.write(() -> store.setPhase(job.id(), next, over));
      LOG.atInfo().addKeyValue("job", job.id()).addKeyValue("phase", next).log("job");
    }
    if (over) close(job.id());
  }

  /** The value of a parameter of governance now, in its unit. */
  long parameter(String name) {
    return governance.getParameter(name).orElseThrow().value().longValueExact();
  }

  /** What hides a commitment until it is revealed; the same again after a restart. */
  Buff salt(Uint execution) {
    return secret.derive("salt of execution " + execution);
  }

  /** A key that wraps one message. */
  EncryptionKey once(String occasion) {
    return EncryptionKey.of(secret.derive("wrapped for " + occasion));
  }

  /** Does what everybody who is given keys does first: says which key to wrap them for. */
  void announce(Plan plan) {
    var key = encryptionKey.publicKey();
    if (data.getEncryptionKey(account).equals(Optional.of(key))) return;
    plan.due("set-encryption-key " + key, data.as(account).tx().setEncryptionKey(key));
  }

  /** The keys that were granted to this account. */
  KeySource granted(long job) {
    var posted = store.holdOutKeys(job);
    return new GrantedKeys(chain, account, encryptionKey, each -> posted);
  }

  // What is computed

  /** The inputs of a job, checked; empty while they are. */
  Optional<JobInputs.Result> inputs(long job, KeySource keys) {
    var result = bench.train(job, "inputs", JobInputs.Result.class, () -> inputs.fetch(job, keys));
    result.ifPresent(each -> complain(job, each));
    return result;
  }

  private void complain(long job, JobInputs.Result result) {
    if (!(result instanceof JobInputs.Problem(var what, var mayPass))) return;
    if (mayPass) bench.forget(job, "inputs");
    if (what.equals(complaints.put(job, what))) return;
    metrics.count("nexus_inputs_refused_total");
    LOG.atWarn().addKeyValue("job", job).addKeyValue("problem", what).log("inputs do not check");
  }

  /**
   * Whether a job would end in the midst of a program of the library: registers would be shown that
   * its epsilon does not speak of.
   */
  boolean isCutShort(JobView job, JobInputs.Ready ready) {
    var most = job.job().spec().maxSteps().longValueExact();
    var plan = LIBRARY.find(ready.program().hash());
    if (plan.isEmpty()) return false;
    try {
      long steps = plan.get().write().steps(ready.inputs());
      if (steps <= most) return false;
      var what =
          "the program takes %d steps with these inputs, the job allows %d: it would show a training"
                  .formatted(steps, most)
              + " half done; the developer has to post another job";
      complain(job.id().longValueExact(), new JobInputs.Problem(what, false));
      return true;
    } catch (IllegalArgumentException e) {
      return false; // it halts at once, and says nothing of any row
    }
  }

  /** What this account says happened in a job; empty while it is computed, or cannot be. */
  Optional<Run> run(JobView job, KeySource keys, Plan plan) {
    var id = job.id().longValueExact();
    var fetched = inputs(id, keys);
    if (fetched.isPresent() && fetched.get() instanceof JobInputs.Problem problem) {
      if (problem.mayPass()) plan.wakeAt(now.burn() + 1);
      return Optional.empty();
    }
    if (fetched.isEmpty() || !(fetched.get() instanceof JobInputs.Ready ready)) {
      return Optional.empty();
    }
    var most = job.job().spec().maxSteps().longValueExact();
    return bench.train(id, "run", Run.class, () -> execute(id, ready, most));
  }

  private Run execute(long job, JobInputs.Ready ready, long most) {
    var begin = System.nanoTime();
    var trace = Trace.of(ready.program(), ready.inputs(), most);
    var seconds = (System.nanoTime() - begin) / 1e9;
    metrics.add("nexus_steps_total", trace.length());
    metrics.set("nexus_steps_per_second", trace.length() / seconds);
    LOG.atInfo()
        .addKeyValue("job", job)
        .addKeyValue("steps", trace.length())
        .addKeyValue("seconds", seconds)
        .log("executed");
    return conduct.tells().apply(trace);
  }

  /** What this account says came out of a job, once and for all: it is written down first. */
  Optional<Claim> claim(JobView job, KeySource keys, Plan plan) {
    var id = job.id().longValueExact();
    var known = store.claim(id);
    if (known.isPresent()) return known;
    var claim = run(job, keys, plan).map(Claim::of);
    claim.ifPresent(each -> store.write(() -> store.setClaim(id, each)));
    return claim;
  }

  /** Commits to a claim. */
  void commit(ExecutionView execution, Claim claim, Plan plan) {
    var id = execution.id();
    var commitment =
        computation.commitmentOf(id, account, claim.hash(), Uint.of(claim.steps()), salt(id));
    plan.due(
        "commit " + id,
        computation.as(account).tx().commit(id, commitment),
        execution.training().end() - 1);
  }

  /** No longer keeps what it computed for a job. */
  private void close(long job) {
    bench.forget(job);
    complaints.remove(job);
    overSince.remove(job);
  }

  // Disputes

  /** Answers as the provider, if it is its move and there is time. */
  void provide(JobView job, ExecutionView execution, KeySource keys, Plan plan) {
    var dispute = execution.dispute().orElseThrow();
    var clock = execution.clock(dispute);
    if (isLate(job, dispute, clock)) return;
    var run = run(job, keys, plan);
    if (run.isEmpty()) return;
    var range = range(dispute);
    var game = new Game(range, run.get());
    var id = execution.id();
    var name = name(execution, dispute);
    if (dispute.turn().equals(ComputationVerification.Constants.CUT)) {
      compute(job, name, Cuts.class, () -> new Cuts(game.cuts()))
          .ifPresent(
              cuts ->
                  plan.due(
                      name,
                      computation.as(account).tx().postCuts(id, cuts.hashes()),
                      clock.end() - 1));
    } else {
      compute(job, name, Game.Proof.class, game::proof)
          .ifPresent(
              proof -> {
                var witness = proof.witness();
                var leaf = witness.leaf();
                plan.due(
                    name,
                    computation
                        .as(account)
                        .tx()
                        .proveStep(
                            id,
                            proof.pre().bytes(),
                            witness.instruction(),
                            witness.instructionPath(),
                            leaf.words(),
                            leaf.salt(),
                            leaf.path()),
                    clock.end() - 1);
              });
    }
  }

  private record Cuts(List<Buff> hashes) {}

  /** Picks as the first of the challengers, if there is time. */
  void pick(JobView job, ExecutionView execution, KeySource keys, Plan plan) {
    var dispute = execution.dispute().orElseThrow();
    var clock = execution.clock(dispute);
    if (isLate(job, dispute, clock)) return;
    var run = run(job, keys, plan);
    if (run.isEmpty()) return;
    var game = new Game(range(dispute), run.get());
    var name = name(execution, dispute);
    compute(job, name, Integer.class, () -> game.pick(dispute.cuts()))
        .ifPresent(
            part ->
                plan.due(
                    name,
                    computation.as(account).tx().pick(execution.id(), Uint.of(part)),
                    clock.end() - 1));
  }

  private <T> Optional<T> compute(JobView job, String name, Class<T> type, Callable<T> move) {
    return bench.move(job.id().longValueExact(), name, type, move);
  }

  private boolean isLate(JobView job, Dispute dispute, Window clock) {
    var left = clock.blocks() - Window.used(clock.since(), now);
    metrics.set("nexus_clock_blocks_left", left);
    LOG.atInfo()
        .addKeyValue("job", job.id())
        .addKeyValue("turn", dispute.turn())
        .addKeyValue("lo", dispute.lo())
        .addKeyValue("hi", dispute.hi())
        .addKeyValue("blocksLeft", left)
        .log("it is our move");
    return left < 0;
  }

  /** Ends a dispute whose other side is late; else says when to look again. */
  void expire(ExecutionView execution, long patience, Plan plan) {
    var dispute = execution.dispute().orElseThrow();
    var clock = execution.clock(dispute);
    if (clock.isOver(now) && now.burn() >= clock.end() + patience) {
      plan.due(
          "expire " + name(execution, dispute),
          computation.as(account).tx().expireDispute(execution.id()));
    } else {
      plan.wakeAt(Math.max(clock.end() + patience, now.burn() + 1));
    }
  }

  private static Range range(Dispute dispute) {
    return new Range(dispute.lo().longValueExact(), dispute.hi().longValueExact());
  }

  private static String name(ExecutionView execution, Dispute dispute) {
    return "%s %s of entry %s, %s .. %s"
        .formatted(
            dispute.turn(),
            execution.id(),
            execution.progress().current(),
            dispute.lo(),
            dispute.hi());
  }

  // Ends

  /**
   * Pays everybody of a job whose execution is over.
   *
   * @param patience blocks that it leaves to others, who earn the tip
   */
  void finalise(JobView job, ExecutionView execution, long patience, Plan plan) {
    // Nothing tells since when it is over: the patience counts from when we saw it first.
    var seen = overSince.computeIfAbsent(job.id().longValueExact(), each -> now.burn());
    if (now.burn() >= seen + patience) {
      plan.due("finalize " + job.id(), market.as(account).tx().finalizeJob(job.id()));
    } else {
      plan.wakeAt(seen + patience);
    }
  }
}
