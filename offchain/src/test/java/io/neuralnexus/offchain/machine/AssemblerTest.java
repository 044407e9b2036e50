package io.neuralnexus.offchain.machine;

import static io.neuralnexus.offchain.machine.Operand.fixed;
import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R0;
import static io.neuralnexus.offchain.machine.Register.R1;
import static io.neuralnexus.offchain.machine.Register.R2;
import static io.neuralnexus.offchain.machine.Register.R3;
import static io.neuralnexus.offchain.machine.Register.R4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.clarity.Buff;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What it writes, seen by what it does; results are stored at the start of the output. */
class AssemblerTest {
  private static final int K = 13;
  private static final int OUTPUT = Layout.slot(K, Layout.OUTPUT);

  private final Assembler code = new Assembler(K);

  @Test
  void a_counted_loop_runs_its_body_for_every_value() {
    code.count(R1, word(3), word(6), () -> code.add(R2, R2, R1));
    assertThat(result(R2)).isEqualTo(3 + 4 + 5);
  }

  @Test
  void a_counted_loop_may_have_nothing_to_do() {
    code.count(R1, word(3), word(3), () -> code.set(R2, word(1)));
    assertThat(result(R2)).isZero();
  }

  @Test
  void jumps_may_go_forward() {
    var end = code.label();
    code.set(R2, word(1));
    code.jump(end);
    code.set(R2, word(2));
    code.place(end);
    assertThat(result(R2)).isEqualTo(1);
  }

  @Test
  void a_subroutine_returns_to_where_it_was_called_from() {
    var twice = code.label();
    var start = code.label();
    code.jump(start);
    code.place(twice);
    code.add(R2, R2, R2);
    code.jump(R3);
    code.place(start);
    code.set(R2, word(5));
    for (int i = 0; i < 2; i++) {
      var back = code.label();
      code.set(R3, back);
      code.jump(twice);
      code.place(back);
    }
    assertThat(result(R2)).isEqualTo(20);
  }

  @Test
  void the_sigmoid_takes_two_steps_and_is_exact_to_nine_digits() {
    for (double x : new double[] {-30, -3, -0.1, 0, 0.5, 7}) {
      var sigmoid = new Assembler(K);
      sigmoid.set(R4, fixed(1));
      sigmoid.set(R1, fixed(x));
      sigmoid.sigmoid(R2, R1, R4);
      assertThat(FixedPoint.toDouble(result(sigmoid, R2)))
          .isCloseTo(1 / (1 + Math.exp(-x)), within(1e-9));
    }
  }

  @Test
  void mistakes_are_refused() {
    assertThatThrownBy(() -> code.add(R0, R1, R2)).hasMessage("r0 cannot be written");
    assertThatThrownBy(() -> code.set(R0, code.label())).hasMessage("r0 cannot be written");
    var placed = code.here();
    assertThatThrownBy(() -> code.place(placed)).hasMessageContaining("twice");
    code.jump(code.label());
    assertThatThrownBy(() -> code.assemble(0)).hasMessageContaining("never placed");
  }

  private long result(Register register) {
    return result(code, register);
  }

  private static long result(Assembler code, Register register) {
    code.store(register, word(OUTPUT));
    code.halt();
    var secret = Buff.of(new byte[32]);
    var inputs =
        new Inputs(
            0,
            List.of(0L, 0L, 0L, 0L, 0L, 0L),
            List.of(),
            List.of(),
            new Seed(Buff.of(new byte[64]), secret),
            Slot.of(secret));
    var machine = Machine.start(code.assemble(0), inputs);
    machine.runTo(1_000);
    assertThat(machine.status()).isEqualTo(Status.HALTED);
    return machine.memory().load(OUTPUT);
  }

  @Test
  void a_listing_shows_every_instruction_under_the_remarks_on_it() {
    var program = new Assembler(13);
    var end = program.label();
    program.remark("one");
    program.jumpIfLess(R1, word(2), end);
    program.remark("two");
    program.remark("three");
    program.place(end);
    program.halt();

    assertThat(program.listing())
        .isEqualTo(
            """
            ; one
                0  jlt r1, r0 + 2 -> 1
            ; two
            ; three
                1  halt
            """);
  }
}
