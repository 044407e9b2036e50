package io.neuralnexus.tests.machine;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_HEADER;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_INPUTS;
import static io.neuralnexus.tests.contracts.TrainingMachine.Error.ERR_BAD_PROGRAM;
import static io.neuralnexus.tests.machine.MachineContract.program;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Instruction;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The state that a job starts from is computed by the chain from commitments alone. */
@ClarinetProject(manifest = "../Clarinet.toml")
class InitialStateTest {
  private static final int K = 13;
  private static final Program PROGRAM = idle(K, 1);
  private static final Buff HASH = SmallJob.bytes(9, 32);

  private final MachineContract contract;

  InitialStateTest(Simnet chain) {
    contract = new MachineContract(chain);
  }

  @ParameterizedTest
  @CsvSource({"13, 0", "13, 1", "13, 20", "14, 3", "17, 19", "24, 2"})
  void chain_and_java_start_from_the_same_state(int k, int datasets) {
    var program = idle(k, 3);
    var inputs = inputs(datasets);
    var expected = Machine.start(program, inputs).state();

    var start =
        contract.initialState(
            program(program),
            inputs.header(),
            inputs.seeds().stream().map(Seed::hash).toList(),
            inputs.developerSeed().hash(),
            inputs.holdout().root(k),
            inputs.datasets().stream().map(slot -> slot.root(k)).toList());

    assertThat(start).isOk(tuple("hash", expected.hash(), "memory-root", expected.memoryRoot()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void a_header_has_eight_words(int words) {
    var header = Collections.nCopies(words, 1L);
    assertThat(start(header, hashes(1), hashes(1))).isErr(ERR_BAD_HEADER);
  }

  @Test
  void the_second_word_of_a_header_is_the_number_of_data_sets() {
    assertThat(start(header(2), hashes(1), hashes(1))).isErr(ERR_BAD_HEADER);
    assertThat(start(header(-1), hashes(0), hashes(0))).isErr(ERR_BAD_HEADER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809"})
  void the_words_of_a_header_have_64_bits(String beyond) {
    var words = new ArrayList<Value>(header(0).stream().map(Int::of).toList());
    words.set(7, Int.of(beyond));
    assertThat(
            contract.ask(
                "initial-state", program(PROGRAM), list(words), list(), HASH, HASH, list()))
        .isErr(ERR_BAD_HEADER);
  }

  @Test
  void there_is_a_seed_for_each_data_set() {
    assertThat(start(header(2), hashes(1), hashes(2))).isErr(ERR_BAD_INPUTS);
    assertThat(start(header(1), hashes(2), hashes(1))).isErr(ERR_BAD_INPUTS);
  }

  @Test
  void seeds_and_roots_are_hashes() {
    var shorter = List.of(HASH, HASH.slice(0, 31));
    assertThat(start(header(2), shorter, hashes(2))).isErr(ERR_BAD_INPUTS);
    assertThat(start(header(2), hashes(2), shorter)).isErr(ERR_BAD_INPUTS);
    assertThat(start(header(2), shorter, shorter)).isErr(ERR_BAD_INPUTS);
    var halves = List.of(HASH, HASH.slice(0, 16), HASH.slice(0, 16));
    assertThat(start(header(2), halves, hashes(2))).isErr(ERR_BAD_INPUTS);
    assertThat(
            contract.initialState(
                program(PROGRAM), header(0), List.of(), Buff.EMPTY, HASH, List.of()))
        .isErr(ERR_BAD_INPUTS);
    assertThat(
            contract.initialState(
                program(PROGRAM), header(0), List.of(), HASH, Buff.EMPTY, List.of()))
        .isErr(ERR_BAD_INPUTS);
  }

  @Test
  void the_program_has_its_bounds() {
    assertThat(
            contract.initialState(
                program(PROGRAM.root(), 1, 30, 0, 0), header(0), List.of(), HASH, HASH, List.of()))
        .isErr(ERR_BAD_PROGRAM);
  }

  private Receipt start(List<Long> header, List<Buff> seeds, List<Buff> roots) {
    return contract.initialState(program(PROGRAM), header, seeds, HASH, HASH, roots);
  }

  private static List<Long> header(long datasets) {
    return List.of(1L, datasets, 0L, 0L, 0L, 0L, 0L, 0L);
  }

  private static List<Buff> hashes(int count) {
    return Collections.nCopies(count, HASH);
  }

  private static Inputs inputs(int datasets) {
    var random = new SplittableRandom(datasets);
    return new Inputs(
        Long.MIN_VALUE + datasets,
        List.of(1L, -2L, Long.MAX_VALUE, 0L, 5L, 6L),
        IntStream.range(0, datasets)
            .mapToObj(i -> Slot.of(SmallJob.bytes(i, 32), random.longs(i * 12).toArray()))
            .toList(),
        IntStream.range(0, datasets).mapToObj(SmallJob::seed).toList(),
        SmallJob.seed(77),
        Slot.of(SmallJob.bytes(88, 32), random.longs(200).toArray()));
  }

  private static Program idle(int k, int length) {
    var blank = new Instruction(0, 0, 0, 0, 0, 0);
    return new Program(Collections.nCopies(length, blank), k, length - 1, 1);
  }
}
