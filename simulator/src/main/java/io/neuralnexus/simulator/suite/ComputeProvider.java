package io.neuralnexus.simulator.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Bids for jobs with a stake behind it, commits to a run, reveals it, and answers disputes. It has
 * some machines; each job takes one for a while.
 */
final class ComputeProvider extends SuiteAgent {
  static final Buff KEY =
      Buff.fromHex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
  static final Buff SALT = TrainingTask.fill(5);

  private final ComputeStrategy strategy;
  private final int machines;
  private final Map<Uint, Run> runs = new HashMap<>();

  /** Jobs that have its bid or its bond. */
  private final Set<Uint> engaged = new LinkedHashSet<>();

  /** Jobs of a fixed price that it found no machine for. */
  private final SequencedSet<Uint> waiting = new LinkedHashSet<>();

  private int busy;
  private boolean leaving;

  ComputeProvider(World world, Part part, ComputeStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    this.machines = (int) part.setting("machines");
    later(
        1,
        () -> {
          var stake = Math.round(part.setting("stake") * MICRO);
          account.send(
              calls
                  .computation()
                  .registerProvider(uint(Math.max(stake, world.parameter("compute-min-stake")))));
          account.send(calls.data().setEncryptionKey(KEY));
        });
    feed.attend(this, Happening.MATCHED);
  }

  @Override
  public void see(LiveJob job, Happening what) {
    switch (what) {
      case MATCHED -> {
        var most = job.fixedPrice ? 1 : Math.max(1, job.auctionWindow - 1);
        later(1 + chance.below((int) Math.min(most, 100)), () -> consider(job));
      }
      case BID -> {
        if (job.isProvider(account.address())) engaged.add(job.id);
        else engaged.remove(job.id);
      }
      case ASSIGNED -> waiting.remove(job.id);
      case ENDED -> finish(job);
      default -> {
        if (job.isProvider(account.address())) work(job, what);
      }
    }
  }

  // Sale

  private void consider(LiveJob job) {
    if (isClosed() || feed.job(job.id).isEmpty() || job.isProvider(account.address())) return;
    if (job.fixedPrice && job.bidder.isPresent()) return;
    if (!job.grantees.isEmpty()) return;
    if (busy >= machines) {
      if (job.fixedPrice) waiting.add(job.id);
      return;
    }
    var known = computation.getProvider(account.address());
    if (known.isEmpty() || !known.get().open()) return;
    var score = known.get().score().longValueExact();
    var price = price(job, score);
    if (price < 0 || price > job.base) return;
    if (!job.fixedPrice && !beats(job, price, score)) return;
    if (funds() < job.bond) return;
    if (vault.getFree(known.get().stake()).longValueExact() < job.stake) return;
    busy++;
    account.send(
        job.fixedPrice
            ? calls.market().acceptTrainingJob(job.id)
            : calls.market().bidOnJob(job.id, uint(price)),
        receipt -> {
          if (receipt.result() instanceof ResponseValue.Ok) occupy(job);
          else free();
        });
  }

  private long price(LiveJob job, long score) {
    var asked =
        strategy.price(
            new ComputeStrategy.Sale(
                job.base / MICRO,
                job.bonus / MICRO,
                stx(part.setting("compute-cost")),
                score,
                engaged.size()));
    return Math.round(asked * MICRO);
  }

  /** As the auction weighs: by reputation, and lower by a fiftieth. */
  private static boolean beats(LiveJob job, long price, long score) {
    if (job.bidder.isEmpty()) return true;
    var weighted = Math.multiplyExact(price, 20_000 - score) / 10_000;
    return weighted < job.weighted && weighted * 100 <= job.weighted * 98;
  }

  /** A machine is taken for the time of the computation, or until somebody else has the job. */
  private void occupy(LiveJob job) {
    var mean = part.setting("service");
    if (mean > 0) later(Math.round(chance.exponential(mean) + chance.uniform() - 0.5), this::free);
    else free();
  }

  private void free() {
    busy--;
    while (busy < machines && !waiting.isEmpty()) {
      var next = waiting.removeFirst();
      feed.job(next).ifPresent(this::consider);
    }
  }

  // Work

  private void work(LiveJob job, Happening what) {
    switch (what) {
      case KEYED -> account.send(calls.market().confirmInputs(job.id));
      case STARTED -> compute(job);
      case COMMITTED -> reveal(job);
      case DISPUTED ->
          job.turn
              .filter(turn -> turn.who().equals(account.address()))
              .ifPresent(turn -> answer(job, turn));
      case FINALIZED -> {
        if (job.outcome.equals("accepted")) deliver(job);
        noteReputation();
        finish(job);
      }
      default -> {}
    }
  }

  private void compute(LiveJob job) {
    var cost = stx(part.setting("compute-cost")) * truth.work(job);
    var old = truth.old(job);
    var result =
        strategy.result(
            new ComputeStrategy.Work(
                job.price / MICRO,
                job.bonus / MICRO,
                (job.stake + job.bond) / MICRO,
                cost,
                job.seats,
                old.isPresent()));
    switch (result) {
      case "true" -> {
        account.spend(cost);
        world.recorder().add("computed", 1);
        commit(job, Run.honest(truth.run(job)));
      }
      case "wrong" -> commit(job, Lies.perfect(truth.run(job)));
      case "copied" -> commit(job, Run.honest(old.orElseThrow()));
      default -> {}
    }
  }

  private void commit(LiveJob job, Run run) {
    runs.put(job.id, run);
    truth.tell(job, run);
    account.send(
        calls
            .computation()
            .commit(
                job.execution,
                computation.commitmentOf(
                    job.execution, account.address(), run.end().hash(), uint(run.length()), SALT)));
    later(job.trainingWindow + 1, () -> reveal(job));
  }

  private void reveal(LiveJob job) {
    var run = runs.get(job.id);
    if (run == null || job.result.isPresent() || feed.job(job.id).isEmpty()) return;
    var output = run.output();
    account.send(
        calls
            .market()
            .completeTrainingJob(
                job.id,
                run.end().bytes(),
                uint(run.length()),
                SALT,
                output.words(),
                output.path()));
  }

  private void answer(LiveJob job, LiveJob.Turn turn) {
    var run = runs.get(job.id);
    var right = truth.isTrue(job);
    var replayable = run.state(0).equals(truth.run(job).state(0));
    if (!strategy.defends(new ComputeStrategy.Accusation(right, replayable)) || !replayable) return;
    account.send(Moves.answer(calls.computation(), job, turn, run));
  }

  private void deliver(LiveJob job) {
    account.send(calls.computation().deliver(job.execution, SALT, "ipfs://model"));
    later(1, () -> account.send(calls.computation().closeDelivery(job.execution)));
  }

  private void noteReputation() {
    var known = computation.getProvider(account.address()).orElseThrow();
    world
        .recorder()
        .sample("reputation." + part.population().name(), known.score().longValueExact());
  }

  private void finish(LiveJob job) {
    engaged.remove(job.id);
    waiting.remove(job.id);
    runs.remove(job.id);
    if (leaving && engaged.isEmpty()) unstake();
  }

  // Leaving

  @Override
  public void leave() {
    close();
    leaving = true;
    if (engaged.isEmpty()) unstake();
  }

  private void unstake() {
    leaving = false;
    var hold = computation.getProvider(account.address()).orElseThrow().stake();
    account.send(calls.computation().unstakeProvider());
    collectUnbonded(hold);
  }

  @Override
  public boolean isBusy() {
    return !engaged.isEmpty();
  }
}
