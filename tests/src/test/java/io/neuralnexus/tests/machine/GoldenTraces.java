package io.neuralnexus.tests.machine;

import static io.neuralnexus.offchain.machine.Operand.fixed;
import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R1;
import static io.neuralnexus.offchain.machine.Register.R2;
import static io.neuralnexus.offchain.machine.Register.R3;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Instruction;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Memory;
import io.neuralnexus.offchain.machine.Opcode;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.State;
import io.neuralnexus.offchain.machine.Status;
import io.neuralnexus.offchain.training.Architecture;
import io.neuralnexus.offchain.training.Plan;
import io.neuralnexus.offchain.training.Rows;
import io.neuralnexus.offchain.training.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What the golden traces are of: steps at every edge, and whole runs. */
final class GoldenTraces {
  private static final int K = 13;
  private static final int LENGTH = 5;
  private static final int PC = 3;
  private static final long SCRATCH = Layout.slot(K, Layout.SCRATCH);
  private static final long MODEL = Layout.model(K);
  private static final int MODEL_WORDS = 3;
  private static final long ONE = FixedPoint.ONE;
  private static final long MAX = Long.MAX_VALUE;
  private static final long MIN = Long.MIN_VALUE;

  record Run(String about, Program program, Inputs inputs, long maxSteps) {}

  private final Map<String, Machine> steps = new LinkedHashMap<>();

  private GoldenTraces() {}

  /** Machines before a step, by what the step shows. */
  static Map<String, Machine> steps() {
    var traces = new GoldenTraces();
    traces.arithmetic();
    traces.memory();
    traces.jumps();
    traces.faults();
    traces.ends();
    return Collections.unmodifiableMap(traces.steps);
  }

  static List<Run> runs() {
    return List.of(
        new Run(
            "a counted loop that sums the words of two data sets",
            summing(),
            SmallJob.inputs(),
            1_000),
        new Run("the same, cut short by the job's most steps", summing(), SmallJob.inputs(), 20),
        new Run(
            "words of noise, by hashes chained over the seeds",
            hashing(),
            SmallJob.inputs(),
            1_000),
        new Run("a fault in the third step", faulting(), SmallJob.inputs(), 1_000),
        new Run(
            "logistic regression over two data sets",
            Plan.training(Architecture.logistic(2), K)
                .with(Plan.Part.CONTRIBUTIONS)
                .write()
                .program(),
            learnable(),
            1_000_000));
  }

  private void arithmetic() {
    step("add", Opcode.ADD, 7, -2, 1);
    step("add saturates above", Opcode.ADD, MAX, 1, 0);
    step("add saturates below", Opcode.ADD, MIN, -1, 0);
    step("an operand saturates before it is used", Opcode.ADD, -1, MAX, MAX);
    step("sub", Opcode.SUB, 7, -2, 1);
    step("sub of the least word saturates", Opcode.SUB, 0, MIN, 0);
    step("mul", Opcode.MUL, -7, 3, 2);
    step("mul saturates", Opcode.MUL, ONE, -ONE, 0);
    step("fmul", Opcode.FMUL, 3 * ONE / 2, -2 * ONE, 0);
    step("fmul rounds down", Opcode.FMUL, -1, 1, 0);
    step("fmul saturates", Opcode.FMUL, MIN, MIN, 0);
    step("fdiv", Opcode.FDIV, 3, 2, 0);
    step("fdiv rounds toward zero", Opcode.FDIV, -1, 3 * ONE, 0);
    step("fdiv by a large divisor", Opcode.FDIV, MAX - 1, MAX, 0);
    step("fdiv saturates", Opcode.FDIV, MIN, -1, 0);
    step("min", Opcode.MIN, 3, 1, 1);
    step("max of a negative and 0", Opcode.MAX, -3, 0, 0);
    step("shl", Opcode.SHL, -3, 4, 0);
    step("shl saturates", Opcode.SHL, 1, 63, 0);
    step("shr rounds down", Opcode.SHR, -7, 1, 0);
    step("shr by 63", Opcode.SHR, MIN, 63, 0);
    step("exp of a whole exponent", Opcode.EXP, ONE, 3 * ONE, 0);
    step("exp of a fraction", Opcode.EXP, ONE, ONE / 3, 0);
    step("exp to the base e", Opcode.EXP, -5 * ONE / 4, FixedPoint.LOG2_E, 0);
    step("exp of the largest exponent below saturation", Opcode.EXP, 31 * ONE - 1, ONE, 0);
    step("exp saturates", Opcode.EXP, 31 * ONE, ONE, 0);
    step("exp of the least exponent above zero", Opcode.EXP, -32 * ONE, ONE, 0);
    step("exp vanishes", Opcode.EXP, -32 * ONE - 1, ONE, 0);
  }

