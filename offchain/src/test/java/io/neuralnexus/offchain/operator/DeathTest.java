package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.dispute.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A role that is killed at any commit and started again does exactly what it would have done. */
class DeathTest {
  private static final Conduct LIAR =
      Conduct.telling(trace -> Run.tampered(trace, 400, Town.MAX_STEPS));

  @TempDir private Path directory;

  /** Deaths so far apart that all commits are hit in so few plays. */
  private static final int EVERY = 4;

  @Test
  void a_trainer_may_die_before_any_commit() throws Exception {
    aTrainerDiesOften(true);
  }

  @Test
  void a_trainer_may_die_after_any_commit() throws Exception {
    aTrainerDiesOften(false);
  }

  private void aTrainerDiesOften(boolean before) throws Exception {
    var alive = play(Conduct.HONEST, LIAR, Commits.QUIET, Commits.QUIET);
    for (int first = 1; first <= EVERY; first++) {
      var dying = Play.Dying.often(before, first, EVERY);
      assertThat(play(Conduct.HONEST, LIAR, dying, Commits.QUIET)).isEqualTo(alive);
    }
  }

  @Test
  void an_auditor_may_die_before_any_commit() throws Exception {
    anAuditorDiesOften(true);
  }

  @Test
  void an_auditor_may_die_after_any_commit() throws Exception {
    anAuditorDiesOften(false);
  }

  private void anAuditorDiesOften(boolean before) throws Exception {
    var alive = play(LIAR, Conduct.HONEST, Commits.QUIET, Commits.QUIET);
    for (int first = 1; first <= EVERY; first++) {
      var dying = Play.Dying.often(before, first, EVERY);
      assertThat(play(LIAR, Conduct.HONEST, Commits.QUIET, dying)).isEqualTo(alive);
    }
  }

  /** A play for each commit: minutes, so only with -Dnexus.exhaustive=true. */
  @Test
  @EnabledIfSystemProperty(named = "nexus.exhaustive", matches = "true")
  void one_death_at_each_commit_changes_nothing() throws Exception {
    var defended = play(Conduct.HONEST, LIAR, Commits.QUIET, Commits.QUIET);
    var caught = play(LIAR, Conduct.HONEST, Commits.QUIET, Commits.QUIET);
    for (var before : List.of(true, false)) {
      for (int n = 1; ; n++) {
        var first = Play.Dying.once(before, n);
        var second = Play.Dying.once(before, n);
        assertThat(play(Conduct.HONEST, LIAR, first, Commits.QUIET)).isEqualTo(defended);
        assertThat(play(LIAR, Conduct.HONEST, Commits.QUIET, second)).isEqualTo(caught);
        if (!first.hasDied() && !second.hasDied()) break;
      }
    }
  }

  /** All that happens on the chain, in order: a call that is made twice would show. */
  private List<Value> play(Conduct trainer, Conduct verifier, Commits first, Commits second)
      throws InterruptedException, IOException {
    try (var play = new Play(Files.createTempDirectory(directory, "play"))) {
      play.enter("trainer", Town.trainer(), trainer, first);
      play.enter("verifier", Town.verifier(), verifier, second);
      play.until(() -> play.town.computation.getVerifierCount().longValueExact() == 1);
      var job = play.town.job();
      play.toTheEnd(job);
      assertThat(play.town.isSolvent()).isTrue();
      return play.town.events();
    }
  }
}
