package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.job.KeyFolder;
import io.neuralnexus.offchain.machine.Trace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an honest side of a dispute does when the other side does something else than its part. */
class FaultTest {
  @TempDir private Path directory;
  private Play play;

  @BeforeEach
  void open() {
    play = new Play(directory);
  }

  @AfterEach
  void close() {
    play.close();
  }

  private static Run lie(Trace trace) {
    return Run.tampered(trace, 400, Town.MAX_STEPS);
  }

  /** States that no run goes through: from one step on those of a run that differed long before. */
  private static Run garbage(Trace trace) {
    var lie = Run.tampered(trace, Town.FIRST, Town.MAX_STEPS);
    return new Run(lie.before(), lie.after(), 300);
  }

  private static Conduct without(String function) {
    return new Conduct(FaultTest::lie, each -> !each.equals(function));
  }

  /** Lets the first chance for a move go by, and moves when its time is over. */
  private static Conduct late(String function) {
    var waited = new AtomicBoolean();
    return new Conduct(FaultTest::lie, each -> !each.equals(function) || waited.getAndSet(true));
  }

  private Uint play(Conduct trainer, Conduct verifier) throws InterruptedException {
    play.enter("trainer", Town.trainer(), trainer, Commits.QUIET);
    play.enter("verifier", Town.verifier(), verifier, Commits.QUIET);
    play.until(() -> play.town.computation.getVerifierCount().longValueExact() == 1);
    var job = play.town.job();
    play.toTheEnd(job);
    assertThat(play.town.isSolvent()).isTrue();
    return job;
  }

  private String outcome(Uint job) {
    return play.town.computation.getOutcome(play.town.execution(job));
  }

  @ParameterizedTest
  @ValueSource(strings = {"post-cuts", "prove-step"})
  void a_provider_that_falls_silent_at_a_move_is_refuted(String function) throws Exception {
    assertThat(outcome(play(without(function), Conduct.HONEST))).isEqualTo("refuted");
    assertThat(play.town.gain("verifier")).isGreaterThan(Town.AUDIT_FEE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"post-cuts", "prove-step"})
  void a_provider_that_is_late_at_a_move_is_refuted(String function) throws Exception {
    assertThat(outcome(play(late(function), Conduct.HONEST))).isEqualTo("refuted");
  }

  @Test
  void a_provider_that_shows_states_of_no_run_is_refuted() throws Exception {
    assertThat(outcome(play(Conduct.telling(FaultTest::garbage), Conduct.HONEST)))
        .isEqualTo("refuted");
  }

  @Test
  void a_challenger_that_falls_silent_loses() throws Exception {
    assertThat(outcome(play(Conduct.HONEST, without("pick")))).isEqualTo("accepted");
    assertThat(play.town.gain("verifier")).isNegative();
  }

  @Test
  void a_challenger_that_is_late_loses() throws Exception {
    assertThat(outcome(play(Conduct.HONEST, late("pick")))).isEqualTo("accepted");
  }

  @Test
  void a_challenger_that_picks_by_states_of_no_run_loses() throws Exception {
    assertThat(outcome(play(Conduct.HONEST, Conduct.telling(FaultTest::garbage))))
        .isEqualTo("accepted");
  }

  @Test
  void an_auditor_that_never_reveals_loses_its_bond_and_keeps_nobody() throws Exception {
    assertThat(outcome(play(Conduct.HONEST, without("reveal-audit")))).isEqualTo("accepted");
    assertThat(play.town.gain("verifier")).isEqualTo(-play.town.parameter("audit-bond"));
  }

  @Test
  void a_volunteer_refutes_what_trainer_and_auditor_agree_on() throws Exception {
    var keys = directory.resolve("keys");
    play.enter("trainer", Town.trainer(), Conduct.telling(FaultTest::lie), Commits.QUIET);
    play.enter("verifier", Town.verifier(), Conduct.telling(FaultTest::lie), Commits.QUIET);
    var volunteer = new Verifier(false, 0, Optional.of(new KeyFolder(keys)), 1_000 * Town.STX);
    play.enter("volunteer", volunteer, Conduct.HONEST, Commits.QUIET);
    play.until(() -> play.town.computation.getVerifierCount().longValueExact() == 1);
    var job = play.town.job();
    play.town.confide(job, keys);

    play.toTheEnd(job);

    assertThat(outcome(job)).isEqualTo("refuted");
    assertThat(play.town.gain("volunteer")).isPositive();
    assertThat(play.town.isSolvent()).isTrue();
  }
}
