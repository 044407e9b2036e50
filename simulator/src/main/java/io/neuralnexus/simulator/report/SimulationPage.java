package io.neuralnexus.simulator.report;

import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.report.Drawing.Mark;
import io.neuralnexus.simulator.report.Page.Chart;
import io.neuralnexus.simulator.report.Page.Checked;
import io.neuralnexus.simulator.report.Page.Figure;
import io.neuralnexus.simulator.report.Page.Grid;
import io.neuralnexus.simulator.report.Page.Group;
import io.neuralnexus.simulator.report.Page.Named;
import io.neuralnexus.simulator.report.Page.Section;
import io.neuralnexus.simulator.report.Page.Size;
import io.neuralnexus.simulator.report.Page.Verdict;
import io.neuralnexus.simulator.scenario.Population;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Shock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a simulation has to say. */
final class SimulationPage {
  private final Scenario scenario;
  private final List<RunResult> runs;
  private final SortedMap<String, Samples> kpis;

  SimulationPage(Scenario scenario, List<RunResult> runs) {
    this.scenario = scenario;
    this.runs = runs;
    this.kpis = RunResult.pooled(runs);
  }

  Page page() {
    var money = new Money(scenario, runs, kpis);
    var sections = new ArrayList<Section>();
    section(sections, "Does it pay?", attack("attack.roi"), attack("attack.advantage"));
    section(sections, "Who gains, who pays", profits(), money.lorenz());
    section(sections, "Where the money goes", money.streams(), money.slashes());
    section(
        sections,
        "How the market works",
        spread("validators.participation", "Seats that revealed their vote", "committees"),
        spread("auditors.participation", "Auditors that revealed what they found", "audits"),
        spread("settle.blocks", "How long it takes to settle", "settlements"),
        byDepth(),
        limits());
    var marks = marks();
    section(sections, "Over time", OverTime.charts(runs, marks).toArray(Chart[]::new));
    return new Page(
        "Simulation",
        scenario.title(),
        scenario.about(),
        verdict(),
        figures(),
        Group.of(scenario),
        sections,
        Stream.concat(Stream.of(indicators()), setting().stream()).toList(),
        origin());
  }

  private static void section(List<Section> sections, String title, Chart... charts) {
    if (charts.length > 0) sections.add(new Section(title, List.of(charts)));
  }

  @SafeVarargs
  private static void section(List<Section> sections, String title, Optional<Chart>... charts) {
    section(sections, title, Stream.of(charts).flatMap(Optional::stream).toArray(Chart[]::new));
  }

  private Samples kpi(String name) {
    return kpis.getOrDefault(name, Samples.of());
  }

  // The head of the page

  private Verdict verdict() {
    var checked =
        scenario.expectations().stream()
            .map(
                each -> {
                  var expected = each.expectation();
                  var question = Question.of(expected);
                  var samples = kpi(expected.kpi());
                  return new Checked(
                      expected.holds(samples),
                      question.name() + " " + question.target(),
                      samples.isEmpty()
                          ? "nothing was seen of it"
                          : question.unit().say(expected.statistic().of(samples)),
                      each.because(),
                      expected.toString());
                })
            .toList();
    var broken = checked.stream().filter(each -> !each.holds()).count();
    String headline;
    if (checked.isEmpty()) {
      headline = "Nothing was expected";
    } else if (broken == 0) {
      headline =
          checked.size() == 1
              ? "It came out as expected"
              : "All %d expectations hold".formatted(checked.size());
    } else {
      headline =
          checked.size() == 1
              ? "It did not come out as expected"
              : "%d of %d expectations %s"
                  .formatted(broken, checked.size(), broken == 1 ? "fails" : "fail");
    }
    return new Verdict(broken == 0, headline, inShort(), checked);
  }

