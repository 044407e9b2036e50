package io.neuralnexus.tests.machine;

import static io.neuralnexus.tests.machine.MachineContract.program;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.ExecutionCost.BlockLimits;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Instruction;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Memory;
import io.neuralnexus.offchain.machine.Opcode;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.State;
import io.neuralnexus.offchain.machine.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the dearest calls of the machine's contract cost, against the page that says so. */
@ClarinetProject(manifest = "../Clarinet.toml", trackCosts = true)
class MachineCostsTest {
  private static final Path PAGE = Path.of("../docs/training-machine.md");
  private static final ExecutionCost BLOCK = BlockLimits.mainnet(Epoch.EPOCH_4_0);
  private static final double TOLERANCE = 1.1;
  private static final long OUTPUT = Layout.slot(Layout.MOST_K, Layout.OUTPUT);

  private final MachineContract contract;
  private final Inputs inputs = largest();

  MachineCostsTest(Simnet chain) {
    contract = new MachineContract(chain);
  }

  @Test
  void a_step_takes_less_than_a_hundredth_of_a_block_whatever_the_instruction() {
    var instructions = new ArrayList<>(Collections.nCopies(Program.MOST_INSTRUCTIONS, idle()));
    int first = instructions.size() - 1 - Opcode.values().length;
    for (var opcode : Opcode.values()) instructions.set(first + opcode.ordinal(), dear(opcode));
    var program = new Program(instructions, Layout.MOST_K, 0, 1);
    var memory = Memory.empty(Layout.MOST_K);
    var costs =
        Arrays.stream(Opcode.values())
            .map(opcode -> costOf(step(program, first + opcode.ordinal(), memory)))
            .reduce(ExecutionCost.ZERO, MachineCostsTest::most);

    assertThat(costs.shareOf(BLOCK)).isLessThan(0.01);
    assertAsThePageSays("step", costs);
  }

  @Test
  void an_initial_state_of_20_data_sets() {
    var program = program(idle(Layout.MOST_K, 1));
    var hash = SmallJob.bytes(1, 32);
    var hashes = Collections.nCopies(Layout.MOST_DATASETS, hash);
    assertAsThePageSays(
        "initial-state",
        costOf(contract.initialState(program, inputs.header(), hashes, hash, hash, hashes)));
  }

  @Test
  void an_output() {
    var program = idle(Layout.MOST_K, 1);
    var machine = Machine.start(program, SmallJob.inputs());
    var output = Output.of(machine);
    assertAsThePageSays(
        "open-output",
        costOf(
            contract.openOutput(
                program.k(), machine.state().bytes(), output.words(), output.path())));
  }

  /** An instruction whose operand is x, the address of the output, plus a constant. */
  private static Instruction dear(Opcode opcode) {
    if (!opcode.usesOperand()) return new Instruction(opcode.code(), 0, 0, 0, 0, 0);
    boolean shift = opcode == Opcode.SHL || opcode == Opcode.SHR;
    long operand = opcode.touchesMemory() ? OUTPUT : shift ? 7 : -5;
    return new Instruction(
        opcode.code(), opcode.usesD() ? 1 : 0, opcode.usesS() ? 2 : 0, 3, 0, operand - OUTPUT);
  }

  private Receipt step(Program program, int pc, Memory memory) {
    var registers = new ArrayList<>(Collections.nCopies(State.REGISTERS, -3L));
    registers.set(0, 0L);
    registers.set(3, OUTPUT);
    var state = new State(pc, Status.RUNNING, registers, memory.root());
    var machine = Machine.resume(program, memory, state, 0);
    return contract.step(program, state.bytes(), machine.witness());
  }

  private static ExecutionCost costOf(Receipt receipt) {
    assertThat(receipt.result()).isInstanceOf(ResponseValue.Ok.class);
    return receipt.costs().orElseThrow().total();
  }

  private static ExecutionCost most(ExecutionCost one, ExecutionCost other) {
    return new ExecutionCost(
        0,
        0,
        Math.max(one.readLength(), other.readLength()),
        Math.max(one.readCount(), other.readCount()),
        Math.max(one.runtime(), other.runtime()));
  }

  private static void assertAsThePageSays(String function, ExecutionCost cost) {
    var row =
        String.format(
            Locale.ROOT,
            "| `%s` | %d | %,d | %,d | %.3f %% |",
            function,
            cost.readCount(),
            cost.readLength(),
            cost.runtime(),
            100 * cost.shareOf(BLOCK));
    var cells = rowOf(function);
    assertThat(cells).as("no row for %s; it would be %s", function, row).hasSize(5);
    assertThat((double) cost.readLength()).as(row).isLessThan(TOLERANCE * number(cells.get(2)));
    assertThat((double) cost.runtime()).as(row).isLessThan(TOLERANCE * number(cells.get(3)));
    assertThat(number(cells.get(3))).as(row).isLessThan(TOLERANCE * cost.runtime());
  }

  private static double number(String cell) {
    return Double.parseDouble(cell.replace(",", ""));
  }

  private static List<String> rowOf(String function) {
    try (var lines = Files.lines(PAGE)) {
      return lines
          .filter(line -> line.startsWith("| `" + function + "` | "))
          .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
          .findFirst()
          .orElse(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Inputs largest() {
    return new Inputs(
        1,
        Collections.nCopies(Inputs.SETTINGS, 1L),
        Collections.nCopies(Layout.MOST_DATASETS, Slot.of(SmallJob.bytes(1, 32))),
        Collections.nCopies(
            Layout.MOST_DATASETS, new Seed(SmallJob.bytes(1, 64), SmallJob.bytes(1, 32))),
        SmallJob.seed(1),
        Slot.of(SmallJob.bytes(1, 32)));
  }

  private static Program idle(int k, int length) {
    return new Program(Collections.nCopies(length, idle()), k, 0, 1);
  }

  private static Instruction idle() {
    return new Instruction(0, 0, 0, 0, 0, 0);
  }
}