  private void memory() {
    step("hash under the seed of data set 1", Opcode.HASH, -5, 8, 3);
    step("mac", Opcode.MAC, -2 * ONE, Layout.slot(K, Layout.FIRST_DATASET), 1);
    step("mac saturates", Opcode.MAC, MAX, SCRATCH, 0);
    step("load from the header", Opcode.LOAD, 0, 0, 1);
    step("load of the last word", Opcode.LOAD, 0, 1 << K, -1);
    step("load from a salted leaf", Opcode.LOAD, 0, Layout.slot(K, Layout.HOLDOUT), 2);
    step("macm", Opcode.MACM, -3, SCRATCH, 1);
    step("store to the first word that may be written", Opcode.STORE, MIN, SCRATCH, 0);
    step("store to the last word of the model", Opcode.STORE, 5, MODEL, MODEL_WORDS - 1);
  }

  private void jumps() {
    step("jmp", Opcode.JMP, 0, 7, -7);
    step("jeq is taken", Opcode.JEQ, 4, 5, -1);
    step("jeq is not taken", Opcode.JEQ, 4, 5, 0);
    step("jne is taken", Opcode.JNE, 4, 5, 0);
    step("jne is not taken", Opcode.JNE, 4, 4, 0);
    step("jlt is taken", Opcode.JLT, -1, 0, 0);
    step("jlt is not taken", Opcode.JLT, 0, 0, 0);
    step("jge is taken", Opcode.JGE, 0, 0, 0);
    step("jge is not taken", Opcode.JGE, -1, 0, 0);
  }

  private void faults() {
    step("opcode 0", new Instruction(0, 0, 0, 0, 0, 0), PC, 0, 0);
    step("opcode 22", new Instruction(22, 1, 2, 3, 0, 0), PC, 0, 0);
    step("d is 16", new Instruction(Opcode.ADD.code(), 16, 2, 3, 0, 0), PC, 0, 0);
    step("d is r0", new Instruction(Opcode.ADD.code(), 0, 2, 3, 0, 0), PC, 0, 0);
    step("s is 16", new Instruction(Opcode.STORE.code(), 0, 16, 3, 0, 0), PC, 0, SCRATCH);
    step("x is 255", new Instruction(Opcode.JMP.code(), 0, 0, 255, 0, 0), PC, 0, 0);
    step("halt with an immediate", new Instruction(1, 0, 0, 0, 0, 1), PC, 0, 0);
    step("load with s", new Instruction(Opcode.LOAD.code(), 1, 2, 3, 0, 0), PC, 0, 0);
    step("add with a target", new Instruction(Opcode.ADD.code(), 1, 2, 3, 1, 0), PC, 0, 0);
    step("store with d", new Instruction(Opcode.STORE.code(), 1, 2, 3, 0, 0), PC, 0, SCRATCH);
    step("load below memory", Opcode.LOAD, 0, 0, -1);
    step("load above memory", Opcode.LOAD, 0, 1 << K, 0);
    step("store to a data set", Opcode.STORE, 0, SCRATCH, -1);
    step("store behind the model", Opcode.STORE, 0, MODEL, MODEL_WORDS);
    step("shift by 64", Opcode.SHL, 1, 64, 0);
    step("shift by -1", Opcode.SHR, 1, 0, -1);
    step("division by zero", Opcode.FDIV, 1, 5, -5);
    step("jmp behind the program", Opcode.JMP, 0, LENGTH, 0);
    step("jmp below the program", Opcode.JMP, 0, 0, -1);
    step(
        "a taken jump behind the program",
        new Instruction(Opcode.JEQ.code(), 0, 0, 0, 0xffff_ffffL, 0),
        PC,
        0,
        0);
    step(
        "the last instruction runs off the end",
        new Instruction(Opcode.ADD.code(), 1, 2, 3, 0, 0),
        LENGTH - 1,
        1,
        1);
    step(
        "a store runs off the end",
        new Instruction(Opcode.STORE.code(), 0, 2, 3, 0, 0),
        LENGTH - 1,
        1,
        SCRATCH);
  }

