package io.neuralnexus.offchain.training;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what a job starts from, and refuses what does not match its commitment: each method
 * throws {@link IllegalArgumentException} that says whose it is, what was expected and what was
 * found.
 */
public final class JobInputs {
  private final int k;
  private final long job;
  private final List<Long> settings;
  private final List<Slot> datasets = new ArrayList<>();
  private final List<Seed> seeds = new ArrayList<>();
  private final Slot holdout;
  private final Seed developerSeed;

  private JobInputs(int k, long job, List<Long> settings, Slot holdout, Seed developerSeed) {
    this.k = k;
    this.job = job;
    this.settings = settings;
    this.holdout = holdout;
    this.developerSeed = developerSeed;
  }

  /**
   * What the developer brings.
   *
   * @param k of the memory of the program
   * @param settings the six words of the job
   * @param holdout and the {@code holdout-root} of the job
   * @param seed and the hash that the developer committed to
   */
  public static JobInputs of(
      int k,
      long job,
      List<Long> settings,
      Slot holdout,
      Buff holdoutRoot,
      Seed seed,
      Buff seedHash) {
    Commitment.check("the hold-out set of job " + job, "holdout-root", holdout, k, holdoutRoot);
    Commitment.check("the developer's seed for job " + job, seed, seedHash);
    return new JobInputs(k, job, settings, holdout, seed);
  }

  /**
   * What the owner of the next data set brings, in the job's order.
   *
   * @param id of the data set
   * @param slot and its {@code input-root}
   * @param seed and the hash that the owner committed to
   */
  public JobInputs add(long id, Slot slot, Buff inputRoot, Seed seed, Buff seedHash) {
    Commitment.check("data set " + id, "input-root", slot, k, inputRoot);
    Commitment.check("the seed of data set " + id, seed, seedHash);
    datasets.add(slot);
    seeds.add(seed);
    return this;
  }

  /** All of it. */
  public Inputs inputs() {
    return new Inputs(job, settings, datasets, seeds, developerSeed, holdout);
  }
}
