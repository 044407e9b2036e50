package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.dispute.LastMove;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Instruction;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Opcode;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepReportTest {
  private static final int K = 13;
  private static final long SCRATCH = Layout.slot(K, Layout.SCRATCH);
  private static final Buff SECRET = Buff.of(new byte[32]);
  private static final Principal PROVIDER =
      new StandardPrincipal(StandardPrincipal.TESTNET_SINGLE_SIG, Buff.of(new byte[20]));

  /** The report on the last step of a program that ends after its body. */
  private static StepReport last(int steps, boolean holds, Consumer<Assembler> body) {
    var code = new Assembler(K);
    body.accept(code);
    code.halt();
    return last(steps, holds, code.assemble(1));
  }

  private static StepReport last(int steps, boolean holds, Program program) {
    var seed = Seed.of(SECRET);
    var holdOut = Slot.of(SECRET, 7);
    var machine =
        Machine.start(
            program,
            new Inputs(1, List.of(0L, 0L, 0L, 0L, 0L, 0L), List.of(), List.of(), seed, holdOut));
    machine.runTo(steps - 1);
    var before = machine.state().bytes();
    var witness = machine.witness();
    machine.step();
    var shown = holds ? machine.state().hash() : Buff.of(new byte[32]);
    return StepReport.of(
        1,
        new LastMove(
            Uint.of(3),
            program.digest(),
            PROVIDER,
            PROVIDER,
            steps - 1,
            steps,
            before,
            witness,
            shown,
            holds));
  }

  @Test
  void aStepInMemoryShowsTheLeafBeforeAndTheWordAfter() {
    var report =
        last(
            3,
            false,
            code -> {
              code.set(Register.R1, Operand.fixed(2));
              code.store(Register.R1, Operand.word(SCRATCH));
              code.multiplyIntoMemory(Register.R1, Register.R1, Operand.word(SCRATCH));
            });

    assertThat(report.text())
        .contains("macm r1, r1, r0 + " + SCRATCH)
        .contains("M[%d] = M[%d] + r1 x r1".formatted(SCRATCH, SCRATCH))
        .contains("r1  8589934592 (2.000000)   <- used")
        .contains("in scratch")
        .contains("M[%d] 8589934592 (2.000000)   <- used".formatted(SCRATCH))
        .contains("M[%d] 25769803776 (6.000000)".formatted(SCRATCH))
        .contains("They differ: the provider's run is false from this step on");
  }

  @Test
  void whereTheProviderIsRightTheReportSaysSo() {
    var report = last(1, true, code -> code.load(Register.R4, Operand.word(Layout.slot(K, 1))));

    assertThat(report.text())
        .contains("in the hold-out set")
        .contains("r4  7 (0.000000)")
        .contains("They are the same: the provider is right");
  }

  @Test
  void aFaultIsTold() {
    var report = last(1, true, code -> code.fdiv(Register.R1, Register.R1, Operand.word(0)));

    assertThat(report.text()).contains("pc           0, division by zero");
  }

  @Test
  void aRunThatIsOverStaysWhereItIs() {
    var report = last(2, true, code -> {});

    assertThat(report.text()).contains("The run is over: the next state is the same.");
  }

  @ParameterizedTest
  @EnumSource
  void everyInstructionIsToldWithItsNumbers(Opcode opcode) {
    var target = opcode.usesTarget() ? 1 : 0;
    var instruction =
        new Instruction(
            opcode.code(),
            opcode.usesD() ? 5 : 0,
            opcode.usesS() ? 6 : 0,
            0,
            target,
            opcode.usesOperand() ? SCRATCH : 0);
    var halt = new Instruction(Opcode.HALT.code(), 0, 0, 0, 0, 0);

    var lines = last(1, true, new Program(List.of(instruction, halt), K, 0, 1)).text().lines();

    var told = lines.dropWhile(line -> !line.startsWith("Instruction")).skip(1).limit(2).toList();
    assertThat(told.getFirst().strip()).isEqualTo(instruction.toString());
    assertThat(told.getLast())
        .as(opcode.name())
        .matches(text -> !opcode.usesD() || text.contains("r5"))
        .matches(text -> !opcode.usesS() || text.contains("r6"))
        .matches(text -> !opcode.usesOperand() || text.contains(Long.toString(SCRATCH)));
  }

  @Test
  void programsReadTheSameAsAnObject() {
    var json =
        last(1, true, code -> code.load(Register.R4, Operand.word(Layout.slot(K, 1)))).json();

    assertThat(json.get("execution").asLong()).isEqualTo(3);
    assertThat(json.get("instruction").asText()).isEqualTo("load r4, r0 + 256");
    assertThat(json.get("address").asLong()).isEqualTo(256);
    assertThat(json.get("leaf").get(0).asLong()).isEqualTo(7);
    assertThat(json.get("after").get("registers").get(4).asLong()).isEqualTo(7);
    assertThat(json.get("holds").asBoolean()).isTrue();
    assertThat(json.get("after").get("hash").asText()).isEqualTo(json.get("shown").asText());
  }
}