  private void ends() {
    step("halt", new Instruction(Opcode.HALT.code(), 0, 0, 0, 0, 0), LENGTH - 1, 5, 6);
    for (var status : Status.values()) {
      if (status.isFinal()) {
        steps.put(
            "a state with status " + status.code() + " is its own successor",
            machine(new Instruction(0, 0, 0, 0, 0, 0), PC, status, 5, 6));
      }
    }
  }

  /** d is r1 where it is used, s r2, x r3, the target 1. */
  private void step(String about, Opcode opcode, long s, long x, long immediate) {
    var instruction =
        new Instruction(
            opcode.code(),
            opcode.usesD() ? 1 : 0,
            opcode.usesS() ? 2 : 0,
            3,
            opcode.usesTarget() ? 1 : 0,
            immediate);
    step(about, instruction, PC, s, x);
  }

  private void step(String about, Instruction instruction, int pc, long s, long x) {
    steps.put(about, machine(instruction, pc, Status.RUNNING, s, x));
  }

  private static Machine machine(Instruction instruction, int pc, Status status, long s, long x) {
    var memory = Memory.of(K, SmallJob.inputs());
    memory.store((int) SCRATCH, MAX);
    memory.store((int) SCRATCH + 1, 100);
    memory.store((1 << K) - 1, -44);
    var registers = new ArrayList<Long>();
    for (long i = 0; i < State.REGISTERS; i++) registers.add(i * -ONE);
    registers.set(2, s);
    registers.set(3, x);
    var instructions =
        new ArrayList<>(Collections.nCopies(LENGTH, new Instruction(1, 0, 0, 0, 0, 0)));
    instructions.set(pc, instruction);
    return Machine.resume(
        new Program(instructions, K, 0, MODEL_WORDS),
        memory,
        new State(pc, status, registers, memory.root()),
        0);
  }

  private static Program summing() {
    var code = new Assembler(K);
    for (int dataset = 0; dataset < 2; dataset++) {
      int base = Layout.slot(K, Layout.FIRST_DATASET + dataset);
      code.count(
          R1,
          word(base),
          word(base + 3),
          () -> {
            code.load(R2, R1);
            code.add(R3, R3, R2);
          });
    }
    code.store(R3, output(0));
    code.store(R3, word(MODEL));
    code.halt();
    return code.assemble(1);
  }

  private static Program hashing() {
    var code = new Assembler(K);
    code.count(
        R1,
        word(0),
        word(4),
        () -> {
          Operand[] leaves = {word(8), word(16), word(21 * 8)};
          code.hash(R2, R1, leaves[0]);
          code.hash(R2, R2, leaves[1]);
          code.hash(R2, R2, leaves[2]);
          code.store(R2, R1.plus(MODEL));
        });
    code.set(R3, fixed(0.5));
    code.store(R3, output(1));
    code.halt();
    return code.assemble(4);
  }

  private static Program faulting() {
    var code = new Assembler(K);
    code.set(R1, word(9_000));
    code.store(R1, output(0));
    code.fdiv(R1, R1, Register.R0);
    code.halt();
    return code.assemble(0);
  }

  private static Operand output(int index) {
    return word(Layout.slot(K, Layout.OUTPUT) + index);
  }

  private static Inputs learnable() {
    var random = new SplittableRandom(5);
    var job = SmallJob.inputs();
    return new Inputs(
        8,
        Settings.of(2, 0.5, 4).words(),
        List.of(rows(random, 9), rows(random, 7)),
        job.seeds(),
        job.developerSeed(),
        rows(random, 8));
  }

  private static Slot rows(SplittableRandom random, int count) {
    var rows = new double[count][2];
    var classes = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i][0] = random.nextInt(-32, 33) / 16.0;
      rows[i][1] = random.nextInt(-32, 33) / 16.0;
      classes[i] = rows[i][0] + rows[i][1] > 0.25 ? 1 : 0;
    }
    return Rows.of(2, 2, rows, classes).slot(Buff.of(SmallJob.bytes(count, 32).bytes()));
  }
}