  private String inShort() {
    var says = new ArrayList<String>();
    var roi = kpi("attack.roi");
    if (!roi.isEmpty()) says.add(attackInShort(roi));
    var wrong = kpi("results.wrong.accepted");
    var delivered = kpi("results.delivered");
    if (!wrong.isEmpty() && delivered.sum() > 0) {
      says.add(
          wrong.sum() == 0
              ? "No wrong result was accepted."
              : "Of the results delivered, %s were wrong and accepted all the same."
                  .formatted(Unit.PERCENT.say(wrong.sum() / delivered.sum())));
    }
    var innocent = kpi("slashed.false");
    if (!innocent.isEmpty()) {
      says.add(
          innocent.sum() == 0
              ? "No honest party was slashed."
              : "Honest parties lost %s to slashes per run."
                  .formatted(Unit.STX.say(innocent.sum() / runs.size())));
    }
    if (roi.isEmpty()) {
      var best =
          honest()
              .max(Comparator.comparingDouble(each -> kpi("profit." + each.name()).quantile(0.5)));
      best.ifPresent(
          each ->
              says.addFirst(
                  "%s do best, with a median profit of %s each."
                      .formatted(
                          Words.capital(Words.group(each.name())),
                          Unit.STX.say(kpi("profit." + each.name()).quantile(0.5)))));
    }
    return String.join(" ", says);
  }

  private static String attackInShort(Samples roi) {
    var lost = Spread.below(roi, 0);
    var mean = roi.mean();
    var often =
        lost == 1
            ? "in every run"
            : lost == 0 ? "in no run" : "in %s of the runs".formatted(Unit.PERCENT.say(lost));
    return "The attack %s %s of its capital on average; it lost money %s."
        .formatted(mean < 0 ? "lost" : "earned", Unit.PERCENT.say(Math.abs(mean)), often);
  }

  private Stream<Population> honest() {
    return scenario.populations().stream()
        .filter(each -> !each.attack() && !kpi("profit." + each.name()).isEmpty());
  }

  private List<Figure> figures() {
    var figures = new ArrayList<Figure>();
    var blocks = runs.stream().mapToLong(RunResult::blocks).sum();
    var transactions = runs.stream().mapToLong(RunResult::transactions).sum();
    var refused = runs.stream().mapToLong(RunResult::refused).sum();
    mean(figures, "attack.roi", "return of the attack", "on capital, mean of the runs");
    mean(figures, "attack.advantage", "attack against honesty", "mean of the runs");
    perRun(figures, "results.delivered", "results delivered", "per run");
    perRun(figures, "results.wrong.accepted", "wrong results accepted", "per run");
    perRun(figures, "slashed.false", "lost by honest parties", "to slashes, per run");
    mean(figures, "validators.participation", "seats that revealed", "of those that were drawn");
    perRun(figures, "revenue.platform", "revenue of the platform", "per run");
    if (!kpi("settle.blocks").isEmpty()) {
      figures.add(
          new Figure(
              "to settle",
              Unit.BLOCKS.say(kpi("settle.blocks").quantile(0.5)),
              "median; 95 % within " + Unit.BLOCKS.say(kpi("settle.blocks").quantile(0.95))));
    }
    figures.add(
        new Figure(
            "transactions",
            Unit.NUMBER.say(transactions),
            transactions == 0
                ? "none was sent"
                : "%s refused by a contract"
                    .formatted(Unit.PERCENT.say((double) refused / transactions))));
    figures.add(
        new Figure(
            "burn blocks",
            Unit.NUMBER.say(blocks),
            "in " + Words.count(runs.size(), "run", "runs")));
    return figures;
  }

  private void mean(List<Figure> figures, String kpi, String label, String note) {
    var samples = kpi(kpi);
    if (!samples.isEmpty()) {
      figures.add(new Figure(label, Unit.of(kpi).say(samples.mean()), note));
    }
  }

  /** Of a total. A run in which nothing was added to it has no sample of it. */
  private void perRun(List<Figure> figures, String kpi, String label, String note) {
    var samples = kpi(kpi);
    if (!samples.isEmpty()) {
      figures.add(new Figure(label, Unit.of(kpi).say(samples.sum() / runs.size()), note));
    }
  }

  // Charts

