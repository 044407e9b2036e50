package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.machine.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakTest {
  private static final int JOBS = Integer.getInteger("nexus.soak.jobs", 40);

  /** Jobs that are open at once. */
  private static final int AT_ONCE = 10;

  private static final List<String> TRAINERS = List.of("anna", "bert", "cleo");
  private static final List<String> VERIFIERS = List.of("vera", "wolf", "xena", "yuri");

  @TempDir private Path directory;
  private final Set<Long> lies = new HashSet<>();

  /** One in ten runs, by its inputs, is tampered with at a step that follows from them too. */
  private Run tell(Trace trace) {
    var hash = trace.state(0).hash();
    if (hash.at(0) * 10 >= 256) return Run.honest(trace);
    var step = Town.FIRST + (hash.at(1) * 256 + hash.at(2)) % (Town.LENGTH - Town.FIRST);
    return Run.tampered(trace, step, Town.MAX_STEPS);
  }

  private boolean isLie(Play play, Uint job) {
    var initial =
        play.town.market.getTrainingJob(job).orElseThrow().match().orElseThrow().initial();
    return initial.at(0) * 10 < 256;
  }

  @Test
  void of_many_jobs_all_lies_are_refuted_nothing_is_stuck_and_the_vault_is_exact()
      throws Exception {
    try (var play = new Play(directory)) {
      for (var name : TRAINERS) {
        play.enter(name, Town.trainer(20_000, AT_ONCE), Conduct.telling(this::tell), Commits.QUIET);
      }
      for (var name : VERIFIERS) {
        play.enter(name, Town.verifier(), Conduct.HONEST, Commits.QUIET);
      }
      play.until(
          () -> play.town.computation.getVerifierCount().longValueExact() == VERIFIERS.size());
      var wealth = play.town.wealth();
      var jobs = new ArrayList<Uint>();
      for (int done = 0; done < JOBS; done += AT_ONCE) {
        var open = new ArrayList<Uint>();
        for (int i = 0; i < Math.min(AT_ONCE, JOBS - done); i++) {
          open.add(play.town.job());
          play.turn();
          play.town.tend();
        }
        for (var job : open) play.toTheEnd(job);
        jobs.addAll(open);
        assertThat(play.town.isSolvent()).isTrue();
      }

      assertThat(jobs).hasSize(JOBS);
      for (var job : jobs) {
        assertThat(play.town.state(job))
            .as("job %s", job)
            .isEqualTo(isLie(play, job) ? "failed" : "completed");
        if (isLie(play, job)) lies.add(job.longValueExact());
      }
      assertThat(lies).hasSizeBetween(1, JOBS / 4);
      assertThat(play.town.wealth()).isEqualTo(wealth);
    }
  }
}
