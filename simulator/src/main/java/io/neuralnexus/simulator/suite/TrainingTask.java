package io.neuralnexus.simulator.suite;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R1;
import static io.neuralnexus.offchain.machine.Register.R10;
import static io.neuralnexus.offchain.machine.Register.R2;
import static io.neuralnexus.offchain.machine.Register.R3;
import static io.neuralnexus.offchain.machine.Register.R4;
import static io.neuralnexus.offchain.machine.Register.R5;
import static io.neuralnexus.offchain.machine.Register.R6;
import static io.neuralnexus.offchain.machine.Register.R7;
import static io.neuralnexus.offchain.machine.Register.R8;
import static io.neuralnexus.offchain.machine.Register.R9;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import java.util.Arrays;

/**
 * The smallest training that still tells good data from bad: a data set is a quality and a
 * fingerprint of its content. The score is the mean quality, each data set's weight its part of the
 * sum, and what somebody else in the same job has brought already counts as nothing, as an
 * evaluation by leaving one out would find. A loop stands for the work, so that a dispute over the
 * run takes three rounds.
 */
final class TrainingTask {
  static final int K = 13;
  static final int MODEL_WORDS = 8;
  static final long MAX_STEPS = 4_000;
  static final Program PROGRAM = assemble();

  /** The hold-out set and the seed of all developers: nobody's noise matters to the economics. */
  static final Slot HOLDOUT = Slot.of(fill(1), 1);

  static final Seed SEED = new Seed(fill(2).plus(fill(3)), fill(4));

  private static final int PERFECT = 10_000;
  private static final int ROUNDS = 60;

  private TrainingTask() {}

  static Buff fill(int value) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return Buff.of(bytes);
  }

  private static Program assemble() {
    var code = new Assembler(K);
    int slot = Layout.slotWords(K);
    int data = Layout.slot(K, Layout.FIRST_DATASET);
    int scratch = Layout.slot(K, Layout.SCRATCH);
    int output = Layout.slot(K, Layout.OUTPUT);
    code.count(
        R1, word(0), word(ROUNDS), () -> code.multiplyIntoMemory(R1, R1, word(scratch + 64)));
    code.load(R2, word(1));
    code.set(R3, word(0));
    code.count(
        R1,
        word(0),
        R2,
        () -> {
          code.multiply(R4, R1, word(slot));
          code.load(R5, R4.plus(data));
          code.load(R6, R4.plus(data + 1));
          code.count(
              R7,
              word(0),
              R1,
              () -> {
                var other = code.label();
                code.multiply(R8, R7, word(slot));
                code.load(R9, R8.plus(data + 1));
                code.jumpIfNotEqual(R9, R6, other);
                code.set(R5, word(0));
                code.place(other);
              });
          code.store(R5, R1.plus(scratch));
          code.add(R3, R3, R5);
        });
    code.fdiv(R4, R3, R2);
    code.shiftRight(R4, R4, word(32));
    code.store(R4, word(output));
    var end = code.label();
    code.jumpIfEqual(R3, word(0), end);
    code.set(R10, word(PERFECT));
    code.subtract(R8, R2, word(1));
    code.count(
        R1,
        word(0),
        R8,
        () -> {
          code.load(R5, R1.plus(scratch));
          code.multiply(R5, R5, word(PERFECT));
          code.fdiv(R5, R5, R3);
          code.shiftRight(R5, R5, word(32));
          code.store(R5, R1.plus(output + 1));
          code.subtract(R10, R10, R5);
        });
    code.store(R10, R8.plus(output + 1));
    code.place(end);
    code.store(R3, word(Layout.model(K)));
    code.halt();
    return code.assemble(MODEL_WORDS);
  }
}