  private Optional<Chart> attack(String name) {
    var samples = kpi(name);
    if (samples.isEmpty()) return Optional.empty();
    var unit = Unit.of(name);
    var lost = Math.round(Spread.below(samples, 0) * samples.count());
    var against = name.equals("attack.roi") ? "lost money" : "did worse than honesty";
    return Optional.of(
        new Chart(
            name.replace('.', '-'),
            name.equals("attack.roi")
                ? "What the attack returns on its capital"
                : "What the attack earns beyond honesty",
            "The attack %s in %s of %s: %s on average, %s at worst, %s at best."
                .formatted(
                    against,
                    Unit.NUMBER.say(lost),
                    Words.count(samples.count(), "run", "runs"),
                    unit.sayChange(samples.mean()),
                    unit.sayChange(samples.quantile(0)),
                    unit.sayChange(samples.quantile(1))),
            "Each run is counted once; left of the line at zero the attack loses.",
            Size.HALF,
            new Drawing.Histogram(
                Words.capital(Words.kpi(name)),
                unit.axis(),
                "runs",
                true,
                Spread.bins(samples, unit),
                List.of(
                    new Mark(unit.drawn(samples.mean()), "mean"),
                    new Mark(unit.drawn(samples.quantile(0.95)), "95th percentile"))),
            distribution(samples, unit, "runs")));
  }

  private Optional<Chart> spread(String name, String title, String counted) {
    var samples = kpi(name);
    // What is the same everywhere is said by a figure, without a chart.
    if (samples.isEmpty() || samples.quantile(0) == samples.quantile(1)) return Optional.empty();
    var unit = Unit.of(name);
    var end = Spread.end(samples);
    return Optional.of(
        new Chart(
            name.replace('.', '-'),
            title,
            "Half of the %s %s are at or below %s, and 95 %% at or below %s; the mean is %s."
                .formatted(
                    Unit.NUMBER.say(samples.count()),
                    counted,
                    unit.say(samples.quantile(0.5)),
                    unit.say(samples.quantile(0.95)),
                    unit.say(samples.mean())),
            Double.isFinite(end)
                ? "All runs together, but for the highest hundredth, which goes up to %s."
                    .formatted(unit.say(samples.quantile(1)))
                : "All runs together.",
            Size.HALF,
            new Drawing.Histogram(
                Words.capital(Words.kpi(name)),
                unit.axis(),
                counted,
                false,
                Spread.bins(samples, unit),
                List.of(
                    new Mark(unit.drawn(samples.quantile(0.5)), "median"),
                    new Mark(unit.drawn(samples.quantile(0.95)), "95th percentile"))),
            distribution(samples, unit, counted)));
  }

  private static Grid distribution(Samples samples, Unit unit, String counted) {
    return new Grid(
        List.of("Statistic", unit.axis().isEmpty() ? "Value" : "Value, " + unit.axis()),
        List.of(
            List.of("lowest", unit.plain(samples.quantile(0))),
            List.of("5th percentile", unit.plain(samples.quantile(0.05))),
            List.of("25th percentile", unit.plain(samples.quantile(0.25))),
            List.of("median", unit.plain(samples.quantile(0.5))),
            List.of("75th percentile", unit.plain(samples.quantile(0.75))),
            List.of("95th percentile", unit.plain(samples.quantile(0.95))),
            List.of("highest", unit.plain(samples.quantile(1))),
            List.of("mean", unit.plain(samples.mean())),
            List.of(counted, Unit.NUMBER.plain(samples.count()))));
  }

