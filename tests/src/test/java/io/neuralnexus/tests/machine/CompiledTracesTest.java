package io.neuralnexus.tests.machine;

import static io.neuralnexus.clarity.Cl.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.dispute.Range;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Trace;
import io.neuralnexus.offchain.training.Architecture;
import io.neuralnexus.offchain.training.Plan;
import io.neuralnexus.offchain.training.Rows;
import io.neuralnexus.offchain.training.Settings;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A training so long that it runs as compiled code, looked at from the chain. */
@ClarinetProject(manifest = "../Clarinet.toml")
class CompiledTracesTest {
  private static final int K = 13;
  private static final int FEATURES = 3;

  /** More than are interpreted before a program is compiled. */
  private static final long STEPS = 3_000_000;

  private static final int DISPUTES = 40;

  private final MachineContract contract;

  CompiledTracesTest(Simnet chain) {
    contract = new MachineContract(chain);
  }

  @Test
  void the_chain_makes_any_step_of_it_as_compiled_code_did() {
    var program = program();
    var trace = Trace.of(program, inputs(), STEPS);
    assertThat(trace.length()).isEqualTo(STEPS);
    var random = new SplittableRandom(7);
    for (int i = 0; i < DISPUTES; i++) {
      long step = random.nextLong(trace.length());
      var pre = trace.state(step);
      var post = trace.state(step + 1);
      assertThat(contract.step(program, pre.bytes(), trace.witness(step)).result())
          .as("step %d", step)
          .isEqualTo(ok(post.hash()));
    }
  }

  @Test
  void a_dispute_about_it_ends_in_a_step_that_the_chain_makes() {
    var program = program();
    var trace = Trace.of(program, inputs(), STEPS);
    var random = new SplittableRandom(8);
    var range = new Range(0, trace.length());
    while (!range.isStep()) {
      assertThat(trace.states(range.cuts())).hasSize(range.parts() - 1);
      range = range.part(random.nextInt(range.parts()));
    }
    var pre = trace.state(range.lo()).bytes();
    assertThat(contract.step(program, pre, trace.witness(range.lo())).result())
        .isEqualTo(ok(trace.state(range.hi()).hash()));
  }

  private static Program program() {
    var plan = Plan.training(Architecture.logistic(FEATURES), K).with(Plan.Part.STANDARDISED);
    return plan.write().program();
  }

  private static Inputs inputs() {
    var random = new SplittableRandom(9);
    var rows = new double[12][FEATURES];
    var classes = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < FEATURES; i++) rows[row][i] = random.nextGaussian();
      classes[row] = random.nextInt(2);
    }
    var secret = Buff.fromHex("04".repeat(32));
    var slot = Rows.of(FEATURES, 2, rows, classes).slot(secret);
    return new Inputs(
        3,
        Settings.of(1_000_000, 0.02, 4).words(),
        List.of(slot, slot),
        List.of(Seed.of(secret), Seed.of(secret)),
        Seed.of(secret),
        slot);
  }
}
