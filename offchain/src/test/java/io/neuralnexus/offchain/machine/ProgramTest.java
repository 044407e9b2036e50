package io.neuralnexus.offchain.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTest {
  private static final Instruction HALT = new Instruction(1, 0, 0, 0, 0, 0);
  private static final Instruction ADD = new Instruction(2, 1, 2, 3, 0, -4);

  /** Two of the second and one of the first as a file: head, then one instruction a line. */
  private static final String FILE =
      "4e58544d76303031"
          + "00000003"
          + "0000000e"
          + "00000001"
          + "00000009"
          + "0201020300000000fffffffffffffffc"
          + "0201020300000000fffffffffffffffc"
          + "01000000000000000000000000000000";

  @Test
  void the_tree_of_three_instructions_is_filled_up_to_four() {
    var blank = leaf(Buff.of(new byte[16]));
    var expected =
        node(node(leaf(ADD.bytes()), leaf(ADD.bytes())), node(leaf(HALT.bytes()), blank));

    var program = new Program(List.of(ADD, ADD, HALT), 13, 1, 9);

    assertThat(program.root()).isEqualTo(expected);
    assertThat(program.path(2)).containsExactly(blank, node(leaf(ADD.bytes()), leaf(ADD.bytes())));
  }

  @Test
  void a_program_of_one_instruction_has_its_leaf_for_a_root() {
    var program = new Program(List.of(HALT), 13, 0, 0);
    assertThat(program.root()).isEqualTo(leaf(HALT.bytes()));
    assertThat(program.path(0)).isEmpty();
  }

  @Test
  void its_hash_covers_root_length_k_entry_and_words() {
    var program = new Program(List.of(ADD, ADD, HALT), 14, 1, 9);
    var preimage =
        ByteBuffer.allocate(49)
            .put((byte) 4)
            .put(program.root().bytes())
            .putInt(3)
            .putInt(14)
            .putInt(1)
            .putInt(9);
    assertThat(program.hash()).isEqualTo(sha256(Buff.of(preimage.array())));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 13, 0, 0, the number of instructions is 0",
    "65537, 13, 0, 0, the number of instructions is 65537",
    "3, 12, 0, 0, k is 12",
    "3, 25, 0, 0, k is 25",
    "3, 13, 3, 0, the entry is 3",
    "3, 13, -1, 0, the entry is -1",
    "3, 13, 0, 129, 'the number of words of the model is 129, which is not in 0 .. 128'",
    "3, 13, 0, -1, the number of words of the model is -1"
  })
  void a_part_out_of_bounds_is_named(int length, int k, int entry, int words, String message) {
    var instructions = Collections.nCopies(length, HALT);
    assertThatThrownBy(() -> new Program(instructions, k, entry, words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void its_digest_is_all_that_its_hash_covers() {
    var program = new Program(List.of(ADD, ADD, HALT), 14, 1, 9);
    assertThat(program.digest()).isEqualTo(new ProgramDigest(program.root(), 3, 14, 1, 9));
    assertThat(program.digest().hash()).isEqualTo(program.hash());
    assertThat(program.digest().isProgram()).isTrue();
  }

  @Test
  void a_program_is_a_file_and_back() {
    var program = new Program(List.of(ADD, ADD, HALT), 14, 1, 9);

    assertThat(Buff.of(program.bytes())).isEqualTo(Buff.fromHex(FILE));

    var parsed = Program.parse(program.bytes());
    assertThat(parsed.instructions()).isEqualTo(program.instructions());
    assertThat(parsed.digest()).isEqualTo(program.digest());
  }

  @Test
  void the_longest_program_is_a_file_and_back() {
    var program = new Program(Collections.nCopies(Program.MOST_INSTRUCTIONS, ADD), 13, 0, 0);
    assertThat(Program.parse(program.bytes()).hash()).isEqualTo(program.hash());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0, 00,         not a program: its file starts with "NXTMv001"
          7, 32,         not a program: its file starts with "NXTMv001"
          8, 00000000,   the number of instructions is 0
          8, 00010001,   the number of instructions is 65537
          8, ffffffff,   the number of instructions is -1
          8, 00000002,   'a program of 2 instructions has 56 bytes, not 72'
          8, 00000004,   'a program of 4 instructions has 88 bytes, not 72'
          12, 0000000c,  k is 12
          16, 00000003,  the entry is 3
          20, 00000101,  the number of words of the model is 257
          """)
  void a_malformed_file_is_refused_by_what_is_wrong(int at, String hex, String message) {
    var bytes = Buff.fromHex(FILE).bytes();
    var change = Buff.fromHex(hex).bytes();
    System.arraycopy(change, 0, bytes, at, change.length);
    assertThatThrownBy(() -> Program.parse(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_file_that_is_cut_off_is_refused_wherever_it_is_cut() {
    var bytes = Buff.fromHex(FILE).bytes();
    for (int length = 0; length < bytes.length; length++) {
      var cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Program.parse(cut)).isInstanceOf(IllegalArgumentException.class);
    }
    var longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> Program.parse(longer)).hasMessageContaining("not 73");
  }

  @Test
  void an_instruction_is_16_bytes_and_back() {
    var instruction = new Instruction(255, 1, 16, 200, 0xffff_fffeL, Long.MIN_VALUE + 1);
    assertThat(instruction.bytes()).isEqualTo(Buff.fromHex("ff0110c8fffffffe8000000000000001"));
    assertThat(Instruction.parse(instruction.bytes())).isEqualTo(instruction);
    assertThatThrownBy(() -> Instruction.parse(Buff.EMPTY)).hasMessageContaining("16 bytes");
    assertThatThrownBy(() -> new Instruction(1, 256, 0, 0, 0, 0)).hasMessageContaining("d 256");
    assertThatThrownBy(() -> new Instruction(1, 0, 0, 0, 1L << 32, 0))
        .hasMessageContaining("target");
  }

  @Test
  void an_instruction_prints_what_it_uses() {
    assertThat(ADD).hasToString("add r1, r2, r3 + -4");
    assertThat(HALT).hasToString("halt");
    assertThat(new Instruction(18, 0, 2, 3, 9, 4)).hasToString("jeq r2, r3 + 4 -> 9");
    assertThat(new Instruction(0, 0, 0, 0, 0, 0)).asString().startsWith("invalid 0x00");
  }

  private static Buff leaf(Buff instruction) {
    return sha256(Buff.of((byte) 3).plus(instruction));
  }

  private static Buff node(Buff left, Buff right) {
    return sha256(Buff.of((byte) 1).plus(left).plus(right));
  }

  private static Buff sha256(Buff bytes) {
    return Buff.of(Hashing.sha256().digest(bytes.bytes()));
  }
}
