package io.neuralnexus.simulator.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.simulator.kpi.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  private static final int REPLICATIONS = 12;

  @TempDir private Path folder;

  private final List<Task> played = Collections.synchronizedList(new ArrayList<>());

  private SweepResult run(Sweep sweep, String name, int workers) {
    try (var crew = new Threads((_, task) -> noted(task), workers)) {
      return sweep.run(Games.STAGE, crew, folder.resolve(name), (_, _) -> {});
    }
  }

  private RunResult noted(Task task) {
    played.add(task);
    return Games.play(task);
  }

  @Test
  void every_point_is_played_with_the_same_seeds() {
    var result = run(Games.sweep(3), "a", 1);
    assertThat(played).hasSize(11 * 3).doesNotHaveDuplicates();
    assertThat(result.runs())
        .allSatisfy(
            point -> assertThat(point).extracting(RunResult::seed).containsExactly(1L, 2L, 3L));
  }

  @Test
  void results_do_not_depend_on_the_number_of_threads() {
    assertThat(run(Games.sweep(REPLICATIONS), "many", 4))
        .isEqualTo(run(Games.sweep(REPLICATIONS), "one", 1));
  }

  @Test
  void the_same_sweep_in_the_same_folder_computes_nothing_again() {
    var first = run(Games.sweep(3), "a", 2);
    played.clear();
    assertThat(run(Games.sweep(3), "a", 2)).isEqualTo(first);
    assertThat(played).isEmpty();
  }

  @Test
  void a_sweep_that_is_killed_goes_on_where_it_was() throws Exception {
    var killed = folder.resolve("killed");
    try (var child = SweepProcess.alone(killed, REPLICATIONS)) {
      child.awaits("40");
    }
    var journal = Files.size(killed.resolve(Journal.NAME));
    var result = run(Games.sweep(REPLICATIONS), "killed", 1);
    assertThat(played).hasSizeBetween(1, 11 * REPLICATIONS - 40).doesNotHaveDuplicates();
    assertThat(Files.size(killed.resolve(Journal.NAME))).isGreaterThan(journal);
    assertThat(result).isEqualTo(run(Games.sweep(REPLICATIONS), "whole", 1));
  }

  @Test
  void progress_begins_with_what_is_there_and_ends_with_all() {
    run(Games.sweep(1), "a", 1);
    var told = new ArrayList<String>();
    try (var crew = new Threads((_, task) -> Games.play(task), 1)) {
      var sweep = Games.sweep(1);
      sweep.run(Games.STAGE, crew, folder.resolve("a"), (at, all) -> told.add(at + "/" + all));
      sweep.run(Games.STAGE, crew, folder.resolve("b"), (at, all) -> told.add(at + "/" + all));
    }
    assertThat(told).hasSize(1 + 12).startsWith("11/11", "0/11", "1/11").endsWith("11/11");
  }

  @Test
  void a_folder_with_another_sweep_is_refused_with_what_differs() {
    run(Games.sweep(1), "a", 1);
    assertThatThrownBy(() -> run(Games.sweep(2), "a", 1))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("has runs of something else: name another folder")
        .hasMessageContaining("there: seeds 1 to 1")
        .hasMessageContaining("now:   seeds 1 to 2")
        .hasMessageNotContaining("design");
  }

  @Test
  void a_folder_that_another_sweep_works_in_is_refused() {
    try (var crew = new Threads((_, task) -> Games.play(task), 1)) {
      assertThatThrownBy(
              () ->
                  Games.sweep(1)
                      .run(Games.STAGE, crew, folder, (_, _) -> run(Games.sweep(1), ".", 1)))
          .hasMessageContaining("is in use by another sweep");
    }
  }

  @Test
  void a_run_that_fails_ends_the_sweep_and_what_was_done_stays() {
    try (var crew =
        new Threads(
            (_, task) -> {
              if (task.seed() == 2) throw new IllegalStateException("the chain is insolvent");
              return Games.play(task);
            },
            1)) {
      assertThatThrownBy(() -> Games.sweep(2).run(Games.STAGE, crew, folder, (_, _) -> {}))
          .isInstanceOf(SweepException.class)
          .hasMessage("as written, seed 2: the chain is insolvent");
    }
    run(Games.sweep(2), ".", 1);
    assertThat(played).hasSize(2 * 11 - 1);
  }

  @Test
  void a_journal_whose_last_record_is_torn_anywhere_loses_that_record_only() throws IOException {
    var whole = run(Games.sweep(1), "a", 1);
    var journal = folder.resolve("a").resolve(Journal.NAME);
    var bytes = Files.readAllBytes(journal);
    var last = bytes.length;
    played.clear();
    for (var cut = 1; cut <= 60; cut += 7) {
      Files.write(journal, java.util.Arrays.copyOf(bytes, last - cut));
      assertThat(run(Games.sweep(1), "a", 1)).isEqualTo(whole);
      assertThat(played).hasSize(1);
      assertThat(Files.readAllBytes(journal)).isEqualTo(bytes);
      played.clear();
    }
  }

  @Test
  void a_journal_that_is_damaged_in_its_midst_is_refused() throws IOException {
    run(Games.sweep(1), "a", 1);
    var journal = folder.resolve("a").resolve(Journal.NAME);
    try (var channel = java.nio.channels.FileChannel.open(journal, StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[] {77}), channel.size() / 2);
    }
    assertThatThrownBy(() -> run(Games.sweep(1), "a", 1))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("is damaged at byte")
        .hasMessageContaining("or remove it to begin again");
  }

  @Test
  void a_journal_of_which_even_the_first_record_is_torn_begins_again() throws IOException {
    Files.write(folder.resolve(Journal.NAME), new byte[] {0, 0, 0, 9, 1});
    assertThat(run(Games.sweep(1), ".", 1)).isEqualTo(run(Games.sweep(1), "b", 1));
  }

  @Test
  void a_file_where_the_folder_should_be_is_named() throws IOException {
    Files.writeString(folder.resolve("file"), "something else");
    assertThatThrownBy(() -> run(Games.sweep(1), "file", 1))
        .isInstanceOf(SweepException.class)
        .hasMessage(
            "%s is no folder, and none can be made there: name another one"
                .formatted(folder.resolve("file")));
    assertThat(folder.resolve("file")).hasContent("something else");
  }

  @Test
  void a_journal_that_is_none_of_ours_is_refused_and_stays() throws IOException {
    var text = "what somebody else has written here\n".repeat(20);
    Files.writeString(folder.resolve(Journal.NAME), text);
    assertThatThrownBy(() -> run(Games.sweep(1), ".", 1))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("is damaged at byte 0");
    assertThat(folder.resolve(Journal.NAME)).hasContent(text);
  }

  @Test
  void no_replications_are_refused() {
    assertThatThrownBy(() -> Games.sweep(0)).hasMessageContaining("ask for at least 1");
  }
}
