package io.neuralnexus.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.cli.bench.Comparison;
import io.neuralnexus.cli.bench.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
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
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    var err = spec.commandLine().getErr();
    var found = new Comparison(step -> err.println("measuring " + step + " ...")).run();
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
              each.ratioTracked().isPresent() ? figure(each.ratioTracked()) + "x" : "-"));
    }
  }

  private static String row(Object... cells) {
    return "%-17s %-9s %12s %12s %12s %9s %11s".formatted(cells);
  }

  private static String figure(OptionalDouble figure) {
    return figure.isPresent() ? figure(figure.getAsDouble()) : "-";
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
    put(node, "officialTracked", each.officialTracked());
    node.put("jvm", each.jvm());
    node.put("ratio", each.ratio());
    put(node, "ratioTracked", each.ratioTracked());
  }

  private static void put(ObjectNode node, String name, OptionalDouble figure) {
    if (figure.isPresent()) node.put(name, figure.getAsDouble());
    else node.putNull(name);
  }
}
