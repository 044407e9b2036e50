package io.neuralnexus.simulator.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A scenario at the points of a design, with the same seeds at each: what differs between two
 * points is not chance (common random numbers).
 *
 * @param subject what is simulated
 * @param design where it is looked at
 * @param seed the first seed
 * @param replications how many seeds
 */
public record Sweep(Subject subject, Design design, long seed, int replications) {
  public Sweep {
    if (replications < 1) {
      throw new IllegalArgumentException(
          "%d replications are none: ask for at least 1".formatted(replications));
    }
  }

  /** Runs in all. */
  public int size() {
    return Math.multiplyExact(design.points().size(), replications);
  }

  /**
   * Does what is not yet done, and puts the results together.
   *
   * @param stage what the runs depend on beside the scenario
   * @param crew who does the runs
   * @param folder where finished runs are kept; the same sweep goes on there after a death
   * @throws SweepException if a run fails, or the folder has runs of something else
   */
  public SweepResult run(Fingerprint stage, Crew crew, Path folder, Progress progress) {
    try (var journal = Journal.open(folder, title(stage))) {
      var done = new Runs(subject, journal, crew, progress).of(tasks());
      return new SweepResult(
          subject.scenario(),
          design,
          seeds(),
          design.points().stream()
              .map(point -> seeds().stream().map(each -> done.get(new Task(point, each))).toList())
              .toList());
    }
  }

  /** A name for the folder of this, which nothing else has, as {@code baseline-1f2e3d4c}. */
  public String folder(Fingerprint stage) {
    return Fingerprint.folder(subject, title(stage));
  }

  private List<String> title(Fingerprint stage) {
    var title = new ArrayList<>(stage.title(subject));
    title.add("design " + design);
    title.add("seeds %d to %d".formatted(seed, seed + replications - 1));
    return title;
  }

  private List<Long> seeds() {
    return LongStream.range(seed, seed + replications).boxed().toList();
  }

  private List<Task> tasks() {
    return design.points().stream()
        .flatMap(point -> seeds().stream().map(each -> new Task(point, each)))
        .toList();
  }
}
