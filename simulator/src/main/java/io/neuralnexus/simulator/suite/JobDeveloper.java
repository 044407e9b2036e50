package io.neuralnexus.simulator.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpec;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpecProgram;
import io.neuralnexus.offchain.contracts.ModelRegistry.AddTermsTerms;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Has models trained: jobs come by a Poisson stream that follows the demand, each with data sets
 * that it chooses by reputation and price. A true model of a perfect score is worth a sum to it.
 */
final class JobDeveloper extends SuiteAgent implements ModelFeed.Seller {
  /** Medical, as data-rights numbers purposes. */
  static final long PURPOSE = 1;

  private static final Buff WRAPPED = Buff.of(new byte[97]);
  private static final double PER_MILLE = 1_000;
  private static final double LONGEST_WAIT = 50;
  private static final double PERFECT = 10_000;
  private static final long CANCEL_AFTER = 3;
  private static final long LICENCE_BLOCKS = 1_000;
  private static final long LICENCE_SEATS = 100;
  private static final long LICENCE_SHARE = 1_000;

  private final DemandStrategy strategy;
  private final Set<Uint> running = new HashSet<>();
  private final Till till;

  JobDeveloper(World world, Part part, DemandStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    this.till = till();
    feed.expectJobs();
    if (part.setting("licence-fee") > 0) ModelFeed.of(world).follow(account.address(), this);
    next();
  }

  /** Waits are without memory, so a long one can be drawn again when the demand has changed. */
  private void next() {
    var rate = part.setting("rate") * world.economy().demand() / PER_MILLE;
    var wait = rate > 0 ? chance.exponential(1 / rate) : LONGEST_WAIT;
    if (wait >= LONGEST_WAIT) later((long) LONGEST_WAIT, this::next);
    else later(Math.round(wait + chance.uniform() - 0.5), this::ask);
  }

  private void ask() {
    if (isClosed()) return;
    next();
    var budget = strategy.budget(need());
    var count = (int) part.setting("datasets");
    if (budget <= 0 || chosen(count).size() < count) return;
    account.send(calls.market().createTrainingJob(spec(Math.round(budget * MICRO)), List.of()));
  }

  private DemandStrategy.Need need() {
    var price = world.economy().price();
    return new DemandStrategy.Need(part.setting("budget") / price, part.setting("value") / price);
  }

  private TrainingJobJobSpec spec(long base) {
    var program = TrainingTask.PROGRAM;
    return new TrainingJobJobSpec(
        uint((long) part.setting("auction-window")),
        uint(Math.max(micro(part.setting("audit-fee")), world.parameter("audit-min-fee"))),
        uint(base),
        uint(micro(part.setting("bonus"))),
        uint(micro(part.setting("data-cap"))),
        uint(3_000),
        uint((long) part.setting("datasets")),
        uint(5_000),
        part.setting("fixed-price") > 0,
        TrainingTask.HOLDOUT.root(TrainingTask.K),
        uint(5),
        uint(TrainingTask.MAX_STEPS),
        uint(micro(part.setting("min-fees"))),
        uint((long) part.setting("min-score")),
        new TrainingJobJobSpecProgram(
            uint(program.entry()),
            uint(program.k()),
            uint(program.length()),
            program.root(),
            uint(program.words())),
        uint(PURPOSE),
        List.of(),
        uint((long) part.setting("seats")),
        TrainingTask.SEED.hash(),
        Collections.nCopies(6, Int.of(0)),
        uint(5_000),
        uint((long) part.setting("training-window")),
        "ipfs://job");
  }

  /** Data sets, likelier the better their owners' reputation is for the price. */
  private List<Uint> chosen(int count) {
    var cap = micro(part.setting("data-cap"));
    var open = new ArrayList<Listing>();
    for (var each : feed.listings()) {
      if (each.open && each.seeds > 0 && each.price <= cap) open.add(each);
    }
    var picked = new ArrayList<Uint>();
    while (picked.size() < count && !open.isEmpty()) {
      var next = chance.pick(open, JobDeveloper::weight).orElseThrow();
      open.remove(next);
      picked.add(next.id);
    }
    return picked;
  }

  private static double weight(Listing listing) {
    return (listing.score + 1.0) * (listing.score + 1.0) / (listing.price + MICRO);
  }

  @Override
  public void see(LiveJob job, Happening what) {
    switch (what) {
      case CREATED -> {
        running.add(job.id);
        truth.ask(job, strategy.work(need()));
        match(job);
      }
      case ASSIGNED ->
          account.send(
              calls
                  .market()
                  .postHoldoutKey(job.id, Collections.nCopies(job.grantees.size(), WRAPPED)));
      case FINALIZED -> {
        running.remove(job.id);
        if (job.outcome.equals("accepted") && truth.isTrue(job)) {
          earnUsd(part.setting("value") * job.score / PERFECT);
        }
      }
      case ENDED -> running.remove(job.id);
      default -> {}
    }
  }

  private void match(LiveJob job) {
    account.send(
        calls.market().matchJob(job.id, chosen((int) part.setting("datasets"))),
        _ -> later(CANCEL_AFTER, () -> cancelUnmatched(job)));
  }

  private void cancelUnmatched(LiveJob job) {
    if (running.contains(job.id) && job.datasets.isEmpty()) {
      account.send(calls.market().cancelJob(job.id));
    }
  }

  @Override
  public void registered(Uint model) {
    account.send(
        calls
            .models()
            .addTerms(
                model,
                new AddTermsTerms(
                    true,
                    uint(LICENCE_BLOCKS),
                    false,
                    uint(micro(part.setting("licence-fee"))),
                    uint(0),
                    uint(PURPOSE),
                    uint(LICENCE_SEATS),
                    uint(LICENCE_SHARE),
                    true)));
  }

  @Override
  public void due(ModelFeed.Due due) {
    till.add(due);
  }

  @Override
  public boolean isBusy() {
    return !running.isEmpty() || !till.isEmpty();
  }
}
