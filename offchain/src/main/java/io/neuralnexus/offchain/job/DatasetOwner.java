package io.neuralnexus.offchain.job;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.chain.Chain;
import io.neuralnexus.offchain.chain.ChainException;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTerms;
import io.neuralnexus.offchain.contracts.DataRights.PostKeyKeys;
import io.neuralnexus.offchain.contracts.DataRights.RegisterDatasetRecord;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.files.FileStore;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.secrecy.SealedSlot;
import io.neuralnexus.offchain.secrecy.Secret;
import java.util.stream.IntStream;

/**
 * Holds a data set: publishes it encrypted, registers it, and posts its key for each run that the
 * chain has matched. All its secrets follow from one.
 */
public final class DatasetOwner {
  private final Wrapping wrapping;
  private final StandardPrincipal account;
  private final DataRights data;
  private final Marketplace market;
  private final Secret secret;
  private final int runs;
  private final Uint id;

  private DatasetOwner(Chain chain, StandardPrincipal account, Secret secret, int runs, Uint id) {
    this.wrapping = new Wrapping(chain, secret);
    this.account = account;
    this.data = DataRights.on(chain);
    this.market = Marketplace.on(chain);
    this.secret = secret;
    this.runs = runs;
    this.id = id;
  }

  /**
   * What is fixed when a data set is registered.
   *
   * @param k of the programs that it is laid out for
   * @param commitment root of the proofs about it, 32 bytes
   * @param schema hash of what its columns mean, 32 bytes
   * @param budget of privacy, millionths of epsilon
   * @param runs that it has seeds for, at most 8
   * @param stake micro-STX
   */
  public record Registration(
      int k, Buff commitment, Buff schema, long budget, int runs, long stake) {}

  /**
   * Publishes and registers a data set.
   *
   * @param chain with the owner's wallet
   * @param secret that nothing else of the owner follows from
   * @throws ChainException if the contract refuses it
   */
  public static DatasetOwner register(
      Chain chain,
      FileStore files,
      StandardPrincipal account,
      Secret secret,
      Slot slot,
      Registration registration,
      DatasetTerms terms) {
    var key = secret.derive("data key");
    var file = SealedSlot.seal(slot, key);
    var record =
        new RegisterDatasetRecord(
            Uint.of(registration.budget()),
            registration.commitment(),
            files.publish(file).hash(),
            slot.root(registration.k()),
            Wrapping.sha256(key),
            registration.schema());
    var seeds =
        IntStream.range(0, registration.runs())
            .mapToObj(run -> Seed.of(seedSecret(secret, run)).hash())
            .toList();
    var registered =
        Wrapping.done(
            DataRights.on(chain)
                .as(account)
                .registerDataset(record, terms, seeds, Uint.of(registration.stake())));
    return new DatasetOwner(chain, account, secret, registration.runs(), registered.id());
  }

  /** Its number. */
  public Uint id() {
    return id;
  }

  /** Whether a run of this data set in a job waits for the key. */
  public boolean owes(Uint job) {
    var granted = data.getJob(market.contract(), job);
    if (granted.isEmpty() || granted.get().grantees().isEmpty() || granted.get().over())
      return false;
    var run = data.getRun(market.contract(), job, id);
    return run.isPresent() && run.get().owner().equals(account) && run.get().keys().isEmpty();
  }

  /**
   * Wraps the key, and the seed of this run, for each who computes or audits.
   *
   * @throws ChainException if the contract refuses it
   */
  public void postKey(Uint job) {
    var message = message(job);
    var keys =
        data.getJob(market.contract(), job).orElseThrow().grantees().stream()
            .map(
                who ->
                    new PostKeyKeys(
                        who,
                        message.wrap(wrapping.publicKey(who), wrapping.once("job " + job, who))))
            .toList();
    Wrapping.done(data.as(account).postKey(market.contract(), job, id, keys));
  }

  /** What it tells each who computes for a job. */
  public KeyMessage message(Uint job) {
    var taken = data.getRun(market.contract(), job, id).orElseThrow().seed();
    var run =
        IntStream.range(0, runs)
            .filter(each -> Seed.of(seedSecret(secret, each)).hash().equals(taken))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("the seed of job %s is not ours".formatted(job)));
    return new KeyMessage(secret.derive("data key"), seedSecret(secret, run));
  }

  private static Buff seedSecret(Secret secret, int run) {
    return secret.derive("seed of run " + run);
  }
}
