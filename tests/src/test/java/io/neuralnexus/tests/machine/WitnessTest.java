package io.neuralnexus.tests.machine;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.buff;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R1;
import static io.neuralnexus.offchain.machine.Register.R2;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_INSTRUCTION;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_INSTRUCTION_PATH;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_LEAF;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_LEAF_PATH;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_PROGRAM;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_STATE;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_INSTRUCTION_MISMATCH;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_LEAF_MISMATCH;
import static io.neuralnexus.tests.machine.MachineContract.program;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Leaf;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.State;
import io.neuralnexus.offchain.machine.Status;
import io.neuralnexus.offchain.machine.StepWitness;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A witness that is not the one witness of a step is an error, never a state and never an abort.
 */
@ClarinetProject(manifest = "../Clarinet.toml")
class WitnessTest {
  private static final int K = 13;
  private static final int TRIES = 1_000;

  private final MachineContract contract;
  private final Program program = storing();
  private final Machine machine = Machine.start(program, SmallJob.inputs());
  private final SplittableRandom random = new SplittableRandom(3);

  WitnessTest(Simnet chain) {
    contract = new MachineContract(chain);
  }

  // --- the program and the state

  @ParameterizedTest
  @CsvSource({
    "0, 13, 0, 0",
    "65537, 13, 0, 0",
    "3, 12, 0, 0",
    "3, 25, 0, 0",
    "3, 13, 3, 0",
    "3, 13, 0, 129",
    "3, 340282366920938463463374607431768211455, 0, 0"
  })
  void a_program_has_its_bounds(long length, BigInteger k, long entry, long words) {
    var outOfBounds =
        tuple(
            "root", program.root(),
            "length", uint(length),
            "k", uint(k),
            "entry", uint(entry),
            "words", uint(words));
    assertThat(contract.step(outOfBounds, machine.state().bytes(), machine.witness()))
        .isErr(ERR_BAD_PROGRAM);
    assertThat(contract.ask("program-hash", outOfBounds)).isErr(ERR_BAD_PROGRAM);
  }

  @Test
  void the_root_of_a_program_is_a_hash() {
    var tooShort = program(program.root().slice(0, 31), 3, 13, 0, 0);
    assertThat(contract.ask("program-hash", tooShort)).isErr(ERR_BAD_PROGRAM);
  }

  @Test
  void a_program_is_named_by_the_same_hash_in_java_and_on_the_chain() {
    assertThat(contract.ask("program-hash", program(program))).isOk(program.hash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "short", "tag", "status", "r0", "pc"})
  void a_state_has_its_form(String flaw) {
    var bytes = machine.state().bytes().bytes();
    switch (flaw) {
      case "tag" -> bytes[0] = 1;
      case "status" -> bytes[5] = (byte) Status.values().length;
      case "r0" -> bytes[13] = 1;
      case "pc" -> bytes[4] = (byte) program.length();
      default -> {}
    }
    var state =
        switch (flaw) {
          case "empty" -> Buff.EMPTY;
          case "short" -> buff(bytes).slice(0, 165);
          default -> buff(bytes);
        };
    assertThat(contract.step(program(program), state, machine.witness())).isErr(ERR_BAD_STATE);
    // That pc is within the program is known where the program is.
    if (flaw.equals("pc")) return;
    assertThat(contract.ask("state-hash", state)).isErr(ERR_BAD_STATE);
    assertThat(contract.ask("get-status", state)).isErr(ERR_BAD_STATE);
    assertThat(contract.ask("is-final", state)).isErr(ERR_BAD_STATE);
  }

  @ParameterizedTest
  @EnumSource
  void the_chain_reads_a_state_as_java_does(Status status) {
    var state = with(status);
    assertThat(contract.ask("state-hash", state.bytes())).isOk(state.hash());
    assertThat(contract.ask("get-status", state.bytes())).isOk(uint(status.code()));
    assertThat(contract.ask("is-final", state.bytes())).isOk(bool(status.isFinal()));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "RUNNING")
  void a_final_state_is_its_own_successor_and_needs_no_witness(Status status) {
    var state = with(status);
    assertThat(contract.step(program(program), state.bytes(), StepWitness.NONE)).isOk(state.hash());
  }

  // --- the instruction

  @Test
  void an_instruction_is_16_bytes() {
    assertThat(stepWith(machine.witness().instruction().slice(0, 15))).isErr(ERR_BAD_INSTRUCTION);
    assertThat(stepWith(Buff.EMPTY)).isErr(ERR_BAD_INSTRUCTION);
  }

