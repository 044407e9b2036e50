package io.neuralnexus.cli;

import io.neuralnexus.simulator.kpi.Expectation;
import io.neuralnexus.simulator.report.Report;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.sweep.Axis;
import io.neuralnexus.simulator.sweep.Frontier;
import io.neuralnexus.simulator.sweep.FrontierResult;
import io.neuralnexus.simulator.sweep.FrontierResult.Everywhere;
import io.neuralnexus.simulator.sweep.FrontierResult.Found;
import io.neuralnexus.simulator.sweep.FrontierResult.NotMonotone;
import io.neuralnexus.simulator.sweep.FrontierResult.Nowhere;
import io.neuralnexus.simulator.sweep.FrontierResult.Undecided;
import io.neuralnexus.simulator.sweep.Point;
import io.neuralnexus.simulator.sweep.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nexus frontier}: where a target begins to hold. */
@Command(
    name = "frontier",
    description = {
      "Finds the value of a parameter from which on a target holds, as the smallest stake at which"
          + " an attack loses money: looks coarsely at the whole range, then halves. At each value"
          + " the number of runs is doubled until the target surely holds or surely fails. Exits"
          + " with 1 if the runs that are allowed decide nothing. The same command goes on where"
          + " it was interrupted."
    },
    footer = {
      "",
      "Example:",
      "  nexus frontier lazy-validators --parameter parameters.market-outlier-slash-bps"
          + " --target 'attack.roi.p95 < 0'"
    })
final class FrontierCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunsOptions options;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "The name of a scenario that ships, or a TOML file.")
  private String wanted;

  @Option(
      names = "--parameter",
      paramLabel = "KEY",
      required = true,
      description = "What is searched along, as parameters.market-outlier-slash-bps.")
  private String key;

  @Option(
      names = "--target",
      paramLabel = "EXPECTATION",
      required = true,
      description = "What is to hold, as 'attack.roi.p95 < 0'.")
  private String target;

  @Option(
      names = "--from",
      paramLabel = "VALUE",
      description = "The least value; by default the least that governance takes.")
  private Optional<Double> from;

  @Option(
      names = "--to",
      paramLabel = "VALUE",
      description = "The greatest value; by default the greatest that governance takes.")
  private Optional<Double> to;

  @Option(names = "--log", description = "Halve factors rather than differences.")
  private boolean log;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "5",
      description = "Values of the coarse look. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--precision",
      paramLabel = "SHARE",
      defaultValue = "0.02",
      description = "How narrow the interval is to be, of the range. Default: ${DEFAULT-VALUE}.")
  private double precision;

  @Option(
      names = "--replications",
      paramLabel = "N",
      defaultValue = "25",
      description = "Seeds of the first look at a value. Default: ${DEFAULT-VALUE}.")
  private int replications;

  @Option(
      names = "--looks",
      paramLabel = "N",
      defaultValue = "4",
      description = {
        "Looks at a value, each with twice the seeds of the one before. Default:"
            + " ${DEFAULT-VALUE}."
      })
  private int looks;

  @Option(
      names = "--confidence",
      paramLabel = "SHARE",
      defaultValue = "0.95",
      description = "Of what is said of a value. Default: ${DEFAULT-VALUE}.")
  private double confidence;

  @Override
  public Integer call() {
    try (var stage = options.stage()) {
      var scenario = options.scenario(wanted, stage);
      var frontier = options.read(() -> frontier(scenario, stage));
      var result = options.doing(() -> run(frontier, stage));
      print(result);
      return result.outcome() instanceof Undecided ? ExitCode.SOFTWARE : ExitCode.OK;
    }
  }

  private Frontier frontier(Scenario scenario, Stage stage) {
    var limits =
        key.startsWith("parameters.")
            ? stage.vocabulary().parameters().get(key.substring("parameters.".length()))
            : null;
    var least = limits == null ? from : Optional.of(from.orElse((double) limits.least()));
    var most = limits == null ? to : Optional.of(to.orElse((double) limits.most()));
    if (least.isEmpty() || most.isEmpty()) {
      throw new IllegalArgumentException(
          "between which values of %s? Add --from and --to".formatted(key));
    }
    var range = new Axis.Span(key, least.get(), most.get(), steps, log);
    var ends = List.of(range.from(), range.to());
    stage.check(
        scenario,
        ends.stream().map(value -> new Point(new TreeMap<>(Map.of(key, value)))).toList());
    return new Frontier(
        options.subject(wanted, scenario),
        range,
        Expectation.parse(target),
        options.seed(),
        replications,
        looks,
        precision,
        confidence);
  }

  private FrontierResult run(Frontier frontier, Stage stage) {
    var folder = options.folder(frontier.folder(stage.fingerprint()));
    var err = spec.commandLine().getErr();
    err.println("runs are kept in " + folder);
    err.flush();
    try (var crew = options.crew(stage);
        var bar = new RunsBar("frontier", err)) {
      var result = frontier.run(stage.fingerprint(), crew, folder, bar);
      options.keep(folder, () -> Report.write(folder.resolve("report.html"), result));
      return result;
    }
  }

  private void print(FrontierResult result) {
    var out = spec.commandLine().getOut();
    out.printf(
        "%s: %s%n%s along %s%n%n",
        result.scenario().name(), result.scenario().title(), result.target(), result.key());
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of(
            result.key(), result.target().statistic().toString(), "from", "to", "runs", "target"));
    for (var probe : result.curve()) {
      rows.add(
          List.of(
              Columns.figure(probe.value()),
              Columns.figure(probe.estimate().value()),
              Columns.figure(probe.estimate().low()),
              Columns.figure(probe.estimate().high()),
              Columns.figure(probe.estimate().runs()),
              probe.verdict().name().toLowerCase(Locale.ROOT)));
    }
    Columns.print(out, rows, 0);
    out.printf("%n%s%n", said(result));
    out.flush();
  }

  private static String said(FrontierResult result) {
    return switch (result.outcome()) {
      case Found found ->
          "The target holds %s, with a confidence of %s %%."
              .formatted(said(found), Columns.figure(100 * result.confidence()));
      case Everywhere _ ->
          "The target holds everywhere between these values: look further to find where it ends.";
      case Nowhere _ ->
          "The target holds nowhere between these values: look further, or at another parameter.";
      case NotMonotone(var changes) ->
          "There is no one frontier: the target holds "
              + changes.stream().map(FrontierCommand::said).collect(Collectors.joining(", and "))
              + ".";
      case Undecided _ ->
          "The runs do not decide it: ask for more --replications or --looks, or a wider range.";
    };
  }

  private static String said(Found found) {
    return "from %s on %s and fails at %s"
        .formatted(
            Columns.figure(found.holds()),
            found.isUpwards() ? "upwards" : "downwards",
            Columns.figure(found.fails()));
  }
}
