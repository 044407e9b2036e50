package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.Simulation;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Vocabulary;
import io.neuralnexus.simulator.script.JavaScripts;
import io.neuralnexus.simulator.world.Ground;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Where runs are played: one project, opened once, on which governance sets the parameters of a
 * run. Safe for several threads.
 */
public final class Stage implements AutoCloseable {
  private static final int GROUNDS = 16;

  private final Ground bare;
  private final Vocabulary vocabulary;
  private final Fingerprint fingerprint;
  private final Map<SortedMap<String, Long>, Ground> grounds =
      new LinkedHashMap<>(GROUNDS, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SortedMap<String, Long>, Ground> eldest) {
          return size() > GROUNDS;
        }
      };

  private Stage(Ground bare) {
    this.bare = bare;
    this.vocabulary = Simulation.vocabulary(bare);
    try (var chain = bare.chain(0)) {
      this.fingerprint = Fingerprint.of(chain);
    }
  }

  /** Deploys the project of a {@code Clarinet.toml}. */
  public static Stage open(Path manifest) {
    return new Stage(Ground.open(manifest));
  }

  /** What results depend on beside scenario and seed. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /** What scenarios may say. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * Finds out whether a scenario can be played at all points of a design.
   *
   * @throws IllegalArgumentException for the first at which it cannot
   */
  public void check(Scenario scenario, List<Point> points) {
    points.forEach(point -> vocabulary.check(point.on(scenario)));
  }

  /** Threads of this process. */
  public Crew threads(int count) {
    return new Threads(this::play, count);
  }

  /**
   * Members of a cluster, this process among them.
   *
   * @param workers runs that this one does at once
   * @throws SweepException if it cannot be joined
   */
  public Crew cluster(Address address, int workers) {
    return Cluster.join(address, fingerprint, this::play, workers, true);
  }

  /**
   * Helps whoever sweeps at an address, one after the other, until the thread is interrupted.
   *
   * @param told is given a line whenever something changes
   * @throws SweepException if it is not let in
   */
  public void help(Address address, int workers, Consumer<String> told)
      throws InterruptedException {
    while (true) {
      if (!address.isHere() && !address.answers()) {
        told.accept("waits for %s to answer".formatted(address));
        while (!address.answers()) Thread.sleep(500);
      }
      try (var cluster = Cluster.join(address, fingerprint, this::play, workers, false)) {
        told.accept("is a member of the cluster at " + address);
        cluster.serve();
        told.accept("the cluster at %s is gone".formatted(address));
      }
    }
  }

  RunResult play(Subject subject, Task task) {
    var scenario = task.point().on(subject.scenario());
    var scripts = new JavaScripts(subject.scripts());
    var run = Simulation.run(ground(scenario), scenario, task.seed(), scripts, _ -> {});
    return new RunResult(
        run.seed(),
        run.kpis(),
        List.of(),
        run.flows(),
        run.blocks(),
        run.transactions(),
        run.refused());
  }

  private Ground ground(Scenario scenario) {
    synchronized (grounds) {
      return grounds.computeIfAbsent(scenario.parameters(), bare::with);
    }
  }

  @Override
  public void close() {
    bare.close();
  }
}
