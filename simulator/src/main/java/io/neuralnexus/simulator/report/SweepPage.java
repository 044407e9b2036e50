package io.neuralnexus.simulator.report;

import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.report.Page.Chart;
import io.neuralnexus.simulator.report.Page.Figure;
import io.neuralnexus.simulator.report.Page.Grid;
import io.neuralnexus.simulator.report.Page.Group;
import io.neuralnexus.simulator.report.Page.Named;
import io.neuralnexus.simulator.report.Page.Section;
import io.neuralnexus.simulator.report.Page.Size;
import io.neuralnexus.simulator.report.Page.Verdict;
import io.neuralnexus.simulator.sweep.Axis;
import io.neuralnexus.simulator.sweep.Design;
import io.neuralnexus.simulator.sweep.Estimate;
import io.neuralnexus.simulator.sweep.Measure;
import io.neuralnexus.simulator.sweep.Sensitivity;
import io.neuralnexus.simulator.sweep.SweepResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a sweep has to say: for each thing that is asked, how it depends on what varies. */
final class SweepPage {
  static final double CONFIDENCE = 0.95;

  private final SweepResult result;
  private final List<Measure> measures;
  private final List<Axis> axes;

  /**
   * @param measures what it is about
   */
  SweepPage(SweepResult result, List<Measure> measures) {
    this.result = result;
    this.measures = measures;
    this.axes = result.design().axes();
  }

  Page page() {
    var scenario = result.scenario();
    var questions = Question.of(measures, scenario);
    var sections = new ArrayList<Section>();
    for (var question : questions) {
      var charts = charts(question);
      if (!charts.isEmpty()) sections.add(new Section(question.name(), charts));
    }
    return new Page(
        "Sweep",
        scenario.title(),
        scenario.about(),
        verdict(questions),
        figures(),
        Group.of(scenario),
        sections,
        List.of(table(questions)),
        "Scenario %s, design %s, seeds %d to %d at each point. Intervals hold the true value in %s of all sweeps."
            .formatted(
                scenario.name(),
                result.design().kind(),
                result.seeds().getFirst(),
                result.seeds().getLast(),
                Unit.PERCENT.say(CONFIDENCE)));
  }

  private List<Chart> charts(Question question) {
    return switch (result.design().kind()) {
      case GRID ->
          axes.size() == 1
              ? curve(question, axes.getFirst(), Size.FULL).stream().toList()
              : heat(question).stream().toList();
      case OAT -> axes.stream().flatMap(axis -> curve(question, axis, Size.HALF).stream()).toList();
      case LHS -> axes.stream().flatMap(axis -> cloud(question, axis).stream()).toList();
      case MORRIS, SOBOL -> sensitivity(question).stream().toList();
    };
  }

  private record At(Map<String, Double> changes, Estimate estimate) {}

  private List<At> seen(Question question) {
    return IntStream.range(0, result.design().points().size())
        .mapToObj(
            point ->
                new At(result.design().points().get(point).changes(), estimate(question, point)))
        .filter(each -> each.estimate.runs() > 0 && Double.isFinite(each.estimate.value()))
        .toList();
  }

  private Estimate estimate(Question question, int point) {
    var measure = question.measure();
    return result.estimate(point, measure.kpi(), measure.statistic(), CONFIDENCE);
  }

  // The head of the page

  private Verdict verdict(List<Question> questions) {
    var says = new ArrayList<String>();
    for (var question : questions) {
      if (question.expected().isEmpty()) continue;
      var seen = seen(question);
      var holds =
          seen.stream().filter(each -> Boolean.TRUE.equals(question.holds(each.estimate))).count();
      says.add(
          "%s %s for sure at %s of %s."
              .formatted(
                  question.name(),
                  question.target(),
                  Unit.NUMBER.say(holds),
                  Words.count(seen.size(), "point", "points")));
    }
    return new Verdict(
        true,
        "%s at %s"
            .formatted(
                Words.capital(
                    Words.list(axes.stream().map(each -> Words.key(each.key())).toList())),
                Words.count(result.design().points().size(), "point", "points")),
        String.join(" ", says),
        List.of());
  }

  private List<Figure> figures() {
    var runs = result.runs().stream().flatMap(List::stream).toList();
    return List.of(
        new Figure("points", Unit.NUMBER.say(result.design().points().size()), "of the design"),
        new Figure("runs", Unit.NUMBER.say(runs.size()), "the same seeds at each point"),
        new Figure(
            "burn blocks",
            Unit.NUMBER.say(runs.stream().mapToLong(RunResult::blocks).sum()),
            "in all runs"),
        new Figure(
            "transactions",
            Unit.NUMBER.say(runs.stream().mapToLong(RunResult::transactions).sum()),
            "of agents, in all runs"));
  }

  // Charts

