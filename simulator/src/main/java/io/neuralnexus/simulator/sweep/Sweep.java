package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A scenario at the points of a design, with the same seeds at each: what differs between two
 * points is not chance (common random numbers).
 *
 * @param subject what is simulated, as text
 * @param scenario what that text says
 * @param design where it is looked at
 * @param seed the first seed
 * @param replications how many seeds
 */
public record Sweep(
    Subject subject, Scenario scenario, Design design, long seed, int replications) {
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
      var all = tasks();
      var left = new ArrayList<>(all);
      left.removeAll(journal.done().keySet());
      progress.at(all.size() - left.size(), all.size());
      crew.play(
          subject,
          left,
          (task, result) -> {
            journal.add(task, result);
            progress.at(journal.done().size(), all.size());
          });
      var done = journal.done();
      return new SweepResult(
          scenario,
          design,
          seeds(),
          design.points().stream()
              .map(point -> seeds().stream().map(each -> done.get(new Task(point, each))).toList())
              .toList());
    }
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
