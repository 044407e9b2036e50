package io.neuralnexus.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.cli.bench.Comparison;
import io.neuralnexus.cli.bench.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nexus bench}: the engines side by side. */
@Command(
    name = "bench",
    description = {
      "Measures both engines on this machine in the same run and prints a table; takes about a"
          + " minute. The official engine with costs off and on, this project's always with costs."
    },
    footer = {"", "Example:", "  nexus bench --json"})
final class BenchCommand implements Callable<Integer> {
  private final Function<Consumer<String>, List<Measurement>> measuring;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  BenchCommand() {
    this(progress -> new Comparison(progress).run());
  }

  /** A command that measures otherwise: given where to say what it is about to do. */
  BenchCommand(Function<Consumer<String>, List<Measurement>> measuring) {
    this.measuring = measuring;
  }

  @Override
  public Integer call() {
    var err = spec.commandLine().getErr();
    var found = measuring.apply(step -> err.println("measuring " + step + " ..."));
    if (json) printJson(found);
    else print(found);
    return ExitCode.OK;
  }

  private void print(List<Measurement> found) {
    var out = spec.commandLine().getOut();
    out.println(row("benchmark", "unit", "official", "with costs", "jvm", "ratio", "with costs"));
    for (var each : found) {
      out.println(
          row(
              each.name(),
              each.unit(),
              figure(each.official()),
              figure(each.officialTracked()),
              figure(each.jvm()),
              figure(each.ratio()) + "x",
              figure(each.ratioTracked()) + "x"));
    }
  }

  private static String row(Object... cells) {
    return "%-17s %-9s %12s %12s %12s %9s %11s".formatted(cells);
  }

  private static String figure(double figure) {
    return String.format(Locale.ROOT, figure < 100 ? "%,.2f" : "%,.0f", figure);
  }

  private void printJson(List<Measurement> found) {
    var report = new JsonMapper().createObjectNode();
    var list = report.putArray("benchmarks");
    for (var each : found) describe(each, list.addObject());
    spec.commandLine().getOut().println(report.toPrettyString());
  }

  private static void describe(Measurement each, ObjectNode node) {
    node.put("name", each.name());
    node.put("unit", each.unit());
    node.put("official", each.official());
    node.put("officialTracked", each.officialTracked());
    node.put("jvm", each.jvm());
    node.put("ratio", each.ratio());
    node.put("ratioTracked", each.ratioTracked());
  }
}
