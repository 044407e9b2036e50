package io.neuralnexus.simulator.report;

import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.report.Drawing.Parts.Bar;
import io.neuralnexus.simulator.report.Drawing.Parts.Part;
import io.neuralnexus.simulator.report.Page.Chart;
import io.neuralnexus.simulator.report.Page.Grid;
import io.neuralnexus.simulator.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Charts of who paid whom, and of who has what in the end. */
final class Money {
  private static final double MICRO = 1e6;

  private final Scenario scenario;
  private final List<RunResult> runs;
  private final Map<String, Samples> kpis;

  Money(Scenario scenario, List<RunResult> runs, Map<String, Samples> kpis) {
    this.scenario = scenario;
    this.runs = runs;
    this.kpis = kpis;
  }

  private record Route(String payer, String reason, String payee) {}

  Optional<Chart> streams() {
    var total =
        new TreeMap<Route, Double>(
            Comparator.comparing(Route::payer)
                .thenComparing(Route::reason)
                .thenComparing(Route::payee));
    for (var run : runs) {
      for (var flow : run.flows()) {
        total.merge(
            new Route(flow.from(), flow.reason(), flow.to()),
            flow.micro() / MICRO / runs.size(),
            Double::sum);
      }
    }
    var streams =
        total.entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .sorted(Map.Entry.<Route, Double>comparingByValue().reversed())
            .toList();
    if (streams.isEmpty()) return Optional.empty();
    var sum = streams.stream().mapToDouble(Map.Entry::getValue).sum();
    var most = streams.getFirst();
    return Optional.of(
        new Chart(
            "streams",
            "Who pays whom",
            "%s change hands per run. The widest stream, %s or %s of it, goes from %s to %s as %s."
                .formatted(
                    Unit.STX.say(sum),
                    Unit.STX.say(most.getValue()),
                    Unit.PERCENT.say(most.getValue() / sum),
                    Words.group(most.getKey().payer),
                    Words.group(most.getKey().payee),
                    Words.group(most.getKey().reason)),
            "From who pays on the left, by what for, to who is paid on the right; means of the"
                + " runs.",
            Page.Size.FULL,
            new Drawing.Streams(
                "STX",
                streams.stream()
                    .map(
                        each ->
                            new Drawing.Streams.Stream(
                                Words.group(each.getKey().payer),
                                Words.group(each.getKey().reason),
                                Words.group(each.getKey().payee),
                                Unit.STX.drawn(each.getValue())))
                    .toList()),
            new Grid(
                List.of("Payer", "for", "payee", "STX per run"),
                streams.stream()
                    .map(
                        each ->
                            List.of(
                                Words.group(each.getKey().payer),
                                Words.group(each.getKey().reason),
                                Words.group(each.getKey().payee),
                                Unit.STX.plain(each.getValue())))
                    .toList())));
  }

  Optional<Chart> slashes() {
    var lost = parts("slashed.", name -> !name.startsWith("to.") && !name.equals("false"));
    var got = parts("slashed.to.", _ -> true);
    if (lost.isEmpty()) return Optional.empty();
    var sum = lost.stream().mapToDouble(Part::amount).sum();
    var most = lost.getFirst();
    var says = new StringBuilder();
    says.append(
        "%s are slashed per run, %s of it from %s."
            .formatted(Unit.STX.say(sum), Unit.PERCENT.say(most.amount() / sum), most.name()));
    if (!got.isEmpty()) {
      says.append(
          " %s get%s most of it, %s."
              .formatted(
                  Words.capital(got.getFirst().name()),
                  got.getFirst().name().endsWith("s") ? "" : "s",
                  Unit.STX.say(got.getFirst().amount())));
    }
    var innocent = kpis.get("slashed.false");
    if (innocent != null) {
      says.append(
          " Honest parties bear %s of it."
              .formatted(Unit.PERCENT.say(innocent.sum() / runs.size() / sum)));
    }
    var bars = new ArrayList<Bar>();
    bars.add(new Bar("lost by", lost));
    if (!got.isEmpty()) bars.add(new Bar("went to", got));
    var rows = new ArrayList<List<String>>();
    for (var bar : bars) {
      for (var part : bar.parts()) {
        rows.add(List.of(bar.name() + " " + part.name(), Unit.STX.plain(part.amount())));
      }
    }
    return Optional.of(
        new Chart(
            "slashes",
            "Who is slashed, and who has it then",
            says.toString(),
            "Means of the runs.",
            Page.Size.FULL,
            new Drawing.Parts("Slashed per run", "STX", bars),
            new Grid(List.of("", "STX per run"), rows)));
  }