  private Optional<Chart> profits() {
    var groups =
        scenario.populations().stream()
            .filter(each -> !kpi("profit." + each.name()).isEmpty())
            .sorted(
                Comparator.comparingDouble(
                        (Population each) -> kpi("profit." + each.name()).quantile(0.5))
                    .reversed())
            .toList();
    if (groups.isEmpty()) return Optional.empty();
    var ridges = new ArrayList<Drawing.Ridges.Ridge>();
    var rows = new ArrayList<List<String>>();
    for (var group : groups) {
      var samples = kpi("profit." + group.name());
      ridges.add(
          new Drawing.Ridges.Ridge(
              Words.group(group.name()),
              group.attack(),
              Unit.STX.drawn(samples.quantile(0.05)),
              Unit.STX.drawn(samples.quantile(0.25)),
              Unit.STX.drawn(samples.quantile(0.5)),
              Unit.STX.drawn(samples.quantile(0.75)),
              Unit.STX.drawn(samples.quantile(0.95)),
              Unit.STX.drawn(samples.mean()),
              Spread.shape(samples, Unit.STX)));
      rows.add(
          List.of(
              Words.group(group.name()),
              Unit.NUMBER.plain(samples.count()),
              Unit.STX.plain(samples.quantile(0.05)),
              Unit.STX.plain(samples.quantile(0.25)),
              Unit.STX.plain(samples.quantile(0.5)),
              Unit.STX.plain(samples.quantile(0.75)),
              Unit.STX.plain(samples.quantile(0.95)),
              Unit.STX.plain(samples.mean()),
              Unit.PERCENT.plain(samples.mean() / group.wealth())));
    }
    return Optional.of(
        new Chart(
            "profit",
            "What an agent earns",
            profitsInShort(groups),
            "The shape is where the agents of all runs are, but for one in a hundred at each end;"
                + " the thick line holds half of them, the thin one nine tenths, the dot is the"
                + " median.",
            Size.LARGE,
            new Drawing.Ridges("Profit per agent", "STX", ridges),
            new Grid(
                List.of(
                    "Agents",
                    "samples",
                    "p05",
                    "p25",
                    "median",
                    "p75",
                    "p95",
                    "mean, STX",
                    "on wealth, %"),
                rows)));
  }

  private String profitsInShort(List<Population> groups) {
    var best = groups.getFirst();
    var worst = groups.getLast();
    var says = new StringBuilder();
    says.append(
        "%s do best, with a median of %s each"
            .formatted(
                Words.capital(Words.group(best.name())),
                Unit.STX.sayChange(kpi("profit." + best.name()).quantile(0.5))));
    if (worst != best) {
      says.append(
          "; %s do worst, with %s"
              .formatted(
                  Words.group(worst.name()),
                  Unit.STX.sayChange(kpi("profit." + worst.name()).quantile(0.5))));
    }
    says.append('.');
    for (var group : groups) {
      if (group.attack()) {
        says.append(
            " Of the %s, who attack, %s end with a loss."
                .formatted(
                    Words.group(group.name()),
                    Unit.PERCENT.say(Spread.below(kpi("profit." + group.name()), 0))));
      }
    }
    return says.toString();
  }

  private Optional<Chart> byDepth() {
    var depths = new TreeMap<Integer, Samples>();
    kpis.forEach(
        (name, samples) -> {
          if (name.matches("royalties\\.depth\\.\\d+") && !samples.isEmpty()) {
            depths.put(Integer.parseInt(name.substring(16)), samples);
          }
        });
    if (depths.isEmpty()) return Optional.empty();
    var total = depths.values().stream().mapToDouble(Samples::sum).sum();
    var deepest = depths.lastEntry();
    return Optional.of(
        bars(
            "royalties",
            "Royalties by the depth of the chain",
            "Models at depth %d had %s of all royalties; those at depth %d, the deepest, had %s."
                .formatted(
                    depths.firstKey(),
                    Unit.PERCENT.say(depths.firstEntry().getValue().sum() / total),
                    deepest.getKey(),
                    Unit.PERCENT.say(deepest.getValue().sum() / total)),
            "Royalties",
            Unit.STX,
            depths.entrySet().stream()
                .map(each -> new Row("depth " + each.getKey(), each.getValue()))
                .toList()));
  }

  private Optional<Chart> limits() {
    var fullest = kpi("throughput.fullest");
    var usual = kpi("throughput.share");
    if (fullest.isEmpty() || usual.isEmpty()) return Optional.empty();
    return Optional.of(
        bars(
            "limits",
            "How full the blocks are",
            "The fullest block of all runs takes %s of what a block may use, a block on average %s."
                .formatted(Unit.PERCENT.say(fullest.quantile(1)), Unit.PERCENT.say(usual.mean())),
            "Share of the block's limits",
            Unit.PERCENT,
            List.of(new Row("on average", usual), new Row("fullest block", fullest))));
  }

