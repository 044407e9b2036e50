package io.neuralnexus.offchain.machine;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final int K = 13;
  private static final int OUTPUT = Layout.slot(K, Layout.OUTPUT);
  private static final long NO_LIMIT = 1_000;

  @Test
  void every_state_follows_from_the_one_before() {
    var trace = Trace.of(program(), inputs(), NO_LIMIT);
    var machine = Machine.start(program(), inputs());
    for (long index = 0; index <= trace.length(); index++) {
      assertThat(trace.state(index)).isEqualTo(machine.state());
      assertThat(trace.witness(index)).isEqualTo(machine.witness());
      machine.step();
    }
  }

  @Test
  void beyond_the_end_there_is_the_last_state() {
    var trace = Trace.of(program(), inputs(), NO_LIMIT);
    assertThat(trace.end().status()).isEqualTo(Status.HALTED);
    assertThat(trace.state(trace.length())).isEqualTo(trace.end());
    assertThat(trace.state(trace.length() + 99)).isEqualTo(trace.end());
    assertThat(trace.state(trace.length() - 1)).isNotEqualTo(trace.end());
  }

  @Test
  void states_are_found_in_one_run() {
    var trace = Trace.of(program(), inputs(), NO_LIMIT);
    var indices = List.of(0L, 3L, 3L, 7L, trace.length(), 2_000L, 3_000L);
    assertThat(trace.states(indices)).isEqualTo(indices.stream().map(trace::state).toList());
    assertThatThrownBy(() -> trace.states(List.of(3L, 2L))).hasMessageContaining("index 2");
    assertThatThrownBy(() -> trace.state(-1)).hasMessageContaining("negative");
  }

  @Test
  void a_run_that_reaches_its_most_steps_ends_there_with_score_0() {
    long halted = Trace.of(program(), inputs(), NO_LIMIT).length();
    var trace = Trace.of(program(), inputs(), halted - 1);
    assertThat(trace.length()).isEqualTo(halted - 1);
    assertThat(trace.end().status()).isEqualTo(Status.RUNNING);
    assertThat(trace.output().score()).isZero();
    assertThat(trace.state(halted)).isEqualTo(trace.end());
  }

  @Test
  void the_output_is_cut_to_basis_points_and_proven() {
    var output = Trace.of(program(), inputs(), NO_LIMIT).output();
    assertThat(output.score()).isEqualTo(10_000);
    assertThat(output.weights()).hasSize(20).startsWith(0, 7, 0);
    assertThat(output.model()).containsExactly(41L, 0L);
    assertThat(output.words().length()).isEqualTo(256);
    assertThat(output.path()).hasSize(K - 5);
  }

  @Test
  void a_run_goes_on_from_its_midst_to_the_same_end() {
    var trace = Trace.of(program(), inputs(), NO_LIMIT);
    var rest = Trace.from(trace.at(4), NO_LIMIT);
    assertThat(rest.length()).isEqualTo(trace.length());
    assertThat(rest.end()).isEqualTo(trace.end());
    assertThat(rest.states(List.of(4L, 6L))).isEqualTo(trace.states(List.of(4L, 6L)));
    assertThatThrownBy(() -> rest.state(3)).hasMessage("index 3 is before the start, at 4");
    assertThatThrownBy(() -> rest.states(List.of(3L)))
        .hasMessage("index 3 is before the start, at 4");
  }

  @Test
  void a_machine_from_the_midst_goes_its_own_way() {
    var trace = Trace.of(program(), inputs(), NO_LIMIT);
    trace.at(2).runTo(NO_LIMIT);
    assertThat(trace.at(2).steps()).isEqualTo(2);
    assertThat(trace.at(2).state()).isEqualTo(trace.state(2));
  }

  @Test
  void the_words_of_a_model_alone_give_its_root() {
    var output = Trace.of(program(), inputs(), NO_LIMIT).output();
    assertThat(Output.modelRoot(K, output.model())).isEqualTo(output.modelRoot());
    assertThat(Output.modelRoot(K, List.of(42L, 0L))).isNotEqualTo(output.modelRoot());
  }

  @Test
  void a_seed_is_all_in_32_bytes() {
    var secret = Buff.of(new byte[32]);
    var other = Buff.fromHex("01".repeat(32));
    assertThat(Seed.of(secret)).isEqualTo(Seed.of(secret));
    assertThat(Seed.of(secret).hash()).isNotEqualTo(Seed.of(other).hash());
    assertThat(Seed.of(secret).words().slice(0, 32))
        .isNotEqualTo(Seed.of(secret).words().slice(32, 64))
        .isNotEqualTo(Seed.of(secret).salt());
  }

  private static Program program() {
    var code = new Assembler(K);
    code.set(R1, word(10_001));
    code.store(R1, word(OUTPUT));
    code.set(R1, word(-1));
    code.store(R1, word(OUTPUT + 1));
    code.set(R1, word(7));
    code.store(R1, word(OUTPUT + 2));
    code.set(R1, word(41));
    code.store(R1, word(Layout.model(K)));
    code.halt();
    return code.assemble(2);
  }

  private static Inputs inputs() {
    var secret = Buff.of(new byte[32]);
    return new Inputs(
        5,
        LongStream.range(0, 6).boxed().toList(),
        List.of(),
        List.of(),
        new Seed(Buff.of(new byte[64]), secret),
        Slot.of(secret, 1, 2, 3));
  }
}