  /** Indicators that begin alike, as means per run, largest first. */
  private List<Part> parts(String prefix, java.util.function.Predicate<String> which) {
    return kpis.entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .filter(each -> which.test(each.getKey().substring(prefix.length())))
        .map(
            each -> {
              var name = each.getKey().substring(prefix.length());
              return new Part(
                  Words.group(name), Unit.STX.drawn(each.getValue().sum() / runs.size()));
            })
        .filter(part -> part.amount() > 0)
        .sorted(Comparator.comparingDouble(Part::amount).reversed())
        .toList();
  }

  Optional<Chart> lorenz() {
    var before = new ArrayList<Double>();
    var after = new ArrayList<Double>();
    for (var each : scenario.populations()) {
      var profits = kpis.getOrDefault("profit." + each.name(), Samples.of()).values();
      for (var profit : profits) {
        before.add(each.wealth());
        after.add(Math.max(0, each.wealth() + profit));
      }
    }
    var ginis = new double[] {gini(before), gini(after)};
    if (!Double.isFinite(ginis[0]) || !Double.isFinite(ginis[1])) return Optional.empty();
    return Optional.of(
        new Chart(
            "lorenz",
            "How evenly wealth is spread",
            "The Gini coefficient of what agents have goes from %s at the beginning to %s in the end; the richest tenth holds %s."
                .formatted(
                    Unit.NUMBER.say(ginis[0]),
                    Unit.NUMBER.say(ginis[1]),
                    Unit.PERCENT.say(1 - held(after, 0.9))),
            "Agents of all runs, poorest first; the straight line is where all have the same.",
            Page.Size.SMALL,
            new Drawing.Lorenz(
                List.of(
                    new Drawing.Lorenz.Line("beginning", curve(before)),
                    new Drawing.Lorenz.Line("end", curve(after)))),
            new Grid(
                List.of("Poorest, %", "hold at the beginning, %", "hold in the end, %"),
                java.util.stream.IntStream.rangeClosed(1, 10)
                    .mapToObj(
                        tenth ->
                            List.of(
                                Integer.toString(10 * tenth),
                                Unit.PERCENT.plain(held(before, tenth / 10.0)),
                                Unit.PERCENT.plain(held(after, tenth / 10.0))))
                    .toList())));
  }

  private static double[] cumulated(List<Double> wealth) {
    var sums = wealth.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    for (var i = 1; i < sums.length; i++) sums[i] += sums[i - 1];
    return sums;
  }

  private static double gini(List<Double> wealth) {
    var sums = cumulated(wealth);
    if (sums.length == 0 || sums[sums.length - 1] <= 0) return Double.NaN;
    var area = 0.0;
    for (var sum : sums) area += sum;
    return (sums.length + 1 - 2 * area / sums[sums.length - 1]) / sums.length;
  }

  /** What part of the wealth the poorest part of the agents holds. */
  private static double held(List<Double> wealth, double poorest) {
    var sums = cumulated(wealth);
    var many = (int) Math.round(poorest * sums.length);
    return many == 0 ? 0 : sums[many - 1] / sums[sums.length - 1];
  }

  private static List<double[]> curve(List<Double> wealth) {
    var sums = cumulated(wealth);
    var points = new ArrayList<double[]>();
    for (var i = 0; i <= 50; i++) {
      var many = (int) Math.round(i / 50.0 * sums.length);
      points.add(
          new double[] {
            2 * i, Unit.rounded(many == 0 ? 0 : 100 * sums[many - 1] / sums[sums.length - 1])
          });
    }
    return points;
  }
}