  private Optional<Chart> curve(Question question, Axis axis, Size size) {
    var unit = question.unit();
    var along =
        seen(question).stream()
            .filter(each -> each.changes.size() == 1 && each.changes.containsKey(axis.key()))
            .sorted(Comparator.comparingDouble((At each) -> each.changes.get(axis.key())))
            .toList();
    if (along.size() < 2) return Optional.empty();
    var first = along.getFirst();
    var last = along.getLast();
    var name = Words.key(axis.key());
    var all = along(question, axis, along);
    var apart =
        first.estimate.high() < last.estimate.low() || last.estimate.high() < first.estimate.low();
    return Optional.of(
        new Chart(
            question.id() + "-" + axis.key().replace('.', '-'),
            "By " + name,
            "From %s to %s as %s goes from %s to %s; %s."
                .formatted(
                    unit.say(first.estimate.value()),
                    unit.say(last.estimate.value()),
                    name,
                    Unit.NUMBER.say(first.changes.get(axis.key())),
                    Unit.NUMBER.say(last.changes.get(axis.key())),
                    apart
                        ? "the intervals of both ends lie apart"
                        : "the intervals of both ends overlap, so that may be chance"),
            "Dots are estimates, the band holds the true value with a confidence of %s."
                .formatted(Unit.PERCENT.say(CONFIDENCE)),
            size,
            all.curve(axis instanceof Axis.Span span && span.log(), List.of()),
            all.table()));
  }

  private static Along along(Question question, Axis axis, List<At> seen) {
    return new Along(
        Words.key(axis.key()),
        question,
        seen.stream()
            .map(each -> new Along.Place(each.changes.get(axis.key()), each.estimate))
            .toList());
  }

  private Optional<Chart> heat(Question question) {
    var x = axes.get(0);
    var y = axes.get(1);
    var xs = x.grid().stream().distinct().sorted().toList();
    var ys = y.grid().stream().distinct().sorted().toList();
    var seen =
        seen(question).stream()
            .filter(each -> each.changes.containsKey(x.key()) && each.changes.containsKey(y.key()))
            .toList();
    if (seen.isEmpty()) return Optional.empty();
    var unit = question.unit();
    var rows = new ArrayList<List<Double>>();
    var table = new ArrayList<List<String>>();
    var held = 0;
    var places = 0;
    for (var row : ys) {
      var values = new ArrayList<Double>();
      var texts = new ArrayList<String>();
      texts.add(Unit.NUMBER.plain(row));
      for (var column : xs) {
        // Of further axes, the mean.
        var mean =
            seen.stream()
                .filter(
                    each ->
                        near(each.changes.get(x.key()), column)
                            && near(each.changes.get(y.key()), row))
                .mapToDouble(each -> each.estimate.value())
                .average();
        values.add(mean.isPresent() ? unit.drawn(mean.getAsDouble()) : null);
        texts.add(mean.isPresent() ? unit.plain(mean.getAsDouble()) : "\u2013");
        if (mean.isPresent()) {
          places++;
          if (question.expected().filter(each -> each.holds(mean.getAsDouble())).isPresent()) {
            held++;
          }
        }
      }
      rows.add(values);
      table.add(texts);
    }
    var least =
        seen.stream().min(Comparator.comparingDouble(each -> each.estimate.value())).orElseThrow();
    var most =
        seen.stream().max(Comparator.comparingDouble(each -> each.estimate.value())).orElseThrow();
    var says =
        "Lowest with %s at %s, highest with %s at %s."
            .formatted(
                unit.say(least.estimate.value()),
                where(least),
                unit.say(most.estimate.value()),
                where(most));
    if (question.expected().isPresent()) {
      says +=
          " It %s at %d of %d places: on one side of the line."
              .formatted(question.target(), held, places);
    }
    var columns = new ArrayList<String>();
    columns.add("%s, by %s".formatted(Words.capital(Words.key(y.key())), Words.key(x.key())));
    for (var column : xs) columns.add(Unit.NUMBER.plain(column));
    return Optional.of(
        new Chart(
            question.id(),
            "By %s and %s".formatted(Words.key(x.key()), Words.key(y.key())),
            says,
            (question.expected().isPresent()
                    ? "The heavy line is the frontier: what is expected holds on its blue side."
                    : "The darker, the higher.")
                + (axes.size() > 2 ? " Means over what else varies." : ""),
            Size.FULL,
            new Drawing.Heat(
                Words.capital(Words.key(x.key())),
                Words.capital(Words.key(y.key())),
                question.name(),
                unit.axis(),
                xs,
                ys,
                question.bound(),
                question.below(),
                rows),
            new Grid(columns, table)));
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= 0.5 && Math.rint(a) == a || Math.abs(a - b) <= 1e-9 * Math.abs(b);
  }

  private String where(At at) {
    return Words.list(
        axes.stream()
            .map(each -> Words.key(each.key()) + " " + Unit.NUMBER.say(at.changes.get(each.key())))
            .toList());
  }

