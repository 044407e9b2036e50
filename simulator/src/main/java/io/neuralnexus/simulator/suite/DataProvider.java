package io.neuralnexus.simulator.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTerms;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTermsPrograms;
import io.neuralnexus.offchain.contracts.DataRights.PostKeyKeys;
import io.neuralnexus.offchain.contracts.DataRights.RegisterDatasetRecord;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists one data set, posts its keys, and keeps seeds in stock. */
final class DataProvider extends SuiteAgent implements ModelFeed.Seller {
  private static final Buff WRAPPED = Buff.of(new byte[97]);
  private static final int MOST_SEEDS = 8;
  private static final int FEW_SEEDS = 4;

  private final DataStrategy strategy;
  private final long price;
  private final Set<Uint> running = new HashSet<>();
  private Uint dataset = Uint.ZERO;
  private boolean adding;
  private boolean leaving;
  private final Till till;

  DataProvider(World world, Part part, DataStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    this.price = micro(part.setting("price"));
    this.till = till();
    ModelFeed.of(world).follow(account.address(), this);
    later(1, this::list);
  }

  private void list() {
    var others = feed.listings().stream().map(each -> truth.data(each.id)).toList();
    var cost = part.setting("collecting-cost");
    var offered = strategy.offers(new DataStrategy.Collection(stx(cost), !others.isEmpty()));
    var slot =
        switch (offered) {
          case "real" -> {
            spendUsd(cost);
            yield slot(Math.round(part.setting("quality")), chance.next());
          }
          case "copy" -> {
            var copied = chance.pick(others);
            yield slot(copied.word(0), copied.word(1));
          }
          default -> slot(0, chance.next());
        };
    account.send(
        calls
            .data()
            .registerDataset(
                record(slot),
                terms(),
                Collections.nCopies(MOST_SEEDS, TrainingTask.SEED.hash()),
                uint(world.parameter("data-min-stake"))),
        receipt ->
            DataRights.on(world.chain()).events(receipt).stream()
                .filter(DataRights.Event.RegisterDataset.class::isInstance)
                .map(DataRights.Event.RegisterDataset.class::cast)
                .forEach(
                    made -> {
                      dataset = made.id();
                      truth.list(dataset, slot);
                    }));
  }

  private Slot slot(long quality, long fingerprint) {
    return Slot.of(Buff.of(chance.bytes(32)), quality, fingerprint);
  }

  private RegisterDatasetRecord record(Slot slot) {
    return new RegisterDatasetRecord(
        uint(1_000_000_000),
        Buff.of(chance.bytes(32)),
        Buff.of(chance.bytes(32)),
        slot.root(TrainingTask.K),
        Buff.of(chance.bytes(32)),
        TrainingTask.fill(7));
  }

  private DatasetTerms terms() {
    return new DatasetTerms(
        false,
        "medical",
        uint(1_000_000_000),
        uint(1_000_000),
        uint(0),
        uint(0),
        true,
        uint(price),
        List.of(
            new DatasetTermsPrograms(
                uint(1_000), TrainingTask.PROGRAM.hash(), uint(TrainingTask.MODEL_WORDS))),
        uint(JobDeveloper.PURPOSE),
        "ipfs://dataset");
  }

  @Override
  public void see(LiveJob job, Happening what) {
    switch (what) {
      case MATCHED -> {
        running.add(job.id);
        restock();
      }
      case ASSIGNED -> later(1 + chance.below(3), () -> post(job));
      case FINALIZED, ENDED -> {
        running.remove(job.id);
        if (leaving) unstake();
      }
      default -> {}
    }
  }

  private void restock() {
    var left = feed.listing(dataset).orElseThrow().seeds;
    if (left > FEW_SEEDS || adding || isClosed()) return;
    adding = true;
    account.send(
        calls
            .data()
            .addSeeds(
                dataset, Collections.nCopies(MOST_SEEDS - FEW_SEEDS, TrainingTask.SEED.hash())),
        _ -> adding = false);
  }

  private void post(LiveJob job) {
    var due = new DataStrategy.Due(price / MICRO, world.parameter("data-key-slash") / MICRO);
    if (!strategy.posts(due)) return;
    var keys = job.grantees.stream().map(each -> new PostKeyKeys(each, WRAPPED)).toList();
    account.send(
        calls.data().postKey(Marketplace.on(world.chain()).contract(), job.id, dataset, keys));
  }

  @Override
  public void due(ModelFeed.Due due) {
    till.add(due);
  }

  @Override
  public void leave() {
    close();
    leaving = true;
    unstake();
  }

  private void unstake() {
    if (!running.isEmpty() || dataset.equals(Uint.ZERO)) return;
    account.send(calls.data().unstake(dataset));
  }

  @Override
  public boolean isBusy() {
    return !running.isEmpty() || !till.isEmpty();
  }
}
