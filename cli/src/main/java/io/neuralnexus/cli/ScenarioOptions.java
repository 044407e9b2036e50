package io.neuralnexus.cli;

import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import io.neuralnexus.simulator.scenario.Vocabulary;
import io.neuralnexus.simulator.sweep.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What all commands that play a scenario take: its seeds, and what is other than as written. */
class ScenarioOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed; each further run has the next. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Another value of the scenario, as horizon=500 or price.volatility=0.02.")
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(
      names = "--script",
      paramLabel = "POPULATION=FILE",
      description = "A JavaScript file that decides for a population.")
  private Map<String, String> scripts = new LinkedHashMap<>();

  long seed() {
    return seed;
  }

  /** The folder with the contracts, and the scenarios that ship. */
  static Path root() {
    return Nexus.repository().orElseGet(() -> Path.of("").toAbsolutePath());
  }

  static Path manifest() {
    return root().resolve("Clarinet.toml");
  }

  ScenarioFile file(String nameOrPath) {
    return read(() -> ScenarioFile.find(root(), nameOrPath));
  }

  /** A scenario with what is set, which can be played, and the scripts that it names. */
  Subject subject(ScenarioFile file, Vocabulary vocabulary) {
    return Subject.of(read(() -> changed(file.checked(vocabulary), vocabulary)));
  }

  private Scenario changed(Scenario written, Vocabulary vocabulary) {
    var scenario = written;
    for (var each : values.entrySet()) scenario = scenario.with(each.getKey(), each.getValue());
    for (var each : scripts.entrySet()) {
      scenario = scenario.withScript(each.getKey(), Path.of(each.getValue()));
    }
    vocabulary.check(scenario);
    return scenario;
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

  /** Writes files. */
  interface Writing {
    void write() throws IOException;
  }

  /** Writes into a folder, or onto a file, and says what went wrong. */
  static void write(Path place, Writing what) {
    try {
      what.write();
    } catch (IOException e) {
      throw new Nexus.Failure("%s cannot be written: %s".formatted(place, e.getMessage()), e);
    }
  }
}
