package io.neuralnexus.tests.machine;

import static io.neuralnexus.clarity.Cl.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Opcode;
import io.neuralnexus.offchain.machine.Status;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The machine in Java and the step on the chain are one machine. */
@ClarinetProject(manifest = "../Clarinet.toml")
class StepEqualityTest {
  private static final long SEED = Long.getLong("machine.seed", 20_261_122);
  private static final int STEPS = SimnetOptions.defaults().engine() == Engine.JVM ? 100_000 : 500;

  private final MachineContract contract;
  private final Map<Opcode, Integer> executed = new EnumMap<>(Opcode.class);
  private final Map<Status, Integer> outcomes = new EnumMap<>(Status.class);

  StepEqualityTest(Simnet chain) {
    contract = new MachineContract(chain);
  }

  @Test
  void any_step_leads_to_the_same_state_in_java_and_on_the_chain() {
    var random = new SplittableRandom(SEED);
    for (int made = 0; made < STEPS; ) {
      var machines = new RandomMachines(random, made % 5 == 4 ? 16 : 13);
      for (int programs = 0; programs < 8; programs++) {
        var program = machines.program(1 + random.nextInt(random.nextInt(1, 200)));
        for (int i = 0; i < 64 && made < STEPS; i++, made++) {
          compare(machines.machine(program));
        }
      }
    }
    assertThat(executed).containsOnlyKeys(Opcode.values());
    assertThat(outcomes).containsOnlyKeys(Status.values());
    int least = STEPS / 1_000;
    assertThat(executed.values()).allSatisfy(count -> assertThat(count).isGreaterThan(least));
    assertThat(outcomes.values()).allSatisfy(count -> assertThat(count).isGreaterThan(least));
  }

  private void compare(Machine machine) {
    var before = machine.state();
    var witness = machine.witness();
    var instruction = machine.program().instructions().get(before.pc());
    machine.step();
    var after = machine.state();
    if (after.status() == Status.RUNNING || after.status() == Status.HALTED) {
      if (!before.status().isFinal()) {
        executed.merge(Opcode.of(instruction.opcode()).orElseThrow(), 1, Integer::sum);
      }
    }
    outcomes.merge(after.status(), 1, Integer::sum);
    assertThat(contract.step(machine.program(), before.bytes(), witness).result())
        .as("%s (seed %d) from %s to %s", instruction, SEED, before, after)
        .isEqualTo(ok(after.hash()));
  }
}
