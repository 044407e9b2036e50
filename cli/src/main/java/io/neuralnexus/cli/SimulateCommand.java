package io.neuralnexus.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.simulator.Simulation;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.kpi.Statistic;
import io.neuralnexus.simulator.report.Report;
import io.neuralnexus.simulator.results.Results;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.ScenarioException;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import io.neuralnexus.simulator.scenario.Vocabulary;
import io.neuralnexus.simulator.script.JavaScripts;
import io.neuralnexus.simulator.world.Ground;
import io.neuralnexus.simulator.world.ScriptException;
import io.neuralnexus.simulator.world.Scripts;
import io.neuralnexus.simulator.world.Transcript;
import io.neuralnexus.simulator.world.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nexus simulate}: what agents make of the contracts. */
@Command(
    name = "simulate",
    description = {
      "Plays a scenario: agents use the contracts on a simulated chain. Prints what came of it and"
          + " whether it is as the scenario expects; exits with 1 if it is not. Without a scenario,"
          + " lists those that ship."
    },
    footer = {
      "",
      "Examples:",
      "  nexus simulate",
      "  nexus simulate baseline --seed 7 --out out",
      "  nexus simulate mine.toml --set populations.validators.count=20 --script validators=a.js"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final List<String> SHOWN = List.of("mean", "sd", "p05", "p50", "p95");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "The name of a scenario that ships, or a TOML file.")
  private Optional<String> wanted;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed; each further run has the next. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--replications",
      paramLabel = "N",
      description = "How many runs there are; by default as the scenario says.")
  private Optional<Integer> replications;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many runs there are at a time; by default as many as there are cores.")
  private Optional<Integer> threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder for the report, report.html, and the results as Parquet files.")
  private Optional<Path> out;

  @Option(
      names = "--script",
      paramLabel = "POPULATION=FILE",
      description = "A JavaScript file that decides for a population.")
  private Map<String, String> scriptFiles = new LinkedHashMap<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Another value of the scenario, as horizon=500 or price.volatility=0.02.")
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Plays the transcript of a run that was stopped, on the contracts alone.")
  private Optional<Path> transcript;

  @Override
  public Integer call() {
    if (transcript.isPresent()) return replay(transcript.get());
    if (wanted.isEmpty()) return list();
    Results.prepare();
    var file = read(() -> ScenarioFile.find(root(), wanted.get()));
    try (var bare = Ground.open(root().resolve("Clarinet.toml"))) {
      var scenario = scenario(file, Simulation.vocabulary(bare));
      var folder = file.path().toAbsolutePath().getParent();
      var runs = play(bare, scenario, new JavaScripts(JavaScripts.texts(scenario, folder)));
      if (out.isPresent()) write(out.get(), scenario, runs);
      if (json) printJson(scenario, runs);
      else print(scenario, runs);
      return isAsExpected(scenario, runs) ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (ScriptException e) {
      throw new Nexus.Failure(e.getMessage(), e);
    }
  }

  private int list() {
    for (var file : read(() -> ScenarioFile.shipped(root()))) {
      var scenario = file.scenario();
      spec.commandLine().getOut().printf("%-28s %s%n", scenario.name(), scenario.title());
    }
    return ExitCode.OK;
  }

  private Scenario scenario(ScenarioFile file, Vocabulary vocabulary) {
    return read(
        () -> {
          var scenario = file.checked(vocabulary);
          for (var each : values.entrySet()) {
            scenario = scenario.with(each.getKey(), each.getValue());
          }
          for (var each : scriptFiles.entrySet()) {
            scenario =
                scenario.with(
                    "populations.%s.strategy".formatted(each.getKey()),
                    Vocabulary.SCRIPT + Path.of(each.getValue()).toAbsolutePath());
          }
          if (replications.isPresent()) {
            scenario = scenario.with("replications", replications.get());
          }
          vocabulary.check(scenario);
          return scenario;
        });
  }

  private List<RunResult> play(Ground bare, Scenario scenario, Scripts scripts) {
    var atOnce = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (atOnce < 1) throw new ParameterException(spec.commandLine(), "--threads is at least 1");
    try (var ground = bare.with(scenario.parameters());
        var progress = Progress.of(scenario.name())) {
      try {
        return Simulation.play(
            ground, scenario, seed, scenario.replications(), atOnce, scripts, progress);
      } catch (Violation e) {
        throw stopped(Simulation.transcript(ground, scenario, scripts, e), e);
      }
    }
  }

  private Nexus.Failure stopped(Transcript stopped, Violation why) {
    var file = out.orElse(Path.of("")).resolve(stopped.fileName());
    try {
      if (out.isPresent()) Files.createDirectories(out.get());
      stopped.write(file);
    } catch (IOException e) {
      throw new Nexus.Failure("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
    return new Nexus.Failure(
        "%s%nThe contracts are at fault. See it again: nexus simulate --replay %s"
            .formatted(why.getMessage(), file),
        why);
  }

  private int replay(Path file) {
    try (var bare = Ground.open(root().resolve("Clarinet.toml"))) {
      var played = Transcript.read(file);
      var violation = played.replay(bare);
      spec.commandLine()
          .getOut()
          .println(violation.orElse("all holds: these are not the contracts of the transcript"));
      return violation.isPresent() ? ExitCode.SOFTWARE : ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "%s cannot be read: name a transcript".formatted(file));
    }
  }

  private static void write(Path folder, Scenario scenario, List<RunResult> runs) {
    try {
      Results.write(folder, scenario, runs);
      Report.write(folder.resolve("report.html"), scenario, runs);
    } catch (IOException e) {
      throw new Nexus.Failure("%s cannot be written: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static boolean isAsExpected(Scenario scenario, List<RunResult> runs) {
    return scenario.expectations().stream()
        .map(Scenario.Assertion::expectation)
        .allMatch(each -> each.holds(pooled(runs, each.kpi())));
  }

  private static SortedMap<String, Samples> pooled(List<RunResult> runs) {
    var names = new TreeSet<String>();
    for (var run : runs) names.addAll(run.kpis().keySet());
    var kpis = new TreeMap<String, Samples>();
    for (var name : names) kpis.put(name, pooled(runs, name));
    return kpis;
  }

  private static Samples pooled(List<RunResult> runs, String kpi) {
    return Samples.pooled(runs.stream().map(run -> run.kpi(kpi)).toList());
  }

  private void print(Scenario scenario, List<RunResult> runs) {
    var to = spec.commandLine().getOut();
    to.printf(
        Locale.ROOT,
        "%s: %s%nseeds %d to %d, %,d burn blocks, %,d transactions of agents, %,d refused%n%n",
        scenario.name(),
        scenario.title(),
        seed,
        seed + runs.size() - 1,
        runs.stream().mapToLong(RunResult::blocks).sum(),
        runs.stream().mapToLong(RunResult::transactions).sum(),
        runs.stream().mapToLong(RunResult::refused).sum());
    var kpis = pooled(runs);
    var width = kpis.keySet().stream().mapToInt(String::length).max().orElse(0);
    to.printf("%-" + Math.max(width, 9) + "s %9s", "indicator", "samples");
    for (var each : SHOWN) to.printf(" %12s", each);
    to.println();
    kpis.forEach(
        (name, samples) -> {
          to.printf(Locale.ROOT, "%-" + Math.max(width, 9) + "s %,9d", name, samples.count());
          for (var each : SHOWN) to.printf(" %12s", figure(statistic(each).of(samples)));
          to.println();
        });
    if (!scenario.expectations().isEmpty()) to.println();
    for (var each : scenario.expectations()) {
      var samples = pooled(runs, each.expectation().kpi());
      to.printf(
          Locale.ROOT,
          "%s %s%s%n       %s%n",
          each.expectation().holds(samples) ? "ok    " : "FAILED",
          each.expectation(),
          samples.isEmpty()
              ? " (nothing was seen of it)"
              : " (it is %s)".formatted(figure(each.expectation().statistic().of(samples))),
          each.because());
    }
  }

  private static Statistic statistic(String name) {
    return Statistic.named(name).orElseThrow();
  }

  private static String figure(double value) {
    if (Double.isNaN(value)) return "-";
    var size = Math.abs(value);
    return String.format(Locale.ROOT, size != 0 && size < 1e-3 ? "%.2e" : "%,.4f", value);
  }

  private void printJson(Scenario scenario, List<RunResult> runs) {
    var report = new JsonMapper().createObjectNode();
    report.put("scenario", scenario.name());
    report.put("title", scenario.title());
    report.put("hash", scenario.hash());
    report.put("seed", seed);
    report.put("replications", runs.size());
    report.put("blocks", runs.stream().mapToLong(RunResult::blocks).sum());
    report.put("transactions", runs.stream().mapToLong(RunResult::transactions).sum());
    report.put("refused", runs.stream().mapToLong(RunResult::refused).sum());
    var kpis = report.putObject("kpis");
    pooled(runs).forEach((name, samples) -> describe(samples, kpis.putObject(name)));
    var assertions = report.putArray("assertions");
    for (var each : scenario.expectations()) {
      var samples = pooled(runs, each.expectation().kpi());
      assertions
          .addObject()
          .put("that", each.expectation().toString())
          .put("because", each.because())
          .put("value", each.expectation().statistic().of(samples))
          .put("ok", each.expectation().holds(samples));
    }
    spec.commandLine().getOut().println(report.toPrettyString());
  }

  private static void describe(Samples samples, ObjectNode node) {
    node.put("count", samples.count());
    for (var each : List.of("mean", "sd", "min", "p05", "p50", "p95", "max")) {
      node.put(each, statistic(each).of(samples));
    }
  }

  private static Path root() {
    return Nexus.repository().orElseGet(() -> Path.of("").toAbsolutePath());
  }

  private <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ScenarioException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
