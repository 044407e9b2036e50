package io.neuralnexus.offchain.machine;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R1;
import static io.neuralnexus.offchain.machine.Register.R2;
import static io.neuralnexus.offchain.machine.Register.R3;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

/** Compiled code does what the interpreter does, to the bit and to the step. */
class CompiledTest {
  private static final int K = RandomPrograms.K;
  private static final int MOST_STEPS = 3_000;
  private static final Map<Status, Integer> ENDS = new EnumMap<>(Status.class);

  @Property(tries = 1_000)
  void any_program_runs_as_it_is_interpreted(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int length) {
    var random = new SplittableRandom(seed);
    var program = RandomPrograms.program(random, length);
    var compiled = RandomPrograms.machine(random, program);
    var interpreted = compiled.copy();
    // Limits anywhere; from each the machine goes on itself, or a copy, or one made of its state.
    while (compiled.steps() < MOST_STEPS && !compiled.status().isFinal()) {
      long limit = compiled.steps() + random.nextInt(1 << random.nextInt(12));
      interpreted.interpret(limit);
      compiled.runCompiled(limit);

      assertThat(compiled.steps()).isEqualTo(interpreted.steps());
      assertThat(compiled.state()).isEqualTo(interpreted.state());
      compiled =
          switch (random.nextInt(3)) {
            case 0 -> compiled;
            case 1 -> compiled.copy();
            default ->
                Machine.resume(
                    program, compiled.memory().copy(), compiled.state(), compiled.steps());
          };
    }
    ENDS.merge(compiled.status(), 1, Integer::sum);
  }

  @AfterContainer
  static void programs_ended_in_every_way() {
    assertThat(ENDS).containsOnlyKeys(Status.values());
  }

  @Test
  void a_loop_may_be_a_single_block_that_jumps_to_itself() {
    var code = new Assembler(K);
    code.set(R1, word(0));
    var again = code.here();
    code.add(R1, R1, word(3));
    code.jumpIfLess(R1, word(3_000_000), again);
    code.halt();
    assertRunsAsInterpreted(code.assemble(0), 2_000_001, 2_000_002, 2_000_003);
  }

  @Test
  void an_endless_loop_runs_up_to_any_limit() {
    var code = new Assembler(K);
    code.jump(code.here());
    assertRunsAsInterpreted(code.assemble(0), 0, 1, 2, 1_234_567);
  }

  @Test
  void jumps_to_computed_places_are_calls_and_returns() {
    var code = new Assembler(K);
    var twice = code.label();
    code.count(
        R1,
        word(0),
        word(5_000),
        () -> {
          for (int i = 0; i < 3; i++) {
            var back = code.label();
            code.set(R3, back);
            code.jump(twice);
            code.place(back);
          }
        });
    code.halt();
    code.place(twice);
    code.multiply(R2, R2, word(2));
    code.add(R2, R2, R1);
    code.jump(R3);
    assertRunsAsInterpreted(code.assemble(0), 7, 100, 9_999, 10_000, 500_000);
  }

  @Test
  void the_longest_program_is_cut_into_methods_that_hotspot_compiles() {
    var random = new SplittableRandom(1);
    var program = RandomPrograms.program(random, Program.MOST_INSTRUCTIONS);
    assertThat(new Compiled(program).classFiles())
        .hasSizeGreaterThan(100)
        .allSatisfy(file -> assertThat(bytesOfCode(file)).isLessThan(Compiled.MOST_BYTES));
  }

  @Test
  void instructions_that_need_the_most_code_fit_into_such_methods_too() {
    var code = new Assembler(K);
    // Each word is too far from the others to be checked with them.
    for (long i = 0; i < 2_000; i++) code.multiplyIntoMemory(R1, R2, R3.plus(i << 33));
    for (long i = 0; i < 2_000; i++) code.multiplyAccumulate(R1, R2, R3.plus(i << 33));
    for (long i = 0; i < 2_000; i++) code.fmul(R1, R2, R3.plus(i << 33));
    assertThat(new Compiled(code.assemble(0)).classFiles())
        .allSatisfy(file -> assertThat(bytesOfCode(file)).isLessThan(Compiled.MOST_BYTES));
  }

  @Test
  void the_longest_program_runs_as_it_is_interpreted() {
    var code = new Assembler(K);
    var again = code.here();
    for (int i = 0; i < Program.MOST_INSTRUCTIONS - 3; i++) {
      if (i % 2 == 0) code.add(R1, R1, R2.plus(i));
      else code.multiplyIntoMemory(R1, R2, word(Layout.slot(K, Layout.SCRATCH) + i % 800));
    }
    code.add(R2, R2, word(1));
    code.jumpIfLess(R2, word(3), again);
    code.halt();
    assertRunsAsInterpreted(code.assemble(0), 150_000);
  }

  @Test
  void two_threads_may_run_one_program() {
    var random = new SplittableRandom(3);
    var code = new Assembler(K);
    code.count(R1, word(0), word(400_000), () -> code.multiply(R2, R2, R1.plus(7)));
    code.halt();
    var program = code.assemble(0);
    var expected = RandomPrograms.machine(random, program);
    var others =
        IntStream.range(0, 4)
            .mapToObj(i -> expected.copy())
            .map(machine -> CompletableFuture.supplyAsync(() -> ended(machine)))
            .toList();
    expected.interpret(Long.MAX_VALUE);
    assertThat(others.stream().map(CompletableFuture::join))
        .containsExactlyElementsOf(Collections.nCopies(4, expected.state()));
  }

  @Test
  void a_short_run_is_interpreted_and_a_long_one_compiled() {
    var code = new Assembler(K);
    code.jump(code.here());
    var program = code.assemble(0);
    var machine = Machine.start(program, RandomPrograms.inputs());
    machine.runTo(1_000);
    assertThat(program.stepsToInterpret()).isPositive();
    machine.runTo(2_000_000);
    assertThat(program.stepsToInterpret()).isZero();
    assertThat(machine.steps()).isEqualTo(2_000_000);
  }

  private static State ended(Machine machine) {
    machine.runTo(Long.MAX_VALUE);
    return machine.state();
  }

  private static void assertRunsAsInterpreted(Program program, long... limits) {
    var start = RandomPrograms.machine(new SplittableRandom(2), program);
    LongStream.of(limits)
        .forEach(
            limit -> {
              var compiled = start.copy();
              var interpreted = start.copy();
              compiled.runCompiled(limit);
              interpreted.interpret(limit);
              assertThat(compiled.steps()).isEqualTo(interpreted.steps());
              assertThat(compiled.state()).isEqualTo(interpreted.state());
            });
  }

  private static int bytesOfCode(byte[] classFile) {
    return ClassFile.of().parse(classFile).methods().stream()
        .filter(method -> method.methodName().equalsString("run"))
        .mapToInt(method -> ((CodeAttribute) method.code().orElseThrow()).codeLength())
        .sum();
  }
}
