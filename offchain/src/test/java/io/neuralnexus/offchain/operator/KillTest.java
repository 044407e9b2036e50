package io.neuralnexus.offchain.operator;

import static io.neuralnexus.offchain.operator.RoleProcess.HALTED;
import static io.neuralnexus.offchain.operator.RoleProcess.KILLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.chain.ChainServer;
import io.neuralnexus.offchain.dispute.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A role whose process is killed, again and again, does what it would have done. */
@Timeout(120)
class KillTest {
  private static final Conduct LIAR =
      Conduct.telling(trace -> Run.tampered(trace, 400, Town.MAX_STEPS));

  @TempDir private Path directory;

  /**
   * What came of a job.
   *
   * @param events all that contracts printed, in order
   * @param calls that trainer and verifier made, also those that were refused
   * @param gains of both, micro-STX
   */
  private record End(String outcome, List<Value> events, List<Long> calls, List<Long> gains) {}

  @Test
  void a_trainer_that_is_killed_in_the_midst_of_its_defence_is_paid() throws Exception {
    var end = withDeaths("trainer", "after complete-training-job");

    assertThat(end).isEqualTo(undisturbed("trainer"));
    assertThat(end.outcome()).isEqualTo("accepted");
    assertThat(end.gains().getFirst()).isPositive();
  }

  @Test
  void an_auditor_that_is_killed_in_the_midst_of_its_dispute_wins_it() throws Exception {
    var end = withDeaths("verifier", "before reveal-audit");

    assertThat(end).isEqualTo(undisturbed("verifier"));
    assertThat(end.outcome()).isEqualTo("refuted");
    assertThat(end.gains().getLast()).isGreaterThan(Town.AUDIT_FEE);
  }

  /** The same play with both on threads. */
  private End undisturbed(String honest) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory(directory, "undisturbed");
    try (var town = new Town();
        var first = new RoleThread(town, honest, folder, Conduct.HONEST);
        var second = new RoleThread(town, other(honest), folder, LIAR)) {
      return play(town, () -> false);
    }
  }

  /** Halts itself as it is told to, and is killed when there is a dispute. */
  private End withDeaths(String mortal, String fate) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory(directory, "deaths");
    try (var town = new Town();
        var server = ChainServer.start(town.chain, town.files, 0)) {
      town.fund(mortal);
      try (var process = new RoleProcess(server.uri(), mortal, folder, fate)) {
        while (!town.chain.participants().contains(mortal)) {
          assertThat(process.deaths()).isEmpty();
          Thread.sleep(5);
        }
        try (var second = new RoleThread(town, other(mortal), folder, LIAR)) {
          var end =
              play(
                  town,
                  () -> {
                    if (process.deaths().size() == 1) process.kill();
                    return process.deaths().size() > RoleProcess.DEATHS;
                  });
          assertThat(process.deaths()).containsExactly(HALTED, KILLED);
          return end;
        }
      }
    }
  }

  private static String other(String name) {
    return name.equals("trainer") ? "verifier" : "trainer";
  }

  /**
   * Plays one job to its end.
   *
   * @param disputed called at each block of a dispute; tells whether to give up
   */
  private static End play(Town town, BooleanSupplier disputed) throws InterruptedException {
    town.until(() -> town.computation.getVerifierCount().longValueExact() == 1);
    var job = town.job();
    town.until(() -> isOver(town, job) || isDisputed(town, job) && disputed.getAsBoolean());
    assertThat(town.isSolvent()).isTrue();
    return new End(
        town.computation.getOutcome(town.execution(job)),
        town.events(),
        List.of(calls(town, "trainer"), calls(town, "verifier")),
        List.of(town.gain("trainer"), town.gain("verifier")));
  }

  private static boolean isDisputed(Town town, Uint job) {
    var execution = town.execution(job);
    return !execution.equals(Uint.ZERO)
        && town.computation.getOutcome(execution).equals("disputed");
  }

  private static boolean isOver(Town town, Uint job) {
    var state = town.state(job);
    if (state.equals("failed") || state.equals("ended")) return true;
    return state.equals("completed")
        && town.computation.getDelivery(town.execution(job)).orElseThrow().over();
  }

  private static long calls(Town town, String name) {
    return town.town.nonce(Town.wallet(name).address());
  }
}
