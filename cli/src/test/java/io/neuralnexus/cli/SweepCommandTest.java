package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of {@code nexus sweep} and {@code nexus frontier}. */
class SweepCommandTest {
  @TempDir private Path folder;

  private Path scenario;

  @BeforeEach
  void write() throws IOException {
    scenario = folder.resolve("shop.toml");
    Files.writeString(
        scenario,
        """
        title = "A keeper without customers"
        horizon = 20
        drain = 0
        replications = 2

        [populations.keepers]
        role = "market-keeper"
        strategy = "prompt"
        count = 1
        wealth = 10.0
        """);
  }

  private Run sweep(String... more) {
    var arguments = new String[more.length + 4];
    arguments[0] = "sweep";
    arguments[1] = scenario.toString();
    arguments[2] = "--out";
    arguments[3] = folder.resolve("out").toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Run.of(arguments);
  }

  @Test
  void a_sweep_prints_its_points_keeps_its_runs_and_does_none_again() {
    var first = sweep("--vary", "populations.keepers.count=2,3");
    assertThat(first.status()).isZero();
    assertThat(first.err()).contains("6 runs", "are kept in").doesNotContain("already");
    assertThat(first.out())
        .contains("3 points, seeds 1 to 2")
        .contains("profit.keepers.mean")
        .contains("as written");
    assertThat(folder.resolve("out/sweep.parquet")).exists();
    assertThat(folder.resolve("out/report.html")).content().contains("profit-keepers-mean");
    var second = sweep("--vary", "populations.keepers.count=2,3");
    assertThat(second.err()).contains("6 of 6 runs are there already");
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void a_frontier_says_where_the_target_begins_to_hold() {
    var found =
        Run.of(
            "frontier",
            scenario.toString(),
            "--parameter=populations.keepers.count",
            "--from=1",
            "--to=0_9",
            "--target=profit.keepers.count > 100",
            "--replications=25",
            "--out=" + folder.resolve("frontier"));
    // The runs of a look have 25 samples for each keeper.
    assertThat(found.out()).contains("from 5 on upwards and fails at 4");
    assertThat(found.status()).isZero();
    assertThat(folder.resolve("frontier"))
        .isDirectoryContaining("glob:**/frontier.parquet")
        .isDirectoryContaining("glob:**/curve.parquet")
        .isDirectoryContaining("glob:**/report.html");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "parameters.market-min-stake | parameters.market-min-stake: governance has no such",
        "populations.keepers.count | between which values of populations.keepers.count? Add --from",
        "horizon --from 1 --to x | --to x is no number: write one like 1_000_000"
      })
  void a_search_that_makes_no_sense_is_refused_before_anything_is_played(
      String more, String message) {
    var line = "frontier %s --target profit.keepers>0 --parameter %s".formatted(scenario, more);
    var said = Run.of(line.split(" "));
    assertThat(said.err()).startsWith(message);
    assertThat(said.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sweep | Which scenario? Name one, or --join a cluster",
        "sweep --join nowhere | 'nowhere' is no address: write one like 127.0.0.1:5701",
        "sweep baseline --join 127.0.0.1:5701 | --join takes its tasks from others",
        "sweep baseline --confidence 95 | --confidence 95.0 is no share: write one like 0.95",
        "sweep baseline --design latin | Invalid value for option '--design'",
        "frontier baseline --target x | Missing required option: '--parameter=KEY'"
      })
  void wrong_use_is_told_with_the_mend(String line, String message) {
    var said = Run.of(line.split(" "));
    assertThat(said.status()).isEqualTo(2);
    assertThat(said.err()).contains(message);
  }
}
