package io.neuralnexus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.results.Results;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import io.neuralnexus.simulator.world.Scripts;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result follows from scenario and seed alone. */
class DeterminismTest {
  private static Scenario scenario;
  private static List<RunResult> alone;

  @TempDir private Path folder;

  @BeforeAll
  static void play() {
    scenario = scenario();
    alone = play(scenario, 1);
  }

  /** With bribes, contests, draws and slashes in it. */
  private static Scenario scenario() {
    return ScenarioFile.find(Roots.project(), "ring-45")
        .scenario()
        .with("horizon", 380)
        .with("drain", 300);
  }

  private static List<RunResult> play(Scenario scenario, int threads) {
    try (var set = Roots.ground().with(scenario.parameters())) {
      return Simulation.play(set, scenario, 7, 2, threads, Scripts.NONE, _ -> {});
    }
  }

  /** What another process does. */
  static final class Process {
    public static void main(String[] folder) throws IOException {
      var scenario = scenario();
      Results.write(Path.of(folder[0]), scenario, play(scenario, 2));
    }
  }

  private static SortedMap<String, String> files(Path folder) throws IOException {
    var files = new TreeMap<String, String>();
    try (var list = Files.list(folder)) {
      for (var each : list.toList()) {
        files.put(
            each.getFileName().toString(),
            new BigInteger(1, Files.readAllBytes(each)).toString(16));
      }
    }
    return files;
  }

  @Test
  void two_threads_find_what_one_finds() {
    assertThat(play(scenario, 2)).isEqualTo(alone);
  }

  @Test
  void another_process_with_two_threads_writes_the_same_bytes() throws Exception {
    var there = folder.resolve("there");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dnexus.root=" + Roots.project().toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                Process.class.getName(),
                there.toString())
            .inheritIO()
            .start();
    var here = folder.resolve("here");
    Results.write(here, scenario, alone);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(files(there)).isEqualTo(files(here)).isNotEmpty();
  }

  @Test
  void another_seed_finds_something_else() {
    assertThat(alone.getFirst().kpis()).isNotEqualTo(alone.getLast().kpis());
    assertThat(alone).extracting(RunResult::seed).containsExactly(7L, 8L);
  }

  @Test
  void what_is_compared_is_not_nothing() {
    for (var run : alone) {
      assertThat(run.transactions()).isPositive();
      assertThat(Arrays.stream(run.kpi("results.delivered").values()).sum()).isPositive();
    }
  }
}
