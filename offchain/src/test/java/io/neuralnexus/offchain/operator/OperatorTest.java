package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void a_trainer_and_an_auditor_bring_an_honest_job_to_its_pay() throws Exception {
    start("trainer", Town.trainer(), Conduct.HONEST);
    start("verifier", Town.verifier(), Conduct.HONEST);
    town.until(() -> town.computation.getVerifierCount().longValueExact() == 1);
    var job = town.job();

    town.until(() -> town.state(job).equals("completed"));

    assertThat(town.isSolvent()).isTrue();
  }
}
