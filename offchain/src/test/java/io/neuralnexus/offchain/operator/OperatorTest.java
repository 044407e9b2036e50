package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.offchain.dispute.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTest {
  @TempDir private Path directory;
  private final Town town = new Town();
  private final List<Operator> operators = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    operators.forEach(Operator::stop);
    for (var thread : threads) thread.join();
    operators.forEach(Operator::close);
    town.close();
  }

  private Operator start(String name, Role role, Conduct conduct) {
    town.fund(name);
    var operator = Operator.open(town.setup(name, directory, conduct), role);
    operators.add(operator);
    threads.add(Thread.ofPlatform().name(name).start(operator::run));
    return operator;
  }

  private void startAuditor() throws InterruptedException {
    start("verifier", Town.verifier(), Conduct.HONEST);
    town.until(() -> town.computation.getVerifierCount().longValueExact() == 1);
  }

  @Test
  void a_trainer_and_an_auditor_bring_an_honest_job_to_its_pay_and_its_model() throws Exception {
    start("trainer", Town.trainer(), Conduct.HONEST);
    startAuditor();
    var job = town.job();

    town.until(() -> town.state(job).equals("completed"));
    var execution = town.execution(job);
    town.until(() -> town.computation.getDelivery(execution).orElseThrow().over());

    assertThat(town.developer.model(execution)).isEqualTo(Optional.of(List.of(500L)));
    assertThat(town.gain("trainer")).isEqualTo(Town.PRICE + Town.SCORED + 2 * town.tip());
    assertThat(town.gain("verifier")).isEqualTo(Town.AUDIT_FEE);
    assertThat(town.isSolvent()).isTrue();
  }

  @Test
  void an_auditor_catches_a_trainer_who_lies() throws Exception {
    start("trainer", Town.trainer(), Conduct.telling(t -> Run.tampered(t, 300, Town.MAX_STEPS)));
    startAuditor();
    var job = town.job();

    town.until(() -> town.state(job).equals("failed"));

    assertThat(town.computation.getOutcome(town.execution(job))).isEqualTo("refuted");
    assertThat(town.gain("verifier")).isGreaterThan(Town.AUDIT_FEE);
    assertThat(town.gain("trainer")).isNegative();
    assertThat(town.isSolvent()).isTrue();
  }

  @Test
  void a_trainer_withstands_an_auditor_who_lies() throws Exception {
    start("trainer", Town.trainer(), Conduct.HONEST);
    start(
        "verifier",
        Town.verifier(),
        Conduct.telling(t -> Run.tampered(t, Town.FIRST, Town.MAX_STEPS)));
    town.until(() -> town.computation.getVerifierCount().longValueExact() == 1);
    var job = town.job();

    town.until(() -> town.state(job).equals("completed"));

    assertThat(town.gain("verifier")).isEqualTo(-town.parameter("audit-bond"));
    assertThat(town.isSolvent()).isTrue();
  }

  @Test
  void a_trainer_who_falls_silent_after_its_commitment_is_ended_by_the_auditor() throws Exception {
    start("trainer", Town.trainer(), Conduct.silentAfterCommitment());
    startAuditor();
    var job = town.job();

    town.until(() -> town.state(job).equals("failed"));

    assertThat(town.computation.getOutcome(town.execution(job))).isEqualTo("lapsed");
    assertThat(town.gain("verifier")).isNotNegative();
    assertThat(town.isSolvent()).isTrue();
  }
}
