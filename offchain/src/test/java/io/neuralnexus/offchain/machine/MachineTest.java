package io.neuralnexus.offchain.machine;

import static io.neuralnexus.offchain.machine.FixedPoint.ONE;
import static io.neuralnexus.offchain.machine.Status.BAD_ADDRESS;
import static io.neuralnexus.offchain.machine.Status.BAD_FIELD;
import static io.neuralnexus.offchain.machine.Status.BAD_OPCODE;
import static io.neuralnexus.offchain.machine.Status.BAD_PC;
import static io.neuralnexus.offchain.machine.Status.BAD_REGISTER;
import static io.neuralnexus.offchain.machine.Status.BAD_SHIFT;
import static io.neuralnexus.offchain.machine.Status.DIVISION_BY_ZERO;
import static io.neuralnexus.offchain.machine.Status.HALTED;
import static io.neuralnexus.offchain.machine.Status.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What each instruction does: d is r1, s is r2, x is r3, of 12 instructions at pc 5. */
class MachineTest {
  private static final int K = 13;
  private static final int SLOT = 256;
  private static final int SCRATCH = 22 * SLOT;
  private static final int MODEL = 31 * SLOT + SLOT / 2;
  private static final int MODEL_WORDS = 3;
  private static final int LENGTH = 12;
  private static final int PC = 5;
  private static final long MAX = Long.MAX_VALUE;
  private static final long MIN = Long.MIN_VALUE;

  private final Memory memory = Memory.empty(K);
  private final long[] registers = new long[State.REGISTERS];

