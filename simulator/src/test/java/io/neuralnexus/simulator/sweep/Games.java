package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.Flow;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import io.neuralnexus.simulator.world.Chance;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Scenarios and quick stand-ins for the runs of them, whose results depend on the task alone. */
final class Games {
  static final Fingerprint STAGE = new Fingerprint("c0de", "c0ffee");

  static final Scenario SCENARIO =
      ScenarioFile.of(
              Path.of("games.toml"),
              """
              title = "Games"
              horizon = 100
              """)
          .scenario();

  private Games() {}

  /** A result with all that a journal keeps. */
  static RunResult play(Task task) {
    var chance = Chance.of(task.seed(), "game");
    var level = task.point().changes().values().stream().mapToDouble(each -> each).sum();
    var kpis = new TreeMap<String, Samples>();
    kpis.put("score", Samples.of(level + chance.normal(0, 1)));
    kpis.put(
        "profit.players", Samples.of(DoubleStream.generate(chance::uniform).limit(5).toArray()));
    kpis.put("never", Samples.of());
    return new RunResult(
        task.seed(),
        kpis,
        List.of(),
        List.of(new Flow("players", "treasury", "fee", chance.below(1000))),
        100,
        chance.below(1000),
        chance.below(10));
  }

  /** Plays, and takes some time for it. */
  static Task.Player slow(long milliseconds) {
    return (_, task) -> {
      try {
        Thread.sleep(milliseconds);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return play(task);
    };
  }

  static Sweep sweep(int replications) {
    var axes = List.of(Axis.parse("horizon=100..500:5"), Axis.parse("price.start=0.5,2"));
    return new Sweep(
        Subject.of(SCENARIO), Design.of(Design.Kind.GRID, axes, 0, SCENARIO, 1), 1, replications);
  }
}
