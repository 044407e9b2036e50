package io.neuralnexus.cli;

import io.neuralnexus.simulator.report.Report;
import io.neuralnexus.simulator.results.SweepResults;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.sweep.Address;
import io.neuralnexus.simulator.sweep.Axis;
import io.neuralnexus.simulator.sweep.Design;
import io.neuralnexus.simulator.sweep.Estimate;
import io.neuralnexus.simulator.sweep.Measure;
import io.neuralnexus.simulator.sweep.Sensitivity;
import io.neuralnexus.simulator.sweep.Stage;
import io.neuralnexus.simulator.sweep.Sweep;
import io.neuralnexus.simulator.sweep.SweepResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nexus sweep}: a scenario at many points. */
@Command(
    name = "sweep",
    description = {
      "Plays a scenario at many points of the space of its parameters, with the same seeds at each,"
          + " and prints what came of it with its confidence intervals. What is finished is kept:"
          + " the same command goes on where it was interrupted."
    },
    footer = {
      "",
      "Examples:",
      "  nexus sweep baseline --vary populations.validators.count=10..50:5 --replications 20",
      "  nexus sweep baseline --vary price.volatility=0.001..0.1:7:log --vary horizon=500,2000",
      "  nexus sweep baseline --vary parameters.market-outlier-slash-bps=100..3000 --design lhs"
          + " --points 30",
      "  nexus sweep --join 192.168.1.4:5701     help a sweep that runs with --cluster there"
    })