  // --- arithmetic

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ADD,  7, -2, 1, 6
          ADD,  9223372036854775807, 0, 1, 9223372036854775807
          ADD,  -9223372036854775808, -1, 0, -9223372036854775808
          SUB,  7, -2, 1, 8
          SUB,  -9223372036854775808, 1, 0, -9223372036854775808
          SUB,  0, -9223372036854775808, 0, 9223372036854775807
          MUL,  -7, 3, 2, -35
          MUL,  4294967296, 2147483648, 0, 9223372036854775807
          MUL,  4294967296, -2147483648, 0, -9223372036854775808
          FMUL, 6442450944, 8589934592, 0, 12884901888
          FMUL, -1, 1, 0, -1
          FMUL, -9223372036854775808, -9223372036854775808, 0, 9223372036854775807
          FDIV, 3, 2, 0, 6442450944
          FDIV, -1, 12884901888, 0, 0
          FDIV, -1, 4294967296, 0, -1
          FDIV, -9223372036854775808, -1, 0, 9223372036854775807
          FDIV, 9223372036854775807, -1, 0, -9223372036854775808
          MIN,  -3, 2, 0, -3
          MIN,  3, 1, 1, 2
          MAX,  -3, 0, 0, 0
          MAX,  3, 1, 1, 3
          SHL,  3, 4, 0, 48
          SHL,  -1, 63, 0, -9223372036854775808
          SHL,  1, 63, 0, 9223372036854775807
          SHL,  0, 63, 0, 0
          SHR,  -1, 63, 0, -1
          SHR,  -7, 1, 0, -4
          SHR,  7, 0, 1, 3
          EXP,  4294967296, 12884901888, 0, 34359738368
          EXP,  4294967296, -4294967296, 0, 2147483648
          EXP,  4294967296, 2147483648, 0, 6074000999
          EXP,  9223372036854775807, 4294967296, 0, 9223372036854775807
          EXP,  9223372036854775807, -4294967296, 0, 0
          """)
  void arithmetic_goes_to_d(Opcode opcode, long s, long x, long immediate, long expected) {
    registers[2] = s;
    registers[3] = x;

    var after = step(new Instruction(opcode.code(), 1, 2, 3, 0, immediate));

    assertThat(after.registers().get(1)).isEqualTo(expected);
    assertRanOn(after, PC + 1);
    assertUnchangedBut(1, after);
  }

  @Test
  void the_operand_itself_saturates() {
    registers[2] = -1;
    registers[3] = MAX;
    assertThat(step(new Instruction(Opcode.ADD.code(), 1, 2, 3, 0, MAX)).registers().get(1))
        .isEqualTo(MAX - 1);
  }

  // --- memory

  @Test
  void load_reads_a_word() {
    memory.store(SCRATCH + 9, -17);
    registers[3] = SCRATCH;
    assertThat(step(new Instruction(Opcode.LOAD.code(), 1, 0, 3, 0, 9)).registers().get(1))
        .isEqualTo(-17);
  }

  @Test
  void store_writes_a_word_and_nothing_else() {
    registers[2] = MIN;
    registers[3] = SCRATCH + 1;

    var after = step(new Instruction(Opcode.STORE.code(), 0, 2, 3, 0, -1));

    assertThat(memory.load(SCRATCH)).isEqualTo(MIN);
    assertThat(after.memoryRoot()).isEqualTo(memory.root());
    assertUnchangedBut(0, after);
  }

  @Test
  void mac_adds_a_product_with_memory() {
    memory.store(3, 3 * ONE);
    registers[1] = 10;
    registers[2] = -2 * ONE;
    assertThat(step(new Instruction(Opcode.MAC.code(), 1, 2, 3, 0, 3)).registers().get(1))
        .isEqualTo(10 - 6 * ONE);
  }

  @Test
  void mac_saturates_the_product_and_then_the_sum() {
    memory.store(3, MAX);
    registers[1] = -1;
    registers[2] = MAX;
    assertThat(step(new Instruction(Opcode.MAC.code(), 1, 2, 3, 0, 3)).registers().get(1))
        .isEqualTo(MAX - 1);
  }

  @Test
  void macm_adds_a_product_to_memory() {
    memory.store(SCRATCH, 5);
    registers[1] = ONE / 2;
    registers[2] = -3;

    var after = step(new Instruction(Opcode.MACM.code(), 1, 2, 0, 0, SCRATCH));

    assertThat(memory.load(SCRATCH)).isEqualTo(5 - 2);
    assertUnchangedBut(0, after);
  }

  @Test
  void macm_may_name_r0_for_it_is_only_read() {
    memory.store(SCRATCH, 5);
    assertThat(step(new Instruction(Opcode.MACM.code(), 0, 2, 0, 0, SCRATCH)).status())
        .isEqualTo(RUNNING);
    assertThat(memory.load(SCRATCH)).isEqualTo(5);
  }

  @Test
  void hash_is_keyed_by_the_whole_leaf() {
    for (int i = 0; i < 8; i++) memory.store(8 + i, 100 + i);
    registers[2] = -5;
    var preimage = ByteBuffer.allocate(72);
    for (int i = 0; i < 8; i++) preimage.putLong(100 + i);
    var hash = Hashing.sha256().digest(preimage.putLong(-5).array());

    var after = step(new Instruction(Opcode.HASH.code(), 1, 2, 0, 0, 13));

    assertThat(after.registers().get(1)).isEqualTo(ByteBuffer.wrap(hash).getLong());
  }

  @ParameterizedTest
  @CsvSource({"LOAD, 0", "LOAD, 8191", "MAC, 8191", "HASH, 8191", "STORE, 5632", "STORE, 8066"})
  void the_first_and_last_address_are_good(Opcode opcode, long address) {
    assertThat(step(touching(opcode, address)).status()).isEqualTo(RUNNING);
  }

  @ParameterizedTest
  @CsvSource({
    "LOAD, -1",
    "LOAD, 8192",
    "LOAD, 9223372036854775807",
    "MAC, 8192",
    "HASH, -1",
    "STORE, -1",
    "STORE, 8192",
    "STORE, 5631",
    "MACM, 5631",
    "STORE, 8067",
    "MACM, 8067"
  })
  void addresses_outside_memory_or_outside_what_may_be_written_are_faults(
      Opcode opcode, long address) {
    assertFault(BAD_ADDRESS, touching(opcode, address));
  }

  @Test
  void the_bounds_of_what_may_be_written_are_scratch_and_the_words_of_the_model() {
    assertThat(SCRATCH).isEqualTo(5632);
    assertThat(MODEL + MODEL_WORDS).isEqualTo(8067);
  }

  // --- jumps

  @ParameterizedTest
  @CsvSource({
    "JEQ, 4, 4, 9",
    "JEQ, 4, 5, 6",
    "JNE, 4, 5, 9",
    "JNE, 4, 4, 6",
    "JLT, -1, 0, 9",
    "JLT, 0, 0, 6",
    "JGE, 0, 0, 9",
    "JGE, -1, 0, 6"
  })
  void conditional_jumps_go_to_the_target_or_on(Opcode opcode, long s, long x, int next) {
    registers[2] = s;
    registers[3] = x;

    var after = step(new Instruction(opcode.code(), 0, 2, 3, 9, 0));

    assertRanOn(after, next);
    assertUnchangedBut(0, after);
  }

  @Test
  void jmp_goes_to_its_operand() {
    registers[3] = 7;
    assertRanOn(step(new Instruction(Opcode.JMP.code(), 0, 0, 3, 0, -7)), 0);
  }

  @ParameterizedTest
  @CsvSource({"-1", "12", "4294967296", "4294967301"})
  void jmp_out_of_the_program_is_a_fault(long pc) {
    assertFault(BAD_PC, new Instruction(Opcode.JMP.code(), 0, 0, 0, 0, pc));
  }

  @Test
  void a_taken_jump_out_of_the_program_is_a_fault() {
    assertFault(BAD_PC, new Instruction(Opcode.JEQ.code(), 0, 0, 0, LENGTH, 0));
  }

  @Test
  void a_jump_that_is_not_taken_may_have_any_target() {
    assertRanOn(step(new Instruction(Opcode.JNE.code(), 0, 0, 0, 0xffff_ffffL, 0)), PC + 1);
  }

  @Test
  void to_run_off_the_end_is_a_fault_that_undoes_the_instruction() {
    var store = new Instruction(Opcode.STORE.code(), 0, 2, 0, 0, SCRATCH);
    var add = new Instruction(Opcode.ADD.code(), 1, 2, 0, 0, 1);
    registers[2] = 44;
    for (var last : List.of(store, add)) {
      var machine = machine(last, LENGTH - 1);
      var before = machine.state();
      machine.step();
      assertFaulted(BAD_PC, before, machine.state());
    }
  }

  // --- ends

  @Test
  void halt_clears_the_registers_and_may_be_the_last_instruction() {
    registers[7] = 7;
    var machine = machine(new Instruction(Opcode.HALT.code(), 0, 0, 0, 0, 0), LENGTH - 1);
    machine.step();
    assertThat(machine.state())
        .isEqualTo(new State(LENGTH - 1, HALTED, Collections.nCopies(16, 0L), memory.root()));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "RUNNING")
  void a_final_state_is_its_own_successor(Status status) {
    var state = new State(PC, status, boxed(), memory.root());
    var machine = Machine.resume(program(blank(), PC), memory, state, 40);
    machine.runTo(100);
    assertThat(machine.state()).isEqualTo(state);
    assertThat(machine.steps()).isEqualTo(40);
    assertThat(machine.witness()).isEqualTo(StepWitness.NONE);
  }

  // --- faults

  @ParameterizedTest
  @CsvSource({"SHL, -1", "SHL, 64", "SHR, 64", "SHR, -9223372036854775808"})
  void shift_amounts_are_0_to_63(Opcode opcode, long amount) {
    assertFault(BAD_SHIFT, new Instruction(opcode.code(), 1, 2, 0, 0, amount));
  }

  @Test
  void division_by_zero_is_a_fault() {
    registers[3] = 5;
    assertFault(DIVISION_BY_ZERO, new Instruction(Opcode.FDIV.code(), 1, 2, 3, 0, -5));
  }

  @ParameterizedTest
  @CsvSource({"0", "22", "255"})
  void opcodes_outside_the_table_are_faults(int opcode) {
    assertFault(BAD_OPCODE, new Instruction(opcode, 1, 2, 3, 0, 0));
  }

  @Test
  void registers_above_15_are_faults_where_they_are_used() {
    assertFault(BAD_REGISTER, new Instruction(Opcode.ADD.code(), 16, 2, 3, 0, 0));
    assertFault(BAD_REGISTER, new Instruction(Opcode.ADD.code(), 1, 16, 3, 0, 0));
    assertFault(BAD_REGISTER, new Instruction(Opcode.ADD.code(), 1, 2, 255, 0, 0));
    assertFault(BAD_REGISTER, new Instruction(Opcode.MACM.code(), 16, 2, 3, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void r0_is_never_written(Opcode opcode) {
    var instruction = new Instruction(opcode.code(), 0, 0, 0, 0, 0);
    assertThat(instruction.check() == BAD_REGISTER).isEqualTo(opcode.writesRegister());
  }

  @ParameterizedTest
  @EnumSource
  void fields_that_are_not_used_must_be_zero(Opcode opcode) {
    int d = opcode.writesRegister() ? 1 : 0;
    int code = opcode.code();
    if (!opcode.usesD()) assertFault(BAD_FIELD, new Instruction(code, 1, 0, 0, 0, 0));
    if (!opcode.usesS()) assertFault(BAD_FIELD, new Instruction(code, d, 200, 0, 0, 0));
    if (!opcode.usesTarget()) assertFault(BAD_FIELD, new Instruction(code, d, 0, 0, 1, 0));
    if (!opcode.usesOperand()) {
      assertFault(BAD_FIELD, new Instruction(code, d, 0, 1, 0, 0));
      assertFault(BAD_FIELD, new Instruction(code, d, 0, 0, 0, 1));
    }
  }

  @Test
  void of_several_faults_the_least_number_counts() {
    int load = Opcode.LOAD.code();
    assertFault(BAD_OPCODE, new Instruction(99, 99, 99, 99, 99, 99));
    assertFault(BAD_REGISTER, new Instruction(load, 0, 1, 0, 1, -1));
    assertFault(BAD_FIELD, new Instruction(load, 1, 1, 0, 0, -1));
    var shift = machine(new Instruction(Opcode.SHL.code(), 1, 1, 0, 0, 64), LENGTH - 1);
    shift.step();
    assertThat(shift.status()).isEqualTo(BAD_SHIFT);
  }

  // --- what belongs together

  @Test
  void a_machine_is_refused_a_memory_that_is_not_of_the_state() {
    var state = new State(PC, RUNNING, boxed(), memory.root());
    memory.store(1, 1);
    assertThatThrownBy(() -> Machine.resume(program(blank(), PC), memory, state, 0))
        .hasMessageContaining("root differs");
  }

  @Test
  void a_machine_is_refused_a_pc_outside_the_program() {
    var state = new State(LENGTH, RUNNING, boxed(), memory.root());
    assertThatThrownBy(() -> Machine.resume(program(blank(), PC), memory, state, 0))
        .hasMessage("pc 12 is outside the program of 12");
  }

  @Test
  void a_state_is_166_bytes_and_back() {
    for (int i = 1; i < 16; i++) registers[i] = MIN >> i;
    var state = new State(70_000, BAD_SHIFT, boxed(), memory.root());
    assertThat(state.bytes().length()).isEqualTo(166);
    assertThat(State.parse(state.bytes())).isEqualTo(state);
    assertThatThrownBy(() -> State.parse(Buff.of(new byte[166]))).hasMessageContaining("166");
  }

  private Instruction touching(Opcode opcode, long address) {
    return new Instruction(
        opcode.code(), opcode.usesD() ? 1 : 0, opcode.usesS() ? 2 : 0, 0, 0, address);
  }

  private State step(Instruction instruction) {
    var machine = machine(instruction, PC);
    machine.step();
    return machine.state();
  }

  private void assertFault(Status fault, Instruction instruction) {
    var machine = machine(instruction, PC);
    var before = machine.state();
    machine.step();
    assertFaulted(fault, before, machine.state());
  }

  private static void assertFaulted(Status fault, State before, State after) {
    assertThat(after)
        .isEqualTo(new State(before.pc(), fault, before.registers(), before.memoryRoot()));
  }

  private static void assertRanOn(State after, int pc) {
    assertThat(after.status()).isEqualTo(RUNNING);
    assertThat(after.pc()).isEqualTo(pc);
  }

  private void assertUnchangedBut(int register, State after) {
    for (int i = 0; i < State.REGISTERS; i++) {
      if (i != register || i == 0) assertThat(after.registers().get(i)).isEqualTo(registers[i]);
    }
  }

  private Machine machine(Instruction instruction, int pc) {
    var state = new State(pc, RUNNING, boxed(), memory.root());
    return Machine.resume(program(instruction, pc), memory, state, 0);
  }

  private List<Long> boxed() {
    var list = new ArrayList<Long>();
    for (long register : registers) list.add(register);
    return list;
  }

  private static Program program(Instruction instruction, int pc) {
    var instructions = new ArrayList<>(Collections.nCopies(LENGTH, blank()));
    instructions.set(pc, instruction);
    return new Program(instructions, K, 0, MODEL_WORDS);
  }

  private static Instruction blank() {
    return new Instruction(0, 0, 0, 0, 0, 0);
  }
}
