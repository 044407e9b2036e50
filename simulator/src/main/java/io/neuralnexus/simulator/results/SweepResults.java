package io.neuralnexus.simulator.results;

import io.neuralnexus.simulator.kpi.Statistic;
import io.neuralnexus.simulator.sweep.SweepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;

/**
 * What sweeps found, as Parquet files in a folder. Same sweep, same bytes. {@code
 * docs/economics/sweeps.md} describes the files.
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
      database.write(SweepTable.POINTS, folder, rows -> appendPoints(rows, result));
      database.write(SweepTable.SAMPLES, folder, rows -> appendSamples(rows, result));
      database.write(SweepTable.SWEEP, folder, rows -> appendEstimates(rows, result, confidence));
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
          rows.append(known(estimate.value()));
          rows.append(known(estimate.low()));
          rows.append(known(estimate.high()));
          rows.append(estimate.runs());
          if (point == 0 || result.design().kind().isOfSensitivity()) {
            rows.append((Double) null).append((Double) null).append((Double) null);
          } else {
            var difference = result.difference(point, kpi, statistic, confidence);
            rows.append(known(difference.value()));
            rows.append(known(difference.low()));
            rows.append(known(difference.high()));
          }
          rows.endRow();
        }
      }
    }
  }

  /** Null for what the runs do not say. */
  private static Double known(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
