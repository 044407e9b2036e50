package io.neuralnexus.cli;

import io.neuralnexus.cli.demo.Table;
import io.neuralnexus.simulator.kpi.Expectation;
import io.neuralnexus.simulator.report.Report;
import io.neuralnexus.simulator.results.SweepResults;
import io.neuralnexus.simulator.scenario.Limits;
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
  private static final String PARAMETERS = "parameters.";

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
  private Optional<String> from;

  @Option(
      names = "--to",
      paramLabel = "VALUE",
      description = "The greatest value; by default the greatest that governance takes.")
  private Optional<String> to;

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
    new Point(new TreeMap<>(Map.of(key, 1.0))).on(subject.scenario());
    var limits = limits(subject, stage);
    var least = end("--from", from, limits.map(each -> (double) each.least()));
    var most = end("--to", to, limits.map(each -> (double) each.most()));
    if (least.isEmpty() || most.isEmpty()) {
      throw new IllegalArgumentException(
          "between which values of %s? Add --from and --to".formatted(key));
    }
    var range = new Axis.Span(key, least.get(), most.get(), steps, log);
    check(subject, stage, range.from(), range.to());
    return new Frontier(
        subject, range, expected, options.seed(), replications, looks, precision, confidence);
  }

  /** What governance takes, if the key is one of its parameters. */
  private Optional<Limits> limits(Subject subject, Stage stage) {
    if (!key.startsWith(PARAMETERS)) return Optional.empty();
    var limits = stage.vocabulary().parameters().get(key.substring(PARAMETERS.length()));
    // Says that there is no such parameter, and which are near.
    if (limits == null) check(subject, stage, 1.0);
    return Optional.ofNullable(limits);
  }

  private void check(Subject subject, Stage stage, Double... values) {
    stage.check(
        subject.scenario(),
        Stream.of(values).map(value -> new Point(new TreeMap<>(Map.of(key, value)))).toList());
  }

  private static Optional<Double> end(
      String option, Optional<String> text, Optional<Double> usual) {
    if (text.isEmpty()) return usual;
    try {
      return Optional.of(Double.valueOf(text.get().replace("_", "")));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s %s is no number: write one like 1_000_000".formatted(option, text.get()), e);
    }
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
