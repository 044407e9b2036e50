package io.neuralnexus.simulator.results;

import io.neuralnexus.simulator.kpi.Flow;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.kpi.Series;
import io.neuralnexus.simulator.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;

/**
 * What simulations found, as Parquet files in a folder, to be asked with SQL. Same scenario and
 * runs, same bytes. {@code docs/economics/results.md} describes the files.
 */
public final class Results {
  private Results() {}

  /**
   * Loads what {@link #write} needs, beside whatever goes on: the database's native library takes a
   * second.
   */
  public static void prepare() {
    Thread.ofPlatform()
        .name("results")
        .daemon()
        .start(
            () -> {
              try {
                Database.open().close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /**
   * Writes the results of a simulation. Files of an earlier one in the folder are replaced.
   *
   * @param runs in the order of their seeds
   * @throws IOException if a file cannot be written; the message names it
   */
  public static void write(Path folder, Scenario scenario, List<RunResult> runs)
      throws IOException {
    Files.createDirectories(folder);
    try (var database = Database.open()) {
      database.write(
          Table.RUNS,
          folder,
          rows -> {
            for (var run : runs) {
              rows.beginRow()
                  .append(run.seed())
                  .append(run.blocks())
                  .append(run.transactions())
                  .append(run.refused())
                  .endRow();
            }
          });
      database.write(Table.SAMPLES, folder, rows -> appendSamples(rows, runs));
      database.write(Table.SERIES, folder, rows -> appendSeries(rows, runs));
      database.write(
          Table.FLOWS,
          folder,
          rows -> {
            for (var run : runs) {
              for (var flow : run.flows()) {
                rows.beginRow()
                    .append(run.seed())
                    .append(flow.from())
                    .append(flow.to())
                    .append(flow.reason())
                    .append(flow.micro())
                    .endRow();
              }
            }
          });
      database.write(
          Table.POPULATIONS,
          folder,
          rows -> {
            for (var each : scenario.populations()) {
              rows.beginRow()
                  .append(each.name())
                  .append(each.role())
                  .append(each.strategy())
                  .append(each.count())
                  .append(each.wealth())
                  .append(each.attack())
                  .endRow();
            }
          });
      database.write(Table.ASSERTIONS, folder, rows -> appendAssertions(rows, scenario, runs));
    }
  }

  private static void appendSamples(DuckDBAppender rows, List<RunResult> runs) throws SQLException {
    for (var run : runs) {
      for (var kpi : run.kpis().entrySet()) {
        var values = kpi.getValue().values();
        for (var i = 0; i < values.length; i++) {
          rows.beginRow()
              .append(run.seed())
              .append(kpi.getKey())
              .append(i)
              .append(values[i])
              .endRow();
        }
      }
    }
  }

  private static void appendSeries(DuckDBAppender rows, List<RunResult> runs) throws SQLException {
    for (var run : runs) {
      for (var series : run.series()) {
        for (var i = 0; i < series.blocks().size(); i++) {
          rows.beginRow()
              .append(run.seed())
              .append(series.name())
              .append(series.unit())
              .append(series.blocks().get(i).longValue())
              .append(series.values().get(i).doubleValue())
              .endRow();
        }
      }
    }
  }

  private static void appendAssertions(DuckDBAppender rows, Scenario scenario, List<RunResult> runs)
      throws SQLException {
    for (var each : scenario.expectations()) {
      var expected = each.expectation();
      var samples = RunResult.pooled(runs, expected.kpi());
      rows.beginRow()
          .append(expected.toString())
          .append(expected.kpi())
          .append(expected.statistic().toString())
          .append(expected.comparison().toString())
          .append(expected.bound())
          .append(samples.isEmpty() ? null : (Double) expected.statistic().of(samples))
          .append(samples.count())
          .append(expected.holds(samples))
          .append(each.because())
          .endRow();
    }
  }

  private record Sample(long seed, String kpi, double value) {}

  private record Reading(long seed, String series, String unit, long block, double value) {}

  private record Payment(long seed, Flow flow) {}

  private record Run(long seed, long blocks, long transactions, long refused) {}

  /**
   * Reads the runs of a folder that {@link #write} wrote.
   *
   * @throws IOException if a file is missing or is none of ours; the message names it
   */
  public static List<RunResult> read(Path folder) throws IOException {
    try (var database = Database.open()) {
      var kpis = new LinkedHashMap<Long, Map<String, List<Double>>>();
      for (var each :
          database.read(
              Table.SAMPLES,
              folder,
              row ->
                  new Sample(row.getLong("seed"), row.getString("kpi"), row.getDouble("value")))) {
        kpis.computeIfAbsent(each.seed, _ -> new TreeMap<>())
            .computeIfAbsent(each.kpi, _ -> new ArrayList<>())
            .add(each.value);
      }
      var series = new LinkedHashMap<Long, Map<String, List<Reading>>>();
      for (var each :
          database.read(
              Table.SERIES,
              folder,
              row ->
                  new Reading(
                      row.getLong("seed"),
                      row.getString("series"),
                      row.getString("unit"),
                      row.getLong("block"),
                      row.getDouble("value")))) {
        series
            .computeIfAbsent(each.seed, _ -> new LinkedHashMap<>())
            .computeIfAbsent(each.series, _ -> new ArrayList<>())
            .add(each);
      }
      var flows = new LinkedHashMap<Long, List<Flow>>();
      for (var each :
          database.read(
              Table.FLOWS,
              folder,
              row ->
                  new Payment(
                      row.getLong("seed"),
                      new Flow(
                          row.getString("payer"),
                          row.getString("payee"),
                          row.getString("reason"),
                          row.getLong("micro"))))) {
        flows.computeIfAbsent(each.seed, _ -> new ArrayList<>()).add(each.flow);
      }
      var runs =
          database.read(
              Table.RUNS,
              folder,
              row ->
                  new Run(
                      row.getLong("seed"),
                      row.getLong("blocks"),
                      row.getLong("transactions"),
                      row.getLong("refused")));
      return runs.stream()
          .map(
              run ->
                  new RunResult(
                      run.seed,
                      samples(kpis.getOrDefault(run.seed, Map.of())),
                      series.getOrDefault(run.seed, Map.of()).values().stream()
                          .map(Results::series)
                          .toList(),
                      flows.getOrDefault(run.seed, List.of()),
                      run.blocks,
                      run.transactions,
                      run.refused))
          .toList();
    }
  }

  private static TreeMap<String, Samples> samples(Map<String, List<Double>> kpis) {
    var samples = new TreeMap<String, Samples>();
    kpis.forEach(
        (kpi, values) ->
            samples.put(
                kpi, Samples.of(values.stream().mapToDouble(Double::doubleValue).toArray())));
    return samples;
  }

  private static Series series(List<Reading> readings) {
    return new Series(
        readings.getFirst().series,
        readings.getFirst().unit,
        readings.stream().map(Reading::block).toList(),
        readings.stream().map(Reading::value).toList());
  }
}