  private record Row(String name, Samples samples) {}

  private static Chart bars(
      String id, String title, String says, String axis, Unit unit, List<Row> rows) {
    return new Chart(
        id,
        title,
        says,
        "Bars are means; lines reach from the 5th to the 95th percentile.",
        Size.HALF,
        new Drawing.Bars(
            axis,
            unit.axis(),
            rows.stream()
                .map(
                    row ->
                        new Drawing.Bars.Bar(
                            row.name,
                            unit.drawn(row.samples.mean()),
                            unit.drawn(row.samples.quantile(0.05)),
                            unit.drawn(row.samples.quantile(0.95))))
                .toList()),
        new Grid(
            List.of("", "mean, " + unit.axis(), "p05", "p95", "highest"),
            rows.stream()
                .map(
                    row ->
                        List.of(
                            row.name,
                            unit.plain(row.samples.mean()),
                            unit.plain(row.samples.quantile(0.05)),
                            unit.plain(row.samples.quantile(0.95)),
                            unit.plain(row.samples.quantile(1))))
                .toList()));
  }

  private List<Mark> marks() {
    return scenario.shocks().stream()
        .map(
            shock ->
                new Mark(
                    shock.at(),
                    switch (shock) {
                      case Shock.Price price ->
                          "price \u00d7\u00a0" + Unit.NUMBER.say(price.factor());
                      case Shock.Demand demand ->
                          "demand \u00d7\u00a0" + Unit.NUMBER.say(demand.factor());
                      case Shock.Exit exit ->
                          "%s of %s leave"
                              .formatted(
                                  Unit.PERCENT.say(exit.share()), Words.group(exit.population()));
                    }))
        .toList();
  }

  // The foot of the page

  private Named indicators() {
    return new Named(
        "All indicators",
        new Grid(
            List.of("Indicator", "samples", "mean", "sd", "p05", "median", "p95", "unit"),
            kpis.entrySet().stream()
                .map(
                    each -> {
                      var unit = Unit.of(each.getKey());
                      var samples = each.getValue();
                      return List.of(
                          each.getKey(),
                          Unit.NUMBER.plain(samples.count()),
                          unit.plain(samples.mean()),
                          unit.plain(samples.standardDeviation()),
                          unit.plain(samples.quantile(0.05)),
                          unit.plain(samples.quantile(0.5)),
                          unit.plain(samples.quantile(0.95)),
                          unit.axis());
                    })
                .toList()));
  }

  private List<Named> setting() {
    var tables = new ArrayList<Named>();
    tables.add(
        new Named(
            "Who takes part",
            new Grid(
                List.of(
                    "Agents",
                    "role",
                    "strategy",
                    "number",
                    "wealth each, STX",
                    "attack",
                    "settings"),
                scenario.populations().stream()
                    .map(
                        each ->
                            List.of(
                                Words.group(each.name()),
                                each.role(),
                                each.strategy(),
                                Unit.NUMBER.plain(each.count()),
                                Unit.STX.plain(each.wealth()),
                                each.attack() ? "yes" : "no",
                                String.join(
                                    ", ",
                                    each.settings().entrySet().stream()
                                        .map(
                                            setting ->
                                                setting.getKey()
                                                    + " "
                                                    + Unit.NUMBER.plain(setting.getValue()))
                                        .toList())))
                    .toList())));
    if (!scenario.parameters().isEmpty()) {
      tables.add(
          new Named(
              "Parameters set by vote before the first block",
              new Grid(
                  List.of("Parameter", "value"),
                  scenario.parameters().entrySet().stream()
                      .map(each -> List.of(each.getKey(), Unit.NUMBER.plain(each.getValue())))
                      .toList())));
    }
    return tables;
  }

  private String origin() {
    return "Scenario %s, seeds %d to %d. Every figure is read from the state and the events of the deployed contracts, which run in the simulator as they do on the chain."
        .formatted(scenario.name(), runs.getFirst().seed(), runs.getLast().seed());
  }
}
