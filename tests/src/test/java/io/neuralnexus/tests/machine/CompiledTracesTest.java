package io.neuralnexus.tests.machine;

import static io.neuralnexus.clarity.Cl.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.dispute.Range;
import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.Trace;
import io.neuralnexus.offchain.training.LogisticRegression;
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
    var program = LogisticRegression.program(K, FEATURES);
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
    var program = LogisticRegression.program(K, FEATURES);
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

  private static Inputs inputs() {
    var random = new SplittableRandom(9);
    var rows = new long[8 + 12 * (FEATURES + 1)];
    rows[0] = 12;
    for (int i = 8; i < rows.length; i++) {
      boolean isClass = (i - 8) % (FEATURES + 1) == FEATURES;
      rows[i] = isClass ? random.nextInt(2) * FixedPoint.ONE : FixedPoint.of(random.nextGaussian());
    }
    var secret = Buff.fromHex("04".repeat(32));
    var slot = Slot.of(secret, rows);
    return new Inputs(
        3,
        LogisticRegression.settings(1_000_000, 0.02),
        List.of(slot, slot),
        List.of(Seed.of(secret), Seed.of(secret)),
        Seed.of(secret),
        slot);
  }
}
