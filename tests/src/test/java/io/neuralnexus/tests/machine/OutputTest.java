package io.neuralnexus.tests.machine;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_OUTPUT;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_PROGRAM;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_STATE;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_OUTPUT_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.machine.Instruction;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Memory;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.State;
import io.neuralnexus.offchain.machine.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Score, contributions and the root of the model are opened against the state of the end. */
@ClarinetProject(manifest = "../Clarinet.toml")
class OutputTest {
  private static final int K = 13;
  private static final int OUTPUT = Layout.slot(K, Layout.OUTPUT);

  private final MachineContract contract;
  private final Memory memory = Memory.of(K, SmallJob.inputs());

  OutputTest(Simnet chain) {
    contract = new MachineContract(chain);
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 24})
  void the_output_that_java_opens_is_read_by_the_chain(int k) {
    var large = Memory.of(k, SmallJob.inputs());
    int base = Layout.slot(k, Layout.OUTPUT);
    for (int i = 0; i < 32; i++) large.store(base + i, 300 + i);
    for (int i = 0; i < 9; i++) large.store(Layout.model(k) + i, i - 4);
    var machine = machine(large, Status.HALTED);

    var output = Output.of(machine);

    assertThat(open(machine, output))
        .isOk(expected(machine, 300, output.weights(), output.modelRoot()));
    assertThat(output.weights()).startsWith(301, 302).endsWith(320);
    assertThat(output.model()).containsExactly(-4L, -3L, -2L, -1L, 0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void score_and_weights_are_cut_to_basis_points() {
    memory.store(OUTPUT, 10_001);
    memory.store(OUTPUT + 1, -1);
    memory.store(OUTPUT + 2, Long.MAX_VALUE);
    memory.store(OUTPUT + 20, Long.MIN_VALUE);
    var machine = machine(memory, Status.HALTED);
    var output = Output.of(machine);
    var weights = new ArrayList<>(Collections.nCopies(20, 0));
    weights.set(1, 10_000);
    assertThat(open(machine, output)).isOk(expected(machine, 10_000, weights, output.modelRoot()));
    assertThat(output.weights()).isEqualTo(weights);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "HALTED")
  void a_run_that_did_not_halt_scores_nothing(Status status) {
    memory.store(OUTPUT, 9_000);
    var machine = machine(memory, status);
    var output = Output.of(machine);
    assertThat(output.score()).isZero();
    assertThat(open(machine, output))
        .isOk(expected(machine, 0, output.weights(), output.modelRoot()));
  }

  @Test
  void the_root_of_the_model_depends_on_the_model_only() {
    var before = Output.of(machine(memory, Status.HALTED)).modelRoot();
    memory.store(OUTPUT + 3, 9);
    memory.store(OUTPUT + 100, 9);
    assertThat(Output.of(machine(memory, Status.HALTED)).modelRoot()).isEqualTo(before);
    memory.store(Layout.model(K), 9);
    assertThat(Output.of(machine(memory, Status.HALTED)).modelRoot()).isNotEqualTo(before);
  }

  @Test
  void words_that_are_not_the_output_are_refused() {
    var machine = machine(memory, Status.HALTED);
    var output = Output.of(machine);
    var words = output.words().bytes();
    words[7] ^= 1;
    assertThat(contract.openOutput(K, machine.state().bytes(), Buff.of(words), output.path()))
        .isErr(ERR_OUTPUT_MISMATCH);
    var path = new ArrayList<>(output.path());
    Collections.swap(path, 0, 2);
    assertThat(contract.openOutput(K, machine.state().bytes(), output.words(), path))
        .isErr(ERR_OUTPUT_MISMATCH);
  }

  @Test
  void the_output_is_256_bytes_with_a_path_of_k_less_5() {
    var state = machine(memory, Status.HALTED).state().bytes();
    var output = Output.of(machine(memory, Status.HALTED));
    assertThat(contract.openOutput(K, state, output.words().slice(0, 255), output.path()))
        .isErr(ERR_BAD_OUTPUT);
    assertThat(contract.openOutput(K, state, output.words(), output.path().subList(1, K - 5)))
        .isErr(ERR_BAD_OUTPUT);
    assertThat(contract.openOutput(K + 1, state, output.words(), output.path()))
        .isErr(ERR_BAD_OUTPUT);
  }

  @Test
  void k_and_state_have_their_bounds() {
    var machine = machine(memory, Status.HALTED);
    var output = Output.of(machine);
    for (int k : new int[] {0, 12, 25}) {
      assertThat(contract.openOutput(k, machine.state().bytes(), output.words(), output.path()))
          .isErr(ERR_BAD_PROGRAM);
    }
    assertThat(contract.openOutput(K, Buff.EMPTY, output.words(), output.path()))
        .isErr(ERR_BAD_STATE);
  }

  private Receipt open(Machine machine, Output output) {
    return contract.openOutput(
        machine.program().k(), machine.state().bytes(), output.words(), output.path());
  }

  private static Value expected(
      Machine machine, int score, List<Integer> weights, Buff weightsRoot) {
    return tuple(
        "hash",
        machine.state().hash(),
        "status",
        uint(machine.status().code()),
        "score",
        uint(score),
        "weights",
        list(weights.stream().map(Uint::of).toList()),
        "weights-root",
        weightsRoot);
  }

  private static Machine machine(Memory memory, Status status) {
    var blank = new Instruction(0, 0, 0, 0, 0, 0);
    var program = new Program(List.of(blank), memory.k(), 0, 9);
    var state = new State(0, status, Collections.nCopies(State.REGISTERS, 0L), memory.root());
    return Machine.resume(program, memory, state, 0);
  }
}
