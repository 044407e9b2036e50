package io.neuralnexus.cli;

import io.neuralnexus.cli.demo.Table;
import io.neuralnexus.simulator.report.Report;
import io.neuralnexus.simulator.results.SweepResults;
import io.neuralnexus.simulator.sweep.Address;
import io.neuralnexus.simulator.sweep.Axis;
import io.neuralnexus.simulator.sweep.Design;
import io.neuralnexus.simulator.sweep.Estimate;
import io.neuralnexus.simulator.sweep.Measure;
import io.neuralnexus.simulator.sweep.Sensitivity;
import io.neuralnexus.simulator.sweep.Stage;
import io.neuralnexus.simulator.sweep.Subject;
import io.neuralnexus.simulator.sweep.Sweep;
import io.neuralnexus.simulator.sweep.SweepResult;
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
        "What to print and draw, as attack.roi.p95; by default what the scenario expects something"
            + " of. All is kept in any case."
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
    var file = options.file(wanted.get());
    var varied = options.read(() -> axes.stream().map(Axis::parse).toList());
    try (var stage = RunsOptions.stage()) {
      var subject = options.subject(file, stage.vocabulary());
      var sweep = options.read(() -> sweep(subject, varied, stage));
      tell("%,d runs".formatted(sweep.size()));
      print(
          options.run(
              stage,
              sweep.folder(stage.fingerprint()),
              spec.commandLine().getErr(),
              (crew, folder, progress) -> sweep.run(stage.fingerprint(), crew, folder, progress),
              (result, folder) ->
                  () -> {
                    SweepResults.write(folder, result, confidence);
                    Report.write(folder.resolve("report.html"), result, measures(result));
                  }));
      return ExitCode.OK;
    }
  }

  private int help(String text) {
    if (wanted.isPresent() || !axes.isEmpty()) {
      throw options.wrongUse("--join takes its tasks from others: leave out scenario and --vary");
    }
    var address = options.read(() -> Address.parse(text));
    try (var stage = RunsOptions.stage()) {
      return RunsOptions.doing(
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
    RunsOptions.tell(spec.commandLine().getErr(), line);
  }

  private Sweep sweep(Subject subject, List<Axis> varied, Stage stage) {
    var scenario = subject.scenario();
    var design = Design.of(kind, varied, points.orElse(0), scenario, options.seed());
    stage.check(scenario, design.points());
    return new Sweep(subject, design, options.seed(), replications.orElse(scenario.replications()));
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
        Figures.text(100 * confidence));
    for (var measure : measures(result)) {
      if (!result.kpis().contains(measure.kpi())) {
        out.printf(
            "%n%s%n  nothing was seen of it; there are %s%n",
            measure, String.join(", ", result.kpis()));
      } else {
        var table =
            result.design().kind().isOfSensitivity()
                ? sensitivity(result, measure)
                : points(result, measure);
        out.print(table.text(measure.toString()));
      }
    }
    out.flush();
  }

  private List<Measure> measures(SweepResult result) {
    return kpis.isEmpty()
        ? Measure.of(result.scenario())
        : kpis.stream().map(Measure::parse).toList();
  }

  private Table points(SweepResult result, Measure measure) {
    var keys = result.design().axes().stream().map(Axis::key).toList();
    var headings = new ArrayList<>(keys);
    headings.addAll(
        List.of(">" + measure.statistic(), ">from", ">to", ">difference", ">from", ">to"));
    var table = new Table(headings.toArray(String[]::new));
    for (var i = 0; i < result.design().points().size(); i++) {
      var point = result.design().points().get(i);
      var row = new ArrayList<String>();
      for (var key : keys) {
        var value = point.changes().get(key);
        row.add(value == null ? "as written" : Figures.text(value));
      }
      add(row, result.estimate(i, measure.kpi(), measure.statistic(), confidence));
      if (i > 0) add(row, result.difference(i, measure.kpi(), measure.statistic(), confidence));
      else row.addAll(List.of("", "", ""));
      table.add(row.toArray(String[]::new));
    }
    return table;
  }

  private Table sensitivity(SweepResult result, Measure measure) {
    var table =
        result.design().kind() == Design.Kind.MORRIS
            ? new Table("key", ">effect", ">from", ">to", ">strength", ">spread")
            : new Table("key", ">alone", ">from", ">to", ">total", ">from", ">to");
    for (var each : Sensitivity.of(result, measure.kpi(), measure.statistic(), confidence)) {
      var row = new ArrayList<>(List.of(each.key()));
      switch (each) {
        case Sensitivity.Morris(_, var effect, var strength, var spread) -> {
          add(row, effect);
          row.add(Figures.text(strength));
          row.add(Figures.text(spread));
        }
        case Sensitivity.Sobol(_, var first, var total) -> {
          add(row, first);
          add(row, total);
        }
      }
      table.add(row.toArray(String[]::new));
    }
    return table;
  }

  private static void add(List<String> row, Estimate estimate) {
    row.add(Figures.text(estimate.value()));
    row.add(Figures.text(estimate.low()));
    row.add(Figures.text(estimate.high()));
  }
}