final class SweepCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunsOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "The name of a scenario that ships, or a TOML file.")
  private Optional<String> wanted;

  @Option(
      names = "--vary",
      paramLabel = "KEY=VALUES",
      description = {
        "What varies: key=from..to:steps, with :log after it for equal factors; key=from..to for"
            + " designs that draw; or key=a,b,c. Several are combined."
      })
  private List<String> axes = new ArrayList<>();

  @Option(
      names = "--design",
      defaultValue = "grid",
      description = {
        "How points are chosen: grid (all combinations), oat (each key alone), lhs (Latin"
            + " hypercube), morris or sobol (how much each key matters). Default: ${DEFAULT-VALUE}."
      })
  private Design.Kind kind;

  @Option(
      names = "--points",
      paramLabel = "N",
      description = {
        "Points of lhs, trajectories of morris (of one point more than there are keys), rows of"
            + " sobol (of two more)."
      })
  private Optional<Integer> points;

  @Option(
      names = "--replications",
      paramLabel = "N",
      description = "Seeds at each point; by default as the scenario says.")
  private Optional<Integer> replications;

  @Option(
      names = "--kpi",
      paramLabel = "KPI[.STATISTIC]",
      description = {
        "What to print, as attack.roi.p95; by default what the scenario expects something of. All"
            + " is kept in any case."
      })
  private List<String> kpis = new ArrayList<>();

  @Option(
      names = "--confidence",
      paramLabel = "SHARE",
      defaultValue = "0.95",
      description = "Of the intervals. Default: ${DEFAULT-VALUE}.")
  private double confidence;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      description = "Do runs for the sweeps of the cluster there, until stopped.")
  private Optional<String> join;

  @Override
  public Integer call() {
    if (join.isPresent()) return help(join.get());
    if (wanted.isEmpty()) {
      throw options.wrongUse("Which scenario? Name one, or --join a cluster");
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw options.wrongUse(
          "--confidence %s is no share: write one like 0.95".formatted(confidence));
    }
    try (var stage = options.stage()) {
      var scenario = options.scenario(wanted.get(), stage);
      var sweep = options.read(() -> sweep(scenario, stage));
      print(options.doing(() -> run(sweep, stage)));
      return ExitCode.OK;
    }
  }

  private int help(String text) {
    if (wanted.isPresent() || !axes.isEmpty()) {
      throw options.wrongUse("--join takes its tasks from others: leave out scenario and --vary");
    }
    var address = options.read(() -> Address.parse(text));
    try (var stage = options.stage()) {
      return options.doing(
          () -> {
            try {
              stage.help(address, options.workers(), this::tell);
              return ExitCode.OK;
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new Nexus.Failure("interrupted", e);
            }
          });
    }
  }

  private void tell(String line) {
    var err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  private Sweep sweep(Scenario scenario, Stage stage) {
    var varied = axes.stream().map(Axis::parse).toList();
    var design = Design.of(kind, varied, points.orElse(0), scenario, options.seed());
    stage.check(scenario, design.points());
    return new Sweep(
        options.subject(wanted.orElseThrow(), scenario),
        design,
        options.seed(),
        replications.orElse(scenario.replications()));
  }

  private SweepResult run(Sweep sweep, Stage stage) {
    var folder = options.folder(sweep.folder(stage.fingerprint()));
    tell("%,d runs, kept in %s".formatted(sweep.size(), folder));
    try (var crew = options.crew(stage);
        var bar = new RunsBar("sweep", spec.commandLine().getErr())) {
      var result = sweep.run(stage.fingerprint(), crew, folder, bar);
      SweepResults.write(folder, result, confidence);
      Report.write(folder.resolve("report.html"), result);
      return result;
    } catch (IOException e) {
      throw new Nexus.Failure("the results cannot be written: " + e.getMessage(), e);
    }
  }

  // What is printed

  private void print(SweepResult result) {
    var out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: %s%n%s: %,d points, seeds %d to %d; intervals of %s %%%n",
        result.scenario().name(),
        result.scenario().title(),
        result.design(),
        result.design().points().size(),
        result.seeds().getFirst(),
        result.seeds().getLast(),
        percent(confidence));
    var measures =
        kpis.isEmpty() ? Measure.of(result.scenario()) : kpis.stream().map(Measure::parse).toList();
    for (var measure : measures) {
      out.printf("%n%s%n", measure);
      if (!result.kpis().contains(measure.kpi())) {
        out.printf("  nothing was seen of it; there are %s%n", String.join(", ", result.kpis()));
      } else if (result.design().kind().isOfSensitivity()) {
        printSensitivity(result, measure);
      } else {
        printPoints(result, measure);
      }
    }
    out.flush();
  }

  private void printPoints(SweepResult result, Measure measure) {
    var keys = result.design().axes().stream().map(Axis::key).toList();
    var rows = new ArrayList<List<String>>();
    var heading = new ArrayList<>(keys);
    heading.addAll(
        List.of(measure.statistic().toString(), "from", "to", "difference", "from", "to"));
    rows.add(heading);
    for (var i = 0; i < result.design().points().size(); i++) {
      var point = result.design().points().get(i);
      var row = new ArrayList<String>();
      for (var key : keys) {
        var value = point.changes().get(key);
        row.add(value == null ? "as written" : figure(value));
      }
      add(row, result.estimate(i, measure.kpi(), measure.statistic(), confidence));
      if (i > 0) add(row, result.difference(i, measure.kpi(), measure.statistic(), confidence));
      else row.addAll(List.of("", "", ""));
      rows.add(row);
    }
    printTable(rows, keys.size());
  }

  private void printSensitivity(SweepResult result, Measure measure) {
    var rows = new ArrayList<List<String>>();
    for (var each : Sensitivity.of(result, measure.kpi(), measure.statistic(), confidence)) {
      var row = new ArrayList<>(List.of(each.key()));
      switch (each) {
        case Sensitivity.Morris(_, var effect, var strength, var spread) -> {
          if (rows.isEmpty()) {
            rows.add(List.of("key", "effect", "from", "to", "strength", "spread"));
          }
          add(row, effect);
          row.add(figure(strength));
          row.add(figure(spread));
        }
        case Sensitivity.Sobol(_, var first, var total) -> {
          if (rows.isEmpty())
            rows.add(List.of("key", "alone", "from", "to", "total", "from", "to"));
          add(row, first);
          add(row, total);
        }
      }
      rows.add(row);
    }
    printTable(rows, 1);
  }

  private static void add(List<String> row, Estimate estimate) {
    row.add(figure(estimate.value()));
    row.add(figure(estimate.low()));
    row.add(figure(estimate.high()));
  }

  private void printTable(List<List<String>> rows, int words) {
    Columns.print(spec.commandLine().getOut(), rows, words);
  }

  private static String figure(double value) {
    return Columns.figure(value);
  }

  private static String percent(double share) {
    return Columns.figure(100 * share);
  }
}