  @Test
  void another_instruction_is_not_the_program_s() {
    var other = program.instructions().get(1).bytes();
    assertThat(stepWith(other)).isErr(ERR_INSTRUCTION_MISMATCH);
  }

  @Test
  void the_path_of_an_instruction_is_as_long_as_the_tree_is_deep() {
    var path = machine.witness().instructionPath();
    assertThat(path).hasSize(2);
    assertThat(stepWithInstructionPath(path.subList(0, 1))).isErr(ERR_BAD_INSTRUCTION_PATH);
    assertThat(stepWithInstructionPath(List.of())).isErr(ERR_BAD_INSTRUCTION_PATH);
    assertThat(stepWithInstructionPath(plus(path, path.getFirst())))
        .isErr(ERR_BAD_INSTRUCTION_PATH);
    assertThat(stepWithInstructionPath(Collections.nCopies(16, path.getFirst())))
        .isErr(ERR_BAD_INSTRUCTION_PATH);
  }

  @Test
  void siblings_of_an_instruction_that_are_short_lead_elsewhere() {
    var path = machine.witness().instructionPath();
    assertThat(stepWithInstructionPath(List.of(path.get(0), path.get(1).slice(0, 31))))
        .isErr(ERR_INSTRUCTION_MISMATCH);
  }

  // --- the leaf

  @Test
  void leaf_and_salt_have_64_and_32_bytes_together_and_apart() {
    toTheStore();
    var leaf = machine.witness().leaf();
    assertThat(stepWith(new Leaf(leaf.words().slice(0, 63), leaf.salt(), leaf.path())))
        .isErr(ERR_BAD_LEAF);
    assertThat(stepWith(new Leaf(leaf.words(), leaf.salt().slice(0, 31), leaf.path())))
        .isErr(ERR_BAD_LEAF);
    assertThat(stepWith(Leaf.NONE)).isErr(ERR_BAD_LEAF);
  }

  @Test
  void the_path_of_a_leaf_is_as_long_as_the_tree_is_deep() {
    toTheStore();
    var leaf = machine.witness().leaf();
    assertThat(stepWith(new Leaf(leaf.words(), leaf.salt(), leaf.path().subList(0, K - 4))))
        .isErr(ERR_BAD_LEAF_PATH);
    assertThat(stepWith(new Leaf(leaf.words(), leaf.salt(), plus(leaf.path(), leaf.salt()))))
        .isErr(ERR_BAD_LEAF_PATH);
  }

  @Test
  void the_leaf_of_another_address_is_not_that_of_the_operand() {
    toTheStore();
    assertThat(stepWith(machine.memory().open(8))).isErr(ERR_LEAF_MISMATCH);
  }

  @Test
  void an_instruction_that_touches_no_leaf_takes_none() {
    var leaf = machine.memory().open(0);
    assertThat(stepWith(leaf)).isErr(ERR_BAD_LEAF);
    assertThat(stepWith(new Leaf(Buff.EMPTY, leaf.salt(), List.of()))).isErr(ERR_BAD_LEAF);
    assertThat(stepWith(new Leaf(leaf.words(), Buff.EMPTY, List.of()))).isErr(ERR_BAD_LEAF);
    assertThat(stepWith(new Leaf(Buff.EMPTY, Buff.EMPTY, leaf.path()))).isErr(ERR_BAD_LEAF_PATH);
  }

  @Test
  void a_bad_address_touches_no_leaf() {
    var code = new Assembler(K);
    code.load(R1, word(1 << K));
    code.halt();
    var bad = Machine.start(code.assemble(0), SmallJob.inputs());
    var before = bad.state().bytes();
    assertThat(bad.witness().leaf()).isEqualTo(Leaf.NONE);
    var leaf = bad.memory().open(0);
    var withLeaf =
        new StepWitness(bad.witness().instruction(), bad.witness().instructionPath(), leaf);
    assertThat(contract.step(program(bad.program()), before, withLeaf)).isErr(ERR_BAD_LEAF);
  }

  // --- any of it

  @Test
  void no_other_witness_than_the_one_leads_anywhere() {
    for (int i = 0; i < TRIES; i++) {
      var stage = Machine.start(program, SmallJob.inputs());
      stage.runTo(random.nextInt(3));
      var state = stage.state().bytes();
      var witness = stage.witness();
      var forged = forge(witness);
      if (forged.equals(witness)) continue;
      assertThat(contract.step(program(program), state, forged).result())
          .as("%s in place of %s", forged, witness)
          .isInstanceOf(ResponseValue.Err.class);
    }
  }

