package io.neuralnexus.offchain.machine;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R1;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.StepProof.Made;
import io.neuralnexus.offchain.machine.StepProof.Refusal;
import io.neuralnexus.offchain.machine.StepProof.Refused;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A step from its witness. That it is the contract's step, and its refusals the contract's, is held
 * by the module {@code tests}, where every step asked of the contract is asked of it too.
 */
class StepProofTest {
  private static final int K = 13;
  private static final long SCRATCH = Layout.slot(K, Layout.SCRATCH);

  private final Program program = program();
  private final Machine machine = Machine.start(program, inputs());

  @Test
  void a_witness_leads_to_the_state_after_each_step_of_a_run() {
    while (!machine.status().isFinal()) {
      var pre = machine.state().bytes();
      var witness = machine.witness();
      machine.step();
      assertThat(StepProof.of(program.digest(), pre, witness))
          .isInstanceOfSatisfying(
              Made.class, made -> assertThat(made.post()).isEqualTo(machine.state()));
    }
  }

  @Test
  void the_leaf_is_shown_as_the_step_leaves_it() {
    machine.runTo(1);
    var witness = machine.witness();

    var proof = StepProof.of(program.digest(), machine.state().bytes(), witness);

    machine.step();
    assertThat(proof)
        .isEqualTo(new Made(machine.state(), machine.memory().words((int) SCRATCH, 8)));
    var before = ByteBuffer.wrap(witness.leaf().words().bytes());
    var after = ByteBuffer.wrap(((Made) proof).leaf().bytes());
    assertThat(before.getLong(3 * Long.BYTES)).isZero();
    assertThat(after.getLong(3 * Long.BYTES)).isEqualTo(41);
  }

  @Test
  void a_final_state_is_its_own_successor_whatever_the_witness() {
    var witness = machine.witness();
    machine.runTo(100);
    var end = machine.state();
    assertThat(StepProof.of(program.digest(), end.bytes(), witness))
        .isEqualTo(new Made(end, Buff.EMPTY));
  }

  @Test
  void what_the_contract_refuses_is_refused_by_its_name() {
    var pre = machine.state().bytes();
    var witness = machine.witness();
    var digest = program.digest();
    var wide = new ProgramDigest(digest.root(), 3, 25, 0, 0);
    assertThat(StepProof.of(wide, pre, witness)).isEqualTo(new Refused(Refusal.BAD_PROGRAM));
    assertThat(StepProof.of(digest, pre.slice(0, 165), witness))
        .isEqualTo(new Refused(Refusal.BAD_STATE));
    assertThat(StepProof.of(digest, pre, StepWitness.NONE))
        .isEqualTo(new Refused(Refusal.BAD_INSTRUCTION));
    var pathless = new StepWitness(witness.instruction(), List.of(), Leaf.NONE);
    assertThat(StepProof.of(digest, pre, pathless))
        .isEqualTo(new Refused(Refusal.BAD_INSTRUCTION_PATH));
    assertThat(Refusal.LEAF_MISMATCH.code()).isEqualTo(109_009);
  }

  private static Program program() {
    var code = new Assembler(K);
    code.set(R1, word(41));
    code.store(R1, word(SCRATCH + 3));
    code.multiplyIntoMemory(R1, R1, word(SCRATCH + 4));
    code.load(R1, word(Layout.slot(K, Layout.HOLDOUT)));
    code.hash(R1, R1, word(8));
    code.fdiv(R1, R1, word(0));
    return code.assemble(0);
  }

  private static Inputs inputs() {
    var secret = Buff.fromHex("07".repeat(32));
    return new Inputs(
        5,
        Collections.nCopies(Inputs.SETTINGS, 9L),
        List.of(),
        List.of(),
        Seed.of(secret),
        Slot.of(secret, 1, 2, 3));
  }
}
