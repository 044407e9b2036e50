package io.neuralnexus.cli;

import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import io.neuralnexus.simulator.script.JavaScripts;
import io.neuralnexus.simulator.sweep.Address;
import io.neuralnexus.simulator.sweep.Crew;
import io.neuralnexus.simulator.sweep.Stage;
import io.neuralnexus.simulator.sweep.Subject;
import io.neuralnexus.simulator.sweep.SweepException;
import io.neuralnexus.simulator.world.ScriptException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What all commands that do many runs take: who does them, and where results go. */
final class RunsOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Another value of the scenario, as horizon=500, at all points.")
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed; each further run has the next. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--workers",
      paramLabel = "K",
      description = "Runs at a time in this process; by default as many as there are cores.")
  private Optional<Integer> workers;

  @Option(
      names = "--cluster",
      paramLabel = "HOST:PORT",
      description = {
        "Share the runs with all members of the cluster there; it is formed if the address is"
            + " of this machine and nobody is there. Only on a network that you trust."
      })
  private Optional<String> cluster;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "A folder for the results, in which the same command goes on after an interruption. By"
            + " default one of its own in 'sweeps'."
      })
  private Optional<Path> out;

  long seed() {
    return seed;
  }

  int workers() {
    var count = workers.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (count >= 1) return count;
    throw wrongUse("--workers %d does no runs: ask for at least 1".formatted(count));
  }

  Path folder(String name) {
    return out.orElseGet(() -> Path.of("sweeps", name));
  }

  Stage stage() {
    var manifest = root().resolve("Clarinet.toml");
    return Stage.open(manifest);
  }

  /** The scenario with the values that were set, which can be played. */
  Scenario scenario(String nameOrPath, Stage stage) {
    return read(
        () -> {
          var scenario = ScenarioFile.find(root(), nameOrPath).checked(stage.vocabulary());
          for (var each : values.entrySet()) {
            scenario = scenario.with(each.getKey(), each.getValue());
          }
          stage.vocabulary().check(scenario);
          return scenario;
        });
  }

  /** The scenario with the scripts that it names. */
  Subject subject(String nameOrPath, Scenario scenario) {
    var folder = ScenarioFile.find(root(), nameOrPath).path().toAbsolutePath().getParent();
    try {
      return new Subject(scenario, JavaScripts.texts(scenario, folder));
    } catch (ScriptException e) {
      throw new Nexus.Failure(e.getMessage(), e);
    }
  }

  Crew crew(Stage stage) {
    var address = cluster.map(text -> read(() -> Address.parse(text)));
    return address
        .map(at -> stage.cluster(at, workers()))
        .orElseGet(() -> stage.threads(workers()));
  }

  /** Does the work of a command, of which it says what went wrong. */
  <T> T doing(Supplier<T> work) {
    try {
      return work.get();
    } catch (SweepException e) {
      throw new Nexus.Failure(e.getMessage(), e);
    }
  }

  /** Writes files. */
  interface Writing {
    void write() throws IOException;
  }

  /** Writes what came of the runs beside them. */
  void keep(Path folder, Writing what) {
    try {
      what.write();
    } catch (IOException e) {
      throw new Nexus.Failure("%s cannot be written: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** What comes of what somebody wrote; if it makes no sense, the command was used wrongly. */
  <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw wrongUse(e.getMessage());
    }
  }

  ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static Path root() {
    return Nexus.repository().orElseGet(() -> Path.of("").toAbsolutePath());
  }
}