  @Test
  void bytes_of_any_length_never_abort() {
    for (int i = 0; i < TRIES; i++) {
      var result =
          contract
              .step(
                  program(
                      bytes(32),
                      random.nextInt(5),
                      random.nextInt(11, 27),
                      random.nextInt(3),
                      random.nextInt(140)),
                  random.nextBoolean() ? stateLike() : bytes(166),
                  bytes(16),
                  hashes(3),
                  bytes(64),
                  bytes(32),
                  hashes(21))
              .result();
      assertThat(result).isInstanceOf(ResponseValue.class);
    }
  }

  private StepWitness forge(StepWitness witness) {
    var leaf = witness.leaf();
    return switch (random.nextInt(5)) {
      case 0 -> new StepWitness(change(witness.instruction(), 16), witness.instructionPath(), leaf);
      case 1 -> new StepWitness(witness.instruction(), change(witness.instructionPath(), 16), leaf);
      case 2 ->
          new StepWitness(
              witness.instruction(),
              witness.instructionPath(),
              new Leaf(change(leaf.words(), 64), leaf.salt(), leaf.path()));
      case 3 ->
          new StepWitness(
              witness.instruction(),
              witness.instructionPath(),
              new Leaf(leaf.words(), change(leaf.salt(), 32), leaf.path()));
      default ->
          new StepWitness(
              witness.instruction(),
              witness.instructionPath(),
              new Leaf(leaf.words(), leaf.salt(), change(leaf.path(), 21)));
    };
  }

  /** The bytes with one bit changed, or cut, or longer. */
  private Buff change(Buff original, int most) {
    int length = original.length();
    return switch (length == 0 ? 2 : random.nextInt(3)) {
      case 0 -> {
        var changed = original.bytes();
        changed[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
        yield buff(changed);
      }
      case 1 -> original.slice(0, random.nextInt(length));
      default -> length < most ? original.plus(bytes(most - length)) : original;
    };
  }

  /** The path with one sibling changed, dropped, doubled, or two exchanged. */
  private List<Buff> change(List<Buff> original, int most) {
    var changed = new ArrayList<>(original);
    if (changed.isEmpty()) return hashes(most);
    int at = random.nextInt(changed.size());
    switch (random.nextInt(4)) {
      case 0 -> changed.set(at, change(changed.get(at), 32));
      case 1 -> changed.remove(at);
      case 2 -> changed.add(at, changed.get(at));
      default -> Collections.swap(changed, at, random.nextInt(changed.size()));
    }
    return changed;
  }

  private Buff stateLike() {
    var bytes = new byte[State.LENGTH];
    random.nextBytes(bytes);
    bytes[0] = 2;
    Arrays.fill(bytes, 1, 14, (byte) 0);
    return buff(bytes);
  }

  private Buff bytes(int most) {
    var bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return buff(bytes);
  }

  private List<Buff> hashes(int most) {
    return Stream.generate(() -> bytes(32)).limit(random.nextInt(most + 1)).toList();
  }

  private static <T> List<T> plus(List<T> list, T more) {
    return Stream.concat(list.stream(), Stream.of(more)).toList();
  }

  private State with(Status status) {
    var state = machine.state();
    return new State(state.pc(), status, state.registers(), state.memoryRoot());
  }

  private void toTheStore() {
    machine.runTo(2);
  }

  private Receipt stepWith(Buff instruction) {
    var witness = machine.witness();
    return contract.step(
        program(program),
        machine.state().bytes(),
        new StepWitness(instruction, witness.instructionPath(), witness.leaf()));
  }

  private Receipt stepWithInstructionPath(List<Buff> path) {
    var witness = machine.witness();
    return contract.step(
        program(program),
        machine.state().bytes(),
        new StepWitness(witness.instruction(), path, witness.leaf()));
  }

  private Receipt stepWith(Leaf leaf) {
    var witness = machine.witness();
    return contract.step(
        program(program),
        machine.state().bytes(),
        new StepWitness(witness.instruction(), witness.instructionPath(), leaf));
  }

  /** Sets a register, loads another, stores one. */
  private static Program storing() {
    var code = new Assembler(K);
    code.set(R1, word(7));
    code.load(R2, word(Layout.slot(K, Layout.FIRST_DATASET)));
    code.store(R1, word(Layout.slot(K, Layout.SCRATCH) + 3));
    return code.assemble(0);
  }
}