  private Optional<Chart> cloud(Question question, Axis axis) {
    var seen =
        seen(question).stream().filter(each -> each.changes.containsKey(axis.key())).toList();
    if (seen.size() < 3) return Optional.empty();
    var correlation = correlation(seen, axis.key());
    var name = Words.key(axis.key());
    var all = along(question, axis, seen);
    return Optional.of(
        new Chart(
            question.id() + "-" + axis.key().replace('.', '-'),
            "By " + name,
            "%s with %s: the correlation over %s is %s."
                .formatted(
                    Math.abs(correlation) < 0.2
                        ? "It hardly changes"
                        : correlation > 0 ? "It rises" : "It falls",
                    name,
                    Words.count(seen.size(), "point", "points"),
                    Unit.NUMBER.say(correlation)),
            "A dot is a point of the sweep, at which all parameters differ.",
            Size.HALF,
            all.cloud(),
            all.table()));
  }

  private static double correlation(List<At> seen, String key) {
    var meanX = seen.stream().mapToDouble(each -> each.changes.get(key)).average().orElseThrow();
    var meanY = seen.stream().mapToDouble(each -> each.estimate.value()).average().orElseThrow();
    var xy = 0.0;
    var xx = 0.0;
    var yy = 0.0;
    for (var each : seen) {
      var x = each.changes.get(key) - meanX;
      var y = each.estimate.value() - meanY;
      xy += x * y;
      xx += x * x;
      yy += y * y;
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }

  private record Weight(String key, double value, double low, double high, List<String> row) {}

  private Optional<Chart> sensitivity(Question question) {
    var measure = question.measure();
    if (seen(question).size() < result.design().points().size()) return Optional.empty();
    var morris = result.design().kind() == Design.Kind.MORRIS;
    var unit = morris ? question.unit() : Unit.PERCENT;
    var weights =
        Sensitivity.of(result, measure.kpi(), measure.statistic(), CONFIDENCE).stream()
            .map(
                each ->
                    switch (each) {
                      case Sensitivity.Morris(var key, var effect, var strength, var spread) ->
                          new Weight(
                              key,
                              strength,
                              strength,
                              strength,
                              List.of(
                                  Words.key(key),
                                  unit.plain(strength),
                                  unit.plain(effect.value()),
                                  unit.plain(effect.low()),
                                  unit.plain(effect.high()),
                                  unit.plain(spread)));
                      case Sensitivity.Sobol(var key, var first, var total) ->
                          new Weight(
                              key,
                              total.value(),
                              total.low(),
                              total.high(),
                              List.of(
                                  Words.key(key),
                                  unit.plain(total.value()),
                                  unit.plain(total.low()),
                                  unit.plain(total.high()),
                                  unit.plain(first.value()),
                                  unit.plain(first.low()),
                                  unit.plain(first.high())));
                    })
            .filter(each -> Double.isFinite(each.value))
            .sorted(Comparator.comparingDouble(Weight::value).reversed())
            .toList();
    if (weights.isEmpty()) return Optional.empty();
    var most = weights.getFirst();
    return Optional.of(
        new Chart(
            question.id(),
            "What matters",
            morris
                ? "%s matters most: along its whole range it moves the figure by %s on average."
                    .formatted(Words.capital(Words.key(most.key)), unit.say(most.value))
                : "%s matters most: with all that it does together with others it explains %s of the variance."
                    .formatted(Words.capital(Words.key(most.key)), unit.say(most.value)),
            morris
                ? "Mean size of the elementary effects (Morris)."
                : "Total effects (Sobol), with intervals of %s."
                    .formatted(Unit.PERCENT.say(CONFIDENCE)),
            Size.FULL,
            new Drawing.Bars(
                morris ? "Change along the whole range" : "Share of the variance",
                unit.axis(),
                weights.stream()
                    .map(
                        each ->
                            new Drawing.Bars.Bar(
                                Words.key(each.key),
                                unit.drawn(each.value),
                                unit.drawn(each.low),
                                unit.drawn(each.high)))
                    .toList()),
            new Grid(
                morris
                    ? List.of("Parameter", "strength", "effect", "from", "to", "spread")
                    : List.of("Parameter", "total, %", "from", "to", "alone, %", "from", "to"),
                weights.stream().map(Weight::row).toList())));
  }

  // The foot of the page

  private Named table(List<Question> questions) {
    var columns = new ArrayList<String>();
    columns.add("Point");
    for (var question : questions) {
      columns.add(
          question.measure()
              + (question.unit().axis().isEmpty() ? "" : ", " + question.unit().axis()));
    }
    var rows =
        IntStream.range(0, result.design().points().size())
            .mapToObj(
                point -> {
                  var row = new ArrayList<String>();
                  row.add(result.design().points().get(point).toString());
                  for (var question : questions) {
                    row.add(question.unit().plain(estimate(question, point).value()));
                  }
                  return List.<String>copyOf(row);
                })
            .toList();
    return new Named("All points", new Grid(columns, rows));
  }
}
