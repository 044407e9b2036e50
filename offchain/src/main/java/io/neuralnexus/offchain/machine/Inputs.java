package io.neuralnexus.offchain.machine;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that a run starts from besides the program.
 *
 * @param job its id
 * @param settings six words for the program, such as the number of epochs
 * @param datasets at most 20, in the job's order
 * @param seeds one per data set, in the same order
 */
public record Inputs(
    long job,
    List<Long> settings,
    List<Slot> datasets,
    List<Seed> seeds,
    Seed developerSeed,
    Slot holdout) {
  /** The number of settings. */
  public static final int SETTINGS = 6;

  public Inputs {
    settings = List.copyOf(settings);
    datasets = List.copyOf(datasets);
    seeds = List.copyOf(seeds);
    if (settings.size() != SETTINGS) {
      throw new IllegalArgumentException("a job has 6 settings, not " + settings.size());
    }
    if (datasets.size() > Layout.MOST_DATASETS || datasets.size() != seeds.size()) {
      throw new IllegalArgumentException(
          "a job has at most 20 data sets and a seed for each, not %d and %d"
              .formatted(datasets.size(), seeds.size()));
    }
  }

  /** The eight public words of the header. */
  public List<Long> header() {
    return Stream.concat(Stream.of(job, (long) datasets.size()), settings.stream()).toList();
  }
}
