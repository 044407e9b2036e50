package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("mine.toml");
    Files.writeString(
        file,
        """
        title = "Ten developers"
        horizon = 60
        replications = 2

        [populations.providers]
        role = "market-provider"
        strategy = "honest"
        count = 2
        wealth = 500

        [populations.developers]
        role = "market-developer"
        strategy = "honest"
        count = 10
        wealth = 500
        settings = { rate = 0.1 }

        [[expect]]
        that = "results.delivered.min > 0"
        because = "Models are wanted."
        """);
  }

  @Test
  void without_a_scenario_those_that_ship_are_listed() {
    var run = Run.of("simulate");
    assertThat(run.status()).isZero();
    assertThat(run.out()).containsPattern("(?m)^baseline +Both markets among people");
  }

  @Test
  void what_is_expected_and_comes_out_ends_well() {
    var run = Run.of("simulate", file.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith("mine: Ten developers%nseeds 1 to 2, ".formatted())
        .containsPattern("(?m)^  profit.developers +20 ")
        .contains("ok     results.delivered.min > 0.0 (it is ")
        .contains("Models are wanted.");
  }

  @Test
  void what_is_expected_and_does_not_come_out_ends_with_1() {
    var run = Run.of("simulate", file.toString(), "--set", "populations.providers.count=0");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("FAILED results.delivered.min > 0.0");
  }

  @Test
  void the_figures_as_json_do_not_depend_on_threads() throws IOException {
    var one = Run.of("simulate", file.toString(), "--json", "--threads", "1", "--seed", "4");
    var two = Run.of("simulate", file.toString(), "--json", "--threads", "2", "--seed", "4");
    assertThat(two.out()).isEqualTo(one.out());
    var report = new JsonMapper().readTree(one.out());
    assertThat(report.at("/seed").longValue()).isEqualTo(4);
    assertThat(report.at("/kpis/profit.developers/count").intValue()).isEqualTo(20);
    assertThat(report.at("/assertions/0/ok").booleanValue()).isTrue();
  }

  @Test
  void a_fault_is_wrong_use() throws IOException {
    var unknown = Run.of("simulate", "base-line");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is neither a scenario nor a file 'base-line'");

    var key = Run.of("simulate", file.toString(), "--set", "horzon=9");
    assertThat(key.status()).isEqualTo(2);
    assertThat(key.err()).contains("horzon: unknown key; did you mean horizon?");

    var place = Run.of("simulate", file.toString(), "--out", file.toString());
    assertThat(place.status()).isEqualTo(2);
    assertThat(place.err())
        .startsWith("--out %s is no folder, and none can be made there".formatted(file));

    Files.writeString(file, Files.readString(file).replace("market-developer", "developer"));
    var role = Run.of("simulate", file.toString());
    assertThat(role.status()).isEqualTo(2);
    assertThat(role.err())
        .startsWith(file + ":12: populations.developers.role: there is no role 'developer'");
  }
}
