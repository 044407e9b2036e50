package io.neuralnexus.cli.demo.machines;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Seed;
import io.neuralnexus.cli.demo.Story;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.learning.LabelledRows;
import io.neuralnexus.cli.learning.StratifiedSplit;
import io.neuralnexus.offchain.chain.Chain;
import io.neuralnexus.offchain.chain.Heights;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTerms;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTermsPrograms;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.files.FileStore;
import io.neuralnexus.offchain.job.DatasetOwner;
import io.neuralnexus.offchain.job.Developer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Those who own data and who buy training: they do their part of jobs from this process. */
final class Jobs {
  private static final long DATA_STAKE = Stx.of(5);
  private static final long DATA_PRICE = Stx.of(2);
  private static final long EPSILON = 1_000_000;
  private static final long MEDICAL = 1;
  private static final long EXPIRY_BLOCKS = 50_000;
  private static final Set<String> FINAL = Set.of("completed", "failed", "ended");

  /** For how long nothing may happen before it is taken to be stuck. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Developer.Terms TERMS =
      new Developer.Terms(
          Stx.of(3), Stx.of(50), Stx.of(20), 5_000, 5_000, 3_000, 1, Stx.of(6), false, 10, 10, 40);

  private final Chain chain;
  private final Cast cast;
  private final Seed seed;
  private final Story story;
  private final Telling telling;
  private final Crew crew;
  private final Task task;
  private final StratifiedSplit split;
  private final Marketplace market;
  private final Developer developer;
  private final List<DatasetOwner> owners = new ArrayList<>();
  private final Map<Uint, String> orders = new LinkedHashMap<>();
  private final Map<Uint, List<Long>> models = new LinkedHashMap<>();
  private final FileStore files;

  Jobs(
      Chain chain,
      FileStore files,
      Cast cast,
      StratifiedSplit split,
      Seed seed,
      Story story,
      Telling telling,
      Crew crew) {
    this.chain = chain;
    this.files = files;
    this.cast = cast;
    this.split = split;
    this.seed = seed;
    this.story = story;
    this.telling = telling;
    this.crew = crew;
    this.task = Task.of(split.parts().getFirst());
    this.market = Marketplace.on(chain);
    var buyer = cast.developer();
    this.developer = new Developer(chain, files, buyer.account().address(), buyer.secret());
  }

  /** Words of the models that were delivered, by job. */
  Map<Uint, List<Long>> models() {
    return models;
  }

  /** The data, and as many jobs, until each is at its end and each model delivered. */
  void play(int jobs) {
    developer.announce();
    for (int i = 0; i < cast.owners().size(); i++) {
      owners.add(register(cast.owners().get(i), split.parts().get(i), jobs));
    }
    story.tell(
        "%d owners register encrypted rows; %s posts %d jobs: each at most %s STX and a bonus of %s"
            .formatted(
                owners.size(),
                cast.developer().name(),
                jobs,
                Stx.plain(TERMS.base()),
                Stx.plain(TERMS.bonus())));
    var datasets = owners.stream().map(DatasetOwner::id).toList();
    for (int i = 1; i <= jobs; i++) {
      var name = "order " + i;
      var job = developer.create(order(name, datasets.size()));
      orders.put(job, name);
      developer.match(job, datasets);
    }
    follow();
  }

  private DatasetOwner register(Player owner, LabelledRows rows, int runs) {
    var slot = task.slot(rows, owner.secret().derive("slot"));
    var program =
        new DatasetTermsPrograms(
            Uint.of(EPSILON), task.program().hash(), Uint.of(task.program().words()));
    var terms =
        new DatasetTerms(
            false,
            "medical",
            Uint.of(chain.heights().burn() + EXPIRY_BLOCKS),
            Uint.of(100),
            Uint.ZERO,
            Uint.ZERO,
            true,
            Uint.of(DATA_PRICE),
            List.of(program),
            Uint.of(MEDICAL),
            "ipfs://" + owner.name());
    // What is proven of the rows is told in the part before this one.
    var registration =
        new DatasetOwner.Registration(
            task.program().k(),
            slot.root(task.program().k()),
            seed.salt("schema of this part"),
            runs * EPSILON,
            runs,
            DATA_STAKE);
    return DatasetOwner.register(
        chain, files, owner.account().address(), owner.secret(), slot, registration, terms);
  }

  private Developer.Order order(String name, int datasets) {
    return new Developer.Order(
        "logistic regression, two classes",
        name,
        task.program(),
        task.settings(),
        task.slot(split.holdOut(), cast.developer().secret().derive("slot of " + name)),
        List.of(),
        MEDICAL,
        datasets,
        Task.MOST_STEPS,
        TERMS);
  }

  private void follow() {
    var asked = new HashSet<Uint>();
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var last = new Heights(0, 0);
    while (true) {
      var now = chain.heights();
      if (!now.equals(last)) deadline = System.nanoTime() + PATIENCE.toNanos();
      last = now;
      crew.checkAlive();
      telling.tell();
      if (act(asked)) continue;
      if (isOver()) return;
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nothing has happened on the chain for " + PATIENCE);
      }
      await(now);
    }
  }

  /** Makes one call that is due, which is in a block then; false if none is. */
  private boolean act(Set<Uint> asked) {
    for (var order : orders.entrySet()) {
      var job = order.getKey();
      if (developer.owes(job)) {
        developer.postKey(job, order.getValue());
        return true;
      }
      for (var owner : owners) {
        if (owner.owes(job)) {
          owner.postKey(job);
          return true;
        }
      }
      if (isAccepted(job) && asked.add(job)) {
        developer.requestDelivery(telling.execution(job));
        return true;
      }
    }
    return false;
  }

  private boolean isAccepted(Uint job) {
    var known = telling.jobs().get(job);
    return known != null && known.outcome().equals("accepted");
  }

  private boolean isOver() {
    for (var job : orders.keySet()) {
      var state = market.getTrainingJob(job).orElseThrow().progress().orElseThrow().state();
      if (!FINAL.contains(state)) return false;
      if (!isAccepted(job) || models.containsKey(job)) continue;
      var model = developer.model(telling.execution(job));
      if (model.isEmpty()) return false;
      models.put(job, model.get());
    }
    return true;
  }

  private void await(Heights seen) {
    try {
      chain.await(seen, Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
