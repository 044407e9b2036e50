package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** What runs on the training machine here, and on what. */
enum Programs {
  /** A good model, and who it is owed to. */
  WEIGHED {
    @Override
    void write(Assembler code) {
      store(code, OUTPUT, 8_000);
      store(code, OUTPUT + 1, 7_500);
      store(code, OUTPUT + 2, 2_500);
      store(code, Layout.model(K), 42);
    }
  },

  /** A bad model: no bonus. */
  WEAK {
    @Override
    void write(Assembler code) {
      store(code, OUTPUT, 3_000);
      store(code, OUTPUT + 1, 10_000);
      store(code, Layout.model(K), 7);
    }
  },

  /** Long enough for a dispute of two rounds; its weights are no weights. */
  LOOP {
    @Override
    void write(Assembler code) {
      int scratch = Layout.slot(K, Layout.SCRATCH);
      var again = code.here();
      code.multiply(Register.R2, Register.R1, Register.R1);
      code.store(Register.R2, Register.R1.plus(scratch));
      code.load(Register.R4, Register.R1.plus(scratch));
      code.add(Register.R3, Register.R3, Register.R4);
      code.add(Register.R1, Register.R1, Operand.word(1));
      code.jumpIfLess(Register.R1, Operand.word(9), again);
      code.store(Register.R3, Operand.word(Layout.model(K)));
      store(code, OUTPUT, 9_999);
    }
  },

  /** Ends in a fault: a score of zero, and the base is paid. */
  FAULTY {
    @Override
    void write(Assembler code) {
      store(code, OUTPUT, 9_000);
      code.fdiv(Register.R1, Register.R1, Register.R2);
    }
  };

  static final int K = Layout.LEAST_K;
  static final int WORDS = 8;
  private static final int OUTPUT = Layout.slot(K, Layout.OUTPUT);
  static final Slot HOLDOUT = Slot.of(sha256("hold-out secret"), 1, 2, 3, 4);
  static final Seed DEVELOPER_SEED = seedOf("developer");

  private static final Map<Long, Slot> SLOTS = new ConcurrentHashMap<>();
  private static final Map<String, Seed> SEEDS = new ConcurrentHashMap<>();

  private final Program program;

  Programs() {
    var code = new Assembler(Layout.LEAST_K);
    write(code);
    code.halt();
    this.program = code.assemble(8);
  }

  abstract void write(Assembler code);

  private static void store(Assembler code, int address, long word) {
    code.set(Register.R1, Operand.word(word));
    code.store(Register.R1, Operand.word(address));
  }

  Program program() {
    return program;
  }

  static List<Programs> all() {
    return List.of(values());
  }

  /** The rows of a data set. */
  static Slot slot(long dataset) {
    return SLOTS.computeIfAbsent(
        dataset,
        id -> Slot.of(sha256("slot " + id), LongStream.range(0, 16).map(i -> id * i).toArray()));
  }

  /** The noise of a run: its number among those of the owner. */
  static Seed seed(long dataset, long number) {
    return SEEDS.computeIfAbsent(dataset + "/" + number, Programs::seedOf);
  }

  private static Seed seedOf(String name) {
    return new Seed(sha256("seed " + name).plus(sha256("seed " + name)), sha256("salt " + name));
  }

  static Buff sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static Buff sha256(byte[] bytes) {
    try {
      return Buff.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
