package io.neuralnexus.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.cli.demo.Table;
import io.neuralnexus.simulator.Simulation;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.kpi.Statistic;
import io.neuralnexus.simulator.report.Report;
import io.neuralnexus.simulator.results.Results;
import io.neuralnexus.simulator.scenario.Scenario;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  private static final List<Statistic> SHOWN = statistics("mean", "sd", "p05", "p50", "p95");
  private static final List<Statistic> DESCRIBED =
      statistics("mean", "sd", "min", "p05", "p50", "p95", "max");

  @Spec private CommandSpec spec;

  @Mixin private ScenarioOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "The name of a scenario that ships, or a TOML file.")
  private Optional<String> wanted;

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
    var file = options.file(wanted.get());
    out.ifPresent(this::make);
    Results.prepare();
    try (var bare = Ground.open(ScenarioOptions.manifest())) {
      var vocabulary = Simulation.vocabulary(bare);
      var subject = options.subject(file, vocabulary);
      var scenario = options.read(() -> replicated(subject.scenario(), vocabulary));
      var runs = play(bare, scenario, new JavaScripts(subject.scripts()));
      if (out.isPresent()) write(out.get(), scenario, runs);
      if (json) printJson(scenario, runs);
      else print(scenario, runs);
      return isAsExpected(scenario, runs) ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (ScriptException e) {
      throw new Nexus.Failure(e.getMessage(), e);
    }
  }

  /** Before anything is played, which would be in vain if it could not be kept. */
  private void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw options.wrongUse(
          "--out %s is no folder, and none can be made there: name another one".formatted(folder));
    }
  }

  private static List<Statistic> statistics(String... names) {
    return Stream.of(names).map(name -> Statistic.named(name).orElseThrow()).toList();
  }

  private int list() {
    for (var file : options.read(() -> ScenarioFile.shipped(ScenarioOptions.root()))) {
      var scenario = file.scenario();
      spec.commandLine().getOut().printf("%-28s %s%n", scenario.name(), scenario.title());
    }
    return ExitCode.OK;
  }

  private Scenario replicated(Scenario written, Vocabulary vocabulary) {
    if (replications.isEmpty()) return written;
    var scenario = written.with("replications", replications.get());
    vocabulary.check(scenario);
    return scenario;
  }

  private List<RunResult> play(Ground bare, Scenario scenario, Scripts scripts) {
    var atOnce = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (atOnce < 1) {
      throw options.wrongUse("--threads %d does no runs: ask for at least 1".formatted(atOnce));
    }
    try (var ground = bare.with(scenario.parameters());
        var progress = Progress.of(scenario.name(), spec.commandLine().getErr())) {
      try {
        return Simulation.play(
            ground, scenario, options.seed(), scenario.replications(), atOnce, scripts, progress);
      } catch (Violation e) {
        throw stopped(Simulation.transcript(ground, scenario, scripts, e), e);
      }
    }
  }

  private Nexus.Failure stopped(Transcript stopped, Violation why) {
    var file = out.orElse(Path.of("")).resolve(stopped.fileName());
    ScenarioOptions.write(file, () -> stopped.write(file));
    return new Nexus.Failure(
        "%s%nThe contracts are at fault. See it again: nexus simulate --replay %s"
            .formatted(why.getMessage(), file),
        why);
  }

  private int replay(Path file) {
    try (var bare = Ground.open(ScenarioOptions.manifest())) {
      var played = Transcript.read(file);
      var violation = played.replay(bare);
      spec.commandLine()
          .getOut()
          .println(violation.orElse("all holds: these are not the contracts of the transcript"));
      return violation.isPresent() ? ExitCode.SOFTWARE : ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw options.wrongUse(e.getMessage());
    } catch (IOException e) {
      throw options.wrongUse("%s cannot be read: name a transcript".formatted(file));
    }
  }

  private static void write(Path folder, Scenario scenario, List<RunResult> runs) {
    ScenarioOptions.write(
        folder,
        () -> {
          Results.write(folder, scenario, runs);
          Report.write(folder.resolve("report.html"), scenario, runs);
        });
  }

  private static boolean isAsExpected(Scenario scenario, List<RunResult> runs) {
    return scenario.expectations().stream()
        .map(Scenario.Assertion::expectation)
        .allMatch(each -> each.holds(RunResult.pooled(runs, each.kpi())));
  }

  private void print(Scenario scenario, List<RunResult> runs) {
    var to = spec.commandLine().getOut();
    to.printf(
        Locale.ROOT,
        "%s: %s%nseeds %d to %d, %,d burn blocks, %,d transactions of agents, %,d refused%n",
        scenario.name(),
        scenario.title(),
        options.seed(),
        options.seed() + runs.size() - 1,
        runs.stream().mapToLong(RunResult::blocks).sum(),
        runs.stream().mapToLong(RunResult::transactions).sum(),
        runs.stream().mapToLong(RunResult::refused).sum());
    var headings = Stream.concat(Stream.of("samples"), SHOWN.stream().map(Statistic::toString));
    var table =
        new Table(
            Stream.concat(Stream.of("indicator"), headings.map(each -> ">" + each))
                .toArray(String[]::new));
    RunResult.pooled(runs)
        .forEach(
            (name, samples) -> {
              var figures = SHOWN.stream().map(each -> Figures.text(each.of(samples)));
              table.add(
                  Stream.concat(Stream.of(name, Figures.text(samples.count())), figures)
                      .toArray(String[]::new));
            });
    to.print(table.text("Indicators of all runs"));
    if (!scenario.expectations().isEmpty()) to.println();
    for (var each : scenario.expectations()) {
      var samples = RunResult.pooled(runs, each.expectation().kpi());
      to.printf(
          "%s %s%s%n       %s%n",
          each.expectation().holds(samples) ? "ok    " : "FAILED",
          each.expectation(),
          samples.isEmpty()
              ? " (nothing was seen of it)"
              : " (it is %s)".formatted(Figures.text(each.expectation().statistic().of(samples))),
          each.because());
    }
  }

  private void printJson(Scenario scenario, List<RunResult> runs) {
    var report = new JsonMapper().createObjectNode();
    report.put("scenario", scenario.name());
    report.put("title", scenario.title());
    report.put("hash", scenario.hash());
    report.put("seed", options.seed());
    report.put("replications", runs.size());
    report.put("blocks", runs.stream().mapToLong(RunResult::blocks).sum());
    report.put("transactions", runs.stream().mapToLong(RunResult::transactions).sum());
    report.put("refused", runs.stream().mapToLong(RunResult::refused).sum());
    var kpis = report.putObject("kpis");
    RunResult.pooled(runs).forEach((name, samples) -> describe(samples, kpis.putObject(name)));
    var assertions = report.putArray("assertions");
    for (var each : scenario.expectations()) {
      var samples = RunResult.pooled(runs, each.expectation().kpi());
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
    for (var each : DESCRIBED) node.put(each.toString(), each.of(samples));
  }
}
