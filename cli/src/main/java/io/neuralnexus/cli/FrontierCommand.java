package io.neuralnexus.cli;

import io.neuralnexus.cli.demo.Table;
import io.neuralnexus.simulator.kpi.Expectation;
import io.neuralnexus.simulator.report.Report;
import io.neuralnexus.simulator.results.SweepResults;
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
import io.neuralnexus.simulator.sweep.Subject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    var file = options.file(wanted);
    var expected = options.read(() -> Expectation.parse(target));
    try (var stage = RunsOptions.stage()) {
      var subject = options.subject(file, stage.vocabulary());
      var frontier = options.read(() -> frontier(subject, expected, stage));
      var result =
          options.run(
              stage,
              frontier.folder(stage.fingerprint()),
              spec.commandLine().getErr(),
              (crew, folder, progress) -> frontier.run(stage.fingerprint(), crew, folder, progress),
              (found, folder) ->
                  () -> {
                    SweepResults.write(folder, found);
                    Report.write(folder.resolve("report.html"), found);
                  });
      print(result);
      return result.outcome() instanceof Undecided ? ExitCode.SOFTWARE : ExitCode.OK;
    }
  }

  private Frontier frontier(Subject subject, Expectation expected, Stage stage) {
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
    stage.check(
        subject.scenario(),
        Stream.of(range.from(), range.to())
            .map(value -> new Point(new TreeMap<>(Map.of(key, value))))
            .toList());
    return new Frontier(
        subject, range, expected, options.seed(), replications, looks, precision, confidence);
  }

  private void print(FrontierResult result) {
    var out = spec.commandLine().getOut();
    out.printf("%s: %s%n", result.scenario().name(), result.scenario().title());
    var table =
        new Table(
            ">" + result.key(),
            ">" + result.target().statistic(),
            ">from",
            ">to",
            ">runs",
            ">target");
    for (var probe : result.curve()) {
      table.add(
          Figures.text(probe.value()),
          Figures.text(probe.estimate().value()),
          Figures.text(probe.estimate().low()),
          Figures.text(probe.estimate().high()),
          Figures.text(probe.estimate().runs()),
          probe.verdict().name().toLowerCase(Locale.ROOT));
    }
    out.print(table.text("%s along %s".formatted(result.target(), result.key())));
    out.printf("%n%s%n", said(result));
    out.flush();
  }

  private static String said(FrontierResult result) {
    return switch (result.outcome()) {
      case Found found ->
          "The target holds %s, with a confidence of %s %%."
              .formatted(said(found), Figures.text(100 * result.confidence()));
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
            Figures.text(found.holds()),
            found.isUpwards() ? "upwards" : "downwards",
            Figures.text(found.fails()));
  }
}
