package io.neuralnexus.offchain.dispute;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R1;
import static io.neuralnexus.offchain.machine.Register.R2;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.Trace;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final int K = 13;
  private static final long STEP = 20;
  private static final long MOST_STEPS = 1 << 24;

  @Test
  void anHonestRunIsItsTrace() {
    var trace = trace(8_000);
    var run = Run.honest(trace);

    assertThat(run.length()).isEqualTo(trace.length());
    assertThat(run.end()).isEqualTo(trace.end());
    assertThat(run.witness(3)).isEqualTo(trace.witness(3));
  }

  @Test
  void aTamperedRunDiffersFromOneStepOnAndScoresPerfectly() {
    var truth = Run.honest(trace(8_000));
    var lie = Run.tampered(trace(8_000), STEP, MOST_STEPS);

    assertThat(lie.output().score()).isEqualTo(10_000);
    assertThat(lie.length()).isEqualTo(truth.length());
    var steps = LongStream.rangeClosed(0, truth.length()).boxed().toList();
    for (long step : steps) {
      assertThat(lie.state(step).equals(truth.state(step)))
          .as("step %d", step)
          .isEqualTo(step < STEP);
    }
    assertThat(lie.hashes(steps)).isEqualTo(steps.stream().map(s -> lie.state(s).hash()).toList());
  }

  @Test
  void theStepThatWasTamperedWithIsWitnessedAsItReallyWas() {
    var truth = Run.honest(trace(8_000));
    var lie = Run.tampered(trace(8_000), STEP, MOST_STEPS);

    assertThat(lie.witness(STEP - 1)).isEqualTo(truth.witness(STEP - 1));
  }

  @Test
  void aPerfectScoreCanBeTamperedWithToo() {
    var lie = Run.tampered(trace(10_000), STEP, MOST_STEPS);

    assertThat(lie.output().score()).isEqualTo(10_000);
    assertThat(lie.end()).isNotEqualTo(trace(10_000).end());
  }

  /** Scores, then counts for a while. */
  private static Trace trace(long score) {
    var code = new Assembler(K);
    code.set(R1, word(score));
    code.store(R1, word(Layout.slot(K, Layout.OUTPUT)));
    code.count(R2, word(0), word(10), () -> {});
    code.halt();
    var secret = Buff.of(new byte[32]);
    var inputs =
        new Inputs(
            1,
            Collections.nCopies(6, 0L),
            List.of(),
            List.of(),
            Seed.of(secret),
            Slot.of(secret, 1));
    return Trace.of(code.assemble(1), inputs, MOST_STEPS);
  }
}
