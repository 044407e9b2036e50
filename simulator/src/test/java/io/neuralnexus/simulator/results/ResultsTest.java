package io.neuralnexus.simulator.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.simulator.Simulated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTest {
  @TempDir Path folder;

  @Test
  void what_was_written_is_read() throws IOException {
    var runs = Simulated.runs(Simulated.bribery(), 3);

    Results.write(folder, Simulated.bribery(), runs);

    assertThat(Results.read(folder)).isEqualTo(runs);
  }

  @Test
  void a_run_of_which_nothing_was_seen_is_read() throws IOException {
    var runs = List.of(new io.neuralnexus.simulator.kpi.Recorder().result(7, 0, 0, 0));

    Results.write(folder, Simulated.quiet(), runs);

    assertThat(Results.read(folder)).isEqualTo(runs);
  }

  @Test
  void results_replace_those_of_an_earlier_simulation() throws IOException {
    Results.write(folder, Simulated.bribery(), Simulated.runs(Simulated.bribery(), 2));

    var runs = Simulated.runs(Simulated.quiet(), 1);
    Results.write(folder, Simulated.quiet(), runs);

    assertThat(Results.read(folder)).isEqualTo(runs);
  }

  @Test
  void another_process_writes_the_same_bytes() throws Exception {
    var here = folder.resolve("here");
    var there = folder.resolve("there's");
    write(here);

    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:ActiveProcessorCount=1",
                "-cp",
                System.getProperty("java.class.path"),
                ResultsTest.class.getName(),
                there.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).describedAs(said).isZero();
    assertThat(bytes(there)).isEqualTo(bytes(here)).hasSize(6);
  }

  public static void main(String[] folder) throws IOException {
    write(Path.of(folder[0]));
  }

  private static void write(Path folder) throws IOException {
    Results.write(folder, Simulated.bribery(), Simulated.runs(Simulated.bribery(), 4));
  }

  private static TreeMap<String, String> bytes(Path folder) throws IOException {
    var files = new TreeMap<String, String>();
    try (var all = Files.list(folder)) {
      for (var file : all.toList()) {
        files.put(file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @Test
  void a_file_says_nothing_of_the_machine() throws IOException {
    write(folder);

    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain(folder.toString(), System.getProperty("user.dir"));
      }
    }
  }

  @Test
  void a_folder_without_results_is_named() {
    assertThatThrownBy(() -> Results.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("samples.parquet").toString());
  }

  @Test
  void a_file_that_is_none_of_ours_is_named() throws IOException {
    write(folder);
    Files.writeString(folder.resolve("runs.parquet"), "seed,blocks\n1,2\n");

    assertThatThrownBy(() -> Results.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("runs.parquet").toString());
  }
}
