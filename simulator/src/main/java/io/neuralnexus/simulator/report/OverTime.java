package io.neuralnexus.simulator.report;

import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.kpi.Series;
import io.neuralnexus.simulator.report.Drawing.Mark;
import io.neuralnexus.simulator.report.Page.Chart;
import io.neuralnexus.simulator.report.Page.Grid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/** Charts of what was looked at from time to time. */
final class OverTime {
  /** More places than a screen has would not be seen. */
  private static final int PLACES = 240;

  private static final int ROWS = 12;

  private OverTime() {}

  static List<Chart> charts(List<RunResult> runs, List<Mark> marks) {
    var byName = new LinkedHashMap<String, List<Series>>();
    for (var run : runs) {
      for (var series : run.series()) {
        byName.computeIfAbsent(series.name(), _ -> new ArrayList<>()).add(series);
      }
    }
    return byName.values().stream()
        .filter(OverTime::changes)
        .map(each -> chart(each, marks))
        .toList();
  }

  private static boolean changes(List<Series> all) {
    return all.stream().flatMap(each -> each.values().stream()).distinct().count() > 1;
  }

  private record Place(long block, Samples samples) {}

  private static Chart chart(List<Series> all, List<Mark> marks) {
    var first = all.getFirst();
    var unit = Unit.named(first.unit());
    var places = places(all);
    var medians = places.stream().map(each -> each.samples.quantile(0.5)).toList();
    var lowest = 0;
    var highest = 0;
    for (var i = 0; i < medians.size(); i++) {
      if (medians.get(i) < medians.get(lowest)) lowest = i;
      if (medians.get(i) > medians.get(highest)) highest = i;
    }
    var last = places.getLast().samples;
    var name = Words.capital(Words.kpi(first.name()));
    return new Chart(
        "series-" + first.name().replace('.', '-'),
        name,
        "From %s to %s in the median run%s; highest at block %s with %s, lowest at block %s with %s."
            .formatted(
                unit.say(medians.getFirst()),
                unit.say(medians.getLast()),
                all.size() < 3
                    ? ""
                    : ", four runs of five ending between %s and %s"
                        .formatted(unit.say(last.quantile(0.1)), unit.say(last.quantile(0.9))),
                Unit.NUMBER.say(places.get(highest).block),
                unit.say(medians.get(highest)),
                Unit.NUMBER.say(places.get(lowest).block),
                unit.say(medians.get(lowest))),
        all.size() < 3
            ? "The line is the median of the runs."
            : "The line is the median of the runs, the band holds four fifths of them.",
        Page.Size.HALF,
        new Drawing.Band(
            name,
            unit.axis(),
            places.stream().map(Place::block).toList(),
            places.stream().map(each -> unit.drawn(each.samples.quantile(0.1))).toList(),
            medians.stream().map(unit::drawn).toList(),
            places.stream().map(each -> unit.drawn(each.samples.quantile(0.9))).toList(),
            marks),
        table(places, unit));
  }

  /** Where at least half of the runs were looked at, thinned out. */
  private static List<Place> places(List<Series> all) {
    var values = new TreeMap<Long, List<Double>>();
    for (var series : all) {
      for (var i = 0; i < series.blocks().size(); i++) {
        values
            .computeIfAbsent(series.blocks().get(i), _ -> new ArrayList<>())
            .add(series.values().get(i));
      }
    }
    values.values().removeIf(seen -> 2 * seen.size() < all.size());
    var blocks = List.copyOf(values.keySet());
    var places = new ArrayList<Place>();
    var wanted = Math.min(PLACES, blocks.size());
    for (var i = 0; i < wanted; i++) {
      var block =
          blocks.get(wanted == 1 ? 0 : (int) ((long) i * (blocks.size() - 1) / (wanted - 1)));
      var seen = values.get(block).stream().mapToDouble(Double::doubleValue).toArray();
      places.add(new Place(block, Samples.of(seen)));
    }
    return places;
  }

  private static Grid table(List<Place> places, Unit unit) {
    var rows = new ArrayList<List<String>>();
    var wanted = Math.min(ROWS, places.size());
    for (var i = 0; i < wanted; i++) {
      var place = places.get(wanted == 1 ? 0 : i * (places.size() - 1) / (wanted - 1));
      rows.add(
          List.of(
              Unit.NUMBER.plain(place.block),
              unit.plain(place.samples.quantile(0.1)),
              unit.plain(place.samples.quantile(0.5)),
              unit.plain(place.samples.quantile(0.9))));
    }
    return new Grid(
        List.of(
            "Block",
            "10th percentile",
            unit.axis().isEmpty() ? "median" : "median, " + unit.axis(),
            "90th percentile"),
        rows);
  }
}
