package io.neuralnexus.simulator.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.simulator.Swept;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import io.neuralnexus.simulator.sweep.Axis;
import io.neuralnexus.simulator.sweep.Design;
import io.neuralnexus.simulator.sweep.FrontierResult;
import io.neuralnexus.simulator.sweep.FrontierResult.Found;
import io.neuralnexus.simulator.sweep.FrontierResult.NotMonotone;
import io.neuralnexus.simulator.sweep.FrontierResult.Nowhere;
import io.neuralnexus.simulator.sweep.SweepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepResultsTest {
  private static final double CONFIDENCE = 0.95;

  @TempDir private Path folder;

  private SweepResult result;

  @BeforeEach
  void sweep() {
    var scenario =
        ScenarioFile.of(Path.of("quiet.toml"), "title = \"Quiet\"\nhorizon = 100\n").scenario();
    var design =
        Design.of(Design.Kind.GRID, List.of(Axis.parse("horizon=200,300")), 0, scenario, 1);
    var runs =
        IntStream.range(0, 3)
            .mapToObj(
                point -> LongStream.rangeClosed(1, 4).mapToObj(seed -> run(seed, point)).toList())
            .toList();
    result = new SweepResult(scenario, design, List.of(1L, 2L, 3L, 4L), runs);
  }

  private static RunResult run(long seed, int point) {
    var kpis = new TreeMap<String, Samples>();
    kpis.put("profit.a", Samples.of(seed + 10 * point, seed));
    return new RunResult(seed, kpis, List.of(), List.of(), 100, 1, 0);
  }

  private record Row(int point, String kpi, String statistic, double value, Object difference) {}

  @Test
  void every_statistic_of_every_point_is_there_with_its_difference() throws IOException {
    SweepResults.write(folder, result, CONFIDENCE);
    try (var database = Database.open()) {
      var rows =
          database.read(
              Table.SWEEP,
              folder,
              row ->
                  new Row(
                      row.getInt("point"),
                      row.getString("kpi"),
                      row.getString("statistic"),
                      row.getDouble("value"),
                      row.getObject("difference")));
      assertThat(rows)
          .hasSize(3 * 4)
          .contains(
              new Row(0, "profit.a", "mean", 2.5, null),
              new Row(2, "profit.a", "mean", 12.5, 10.0));
    }
  }

  @Test
  void changes_and_samples_are_kept_as_they_are() throws IOException {
    SweepResults.write(folder, result, CONFIDENCE);
    try (var database = Database.open()) {
      assertThat(
              database.read(
                  Table.POINTS,
                  folder,
                  row -> row.getInt("point") + row.getString("key") + row.getDouble("value")))
          .containsExactly("1horizon200.0", "2horizon300.0");
      assertThat(database.read(Table.SWEPT, folder, row -> row.getDouble("value")))
          .hasSize(3 * 4 * 2)
          .startsWith(1.0, 1.0, 2.0, 2.0);
    }
  }

  @Test
  void the_same_sweep_gives_the_same_bytes() throws IOException {
    SweepResults.write(folder.resolve("a"), result, CONFIDENCE);
    SweepResults.write(folder.resolve("b"), result, CONFIDENCE);
    for (var table : List.of(Table.POINTS, Table.SWEPT, Table.SWEEP)) {
      assertThat(Files.readAllBytes(folder.resolve("a").resolve(table.file())))
          .isEqualTo(Files.readAllBytes(folder.resolve("b").resolve(table.file())));
    }
  }

  private static List<String> rows(Path folder, Table table, String... columns) throws IOException {
    try (var database = Database.open()) {
      return database.read(
          table,
          folder,
          row -> {
            var cells = new ArrayList<String>();
            for (var column : columns) cells.add(String.valueOf(row.getObject(column)));
            return String.join(" ", cells);
          });
    }
  }

  @Test
  void a_frontier_is_kept_with_its_curve() throws IOException {
    var frontier = Swept.frontier();
    SweepResults.write(folder, frontier);
    assertThat(rows(folder, Table.FRONTIER, "parameter", "target", "outcome", "fails", "holds"))
        .containsExactly("populations.validators.wealth attack.roi.p95 < 0.0 found 425.0 500.0");
    assertThat(rows(folder, Table.CURVE, "parameter", "runs", "verdict"))
        .hasSize(13)
        .startsWith("50.0 20 fails")
        .endsWith("950.0 20 holds");
    assertThat(rows(folder, Table.CURVE, "high")).first().isEqualTo("null");
  }

  @Test
  void a_frontier_that_is_none_has_a_row_for_each_change() throws IOException {
    var found = Swept.frontier();
    var outcomes =
        Map.of(
            new Nowhere(), List.of("nowhere null null"),
            new NotMonotone(List.of(new Found(2, 0), new Found(4, 6))),
                List.of("not monotone 2.0 0.0", "not monotone 4.0 6.0"));
    for (var each : outcomes.entrySet()) {
      SweepResults.write(
          folder,
          new FrontierResult(
              found.scenario(),
              found.key(),
              found.target(),
              found.confidence(),
              each.getKey(),
              found.curve()));
      assertThat(rows(folder, Table.FRONTIER, "outcome", "fails", "holds"))
          .isEqualTo(each.getValue());
    }
  }
}
