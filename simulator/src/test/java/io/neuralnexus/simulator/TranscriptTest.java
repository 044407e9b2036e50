package io.neuralnexus.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import io.neuralnexus.simulator.world.Ground;
import io.neuralnexus.simulator.world.Scripts;
import io.neuralnexus.simulator.world.Transcript;
import io.neuralnexus.simulator.world.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {
  private static final long SEED = 5;

  /** Where the market takes note of money that it has got. */
  private static final String DEPOSIT = "(+ (var-get obligations) amount)";

  @TempDir private Path folder;

  private static Scenario scenario() {
    return ScenarioFile.find(Roots.project(), "baseline").scenario().with("horizon", 60);
  }

  private static Violation stopped(Ground ground, Scenario scenario) {
    return catchThrowableOfType(
        Violation.class, () -> Simulation.run(ground, scenario, SEED, Scripts.NONE, _ -> {}));
  }

  @Test
  void a_contract_that_owes_more_than_it_has_stops_the_run_and_its_transcript_shows_it_again()
      throws Exception {
    try (var broken =
        BrokenContracts.open(
            folder, "neural-training-market", DEPOSIT, "(+ (var-get obligations) amount u1)")) {
      var scenario = scenario();
      var violation = stopped(broken, scenario);
      assertThat(violation)
          .hasMessageMatching(
              "seed 5, burn block \\d+: neural-training-market owes \\d+ micro-STX and has \\d+");

      var transcript = Simulation.transcript(broken, scenario, Scripts.NONE, violation);
      assertThat(transcript.violation()).isEqualTo(violation.getMessage());
      var file = folder.resolve(transcript.fileName());
      transcript.write(file);
      assertThat(file).hasFileName("transcript-baseline-5.jsonl");
      assertThat(Transcript.read(file)).isEqualTo(transcript);

      assertThat(Transcript.read(file).replay(broken))
          .hasValueSatisfying(shown -> assertThat(violation.getMessage()).endsWith(shown));
    }
  }

  @Test
  void a_call_that_makes_the_vm_abort_stops_the_run_and_its_transcript_shows_it_again()
      throws Exception {
    try (var broken =
        BrokenContracts.open(
            folder, "neural-training-market", DEPOSIT, "(- (var-get obligations) amount)")) {
      var scenario = scenario();
      var violation = stopped(broken, scenario);
      assertThat(violation).hasMessageContaining("ArithmeticUnderflow");
      var transcript = Simulation.transcript(broken, scenario, Scripts.NONE, violation);
      assertThat(transcript.replay(broken))
          .hasValueSatisfying(shown -> assertThat(violation.getMessage()).endsWith(shown));
    }
  }

  @Test
  void what_is_no_transcript_is_refused_with_its_line() throws Exception {
    var file = folder.resolve("some.jsonl");
    Files.writeString(
        file,
        """
        {"scenario":"a","seed":1,"violation":"","parameters":{}}
        {"burn":1}
        {"fund":"ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM"}
        """);
    assertThatThrownBy(() -> Transcript.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ":3: this is no transcript of a run: there is no micro");
  }
}
