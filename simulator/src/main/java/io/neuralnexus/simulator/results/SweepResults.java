package io.neuralnexus.simulator.results;

import io.neuralnexus.simulator.kpi.Statistic;
import io.neuralnexus.simulator.sweep.FrontierResult;
import io.neuralnexus.simulator.sweep.FrontierResult.Everywhere;
import io.neuralnexus.simulator.sweep.FrontierResult.Found;
import io.neuralnexus.simulator.sweep.FrontierResult.NotMonotone;
import io.neuralnexus.simulator.sweep.FrontierResult.Nowhere;
import io.neuralnexus.simulator.sweep.FrontierResult.Undecided;
import io.neuralnexus.simulator.sweep.SweepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;

/**
 * What sweeps and searches for frontiers found, as Parquet files in a folder. Same runs, same
 * bytes. {@code docs/economics/sweeps.md} describes the files.
 */
public final class SweepResults {
  private static final List<Statistic> STATISTICS =
      Stream.of("mean", "p05", "p50", "p95")
          .map(name -> Statistic.named(name).orElseThrow())
          .toList();

  private SweepResults() {}

  /**
   * Writes the results of a sweep. Files of an earlier one in the folder are replaced.
   *
   * @param confidence of the intervals
   * @throws IOException if a file cannot be written; the message names it
   */
  public static void write(Path folder, SweepResult result, double confidence) throws IOException {
    Files.createDirectories(folder);
    try (var database = Database.open()) {
      database.write(Table.POINTS, folder, rows -> appendPoints(rows, result));
      database.write(Table.SWEPT, folder, rows -> appendSamples(rows, result));
      database.write(Table.SWEEP, folder, rows -> appendEstimates(rows, result, confidence));
    }
  }

  private static void appendPoints(DuckDBAppender rows, SweepResult result) throws SQLException {
    for (var point = 0; point < result.design().points().size(); point++) {
      for (var change : result.design().points().get(point).changes().entrySet()) {
        rows.beginRow()
            .append(point)
            .append(change.getKey())
            .append(change.getValue().doubleValue())
            .endRow();
      }
    }
  }

  private static void appendSamples(DuckDBAppender rows, SweepResult result) throws SQLException {
    for (var point = 0; point < result.runs().size(); point++) {
      for (var run : result.runs().get(point)) {
        for (var kpi : run.kpis().entrySet()) {
          var values = kpi.getValue().values();
          for (var i = 0; i < values.length; i++) {
            rows.beginRow()
                .append(point)
                .append(run.seed())
                .append(kpi.getKey())
                .append(i)
                .append(values[i])
                .endRow();
          }
        }
      }
    }
  }

  private static void appendEstimates(DuckDBAppender rows, SweepResult result, double confidence)
      throws SQLException {
    for (var point = 0; point < result.runs().size(); point++) {
      for (var kpi : result.kpis()) {
        for (var statistic : STATISTICS) {
          var estimate = result.estimate(point, kpi, statistic, confidence);
          rows.beginRow().append(point).append(kpi).append(statistic.toString());
          rows.append(Database.known(estimate.value()));
          rows.append(Database.known(estimate.low()));
          rows.append(Database.known(estimate.high()));
          rows.append(estimate.runs());
          if (point == 0 || result.design().kind().isOfSensitivity()) {
            rows.append((Double) null).append((Double) null).append((Double) null);
          } else {
            var difference = result.difference(point, kpi, statistic, confidence);
            rows.append(Database.known(difference.value()));
            rows.append(Database.known(difference.low()));
            rows.append(Database.known(difference.high()));
          }
          rows.endRow();
        }
      }
    }
  }

  /**
   * Writes what the search for a frontier found. Files of an earlier one in the folder are
   * replaced.
   *
   * @throws IOException if a file cannot be written; the message names it
   */
  public static void write(Path folder, FrontierResult result) throws IOException {
    Files.createDirectories(folder);
    try (var database = Database.open()) {
      database.write(Table.FRONTIER, folder, rows -> appendOutcome(rows, result));
      database.write(
          Table.CURVE,
          folder,
          rows -> {
            for (var each : result.curve()) {
              rows.beginRow()
                  .append(each.value())
                  .append(Database.known(each.estimate().value()))
                  .append(Database.known(each.estimate().low()))
                  .append(Database.known(each.estimate().high()))
                  .append(each.estimate().runs())
                  .append(each.verdict().name().toLowerCase(Locale.ROOT))
                  .endRow();
            }
          });
    }
  }

  private static void appendOutcome(DuckDBAppender rows, FrontierResult result)
      throws SQLException {
    switch (result.outcome()) {
      case Found found -> appendOutcome(rows, result, "found", found.fails(), found.holds());
      case NotMonotone(var changes) -> {
        for (var each : changes) {
          appendOutcome(rows, result, "not monotone", each.fails(), each.holds());
        }
      }
      case Everywhere _ -> appendOutcome(rows, result, "everywhere", null, null);
      case Nowhere _ -> appendOutcome(rows, result, "nowhere", null, null);
      case Undecided _ -> appendOutcome(rows, result, "undecided", null, null);
    }
  }

  private static void appendOutcome(
      DuckDBAppender rows, FrontierResult result, String outcome, Double fails, Double holds)
      throws SQLException {
    rows.beginRow()
        .append(result.key())
        .append(result.target().toString())
        .append(result.confidence())
        .append(outcome)
        .append(fails)
        .append(holds)
        .endRow();
  }
}
