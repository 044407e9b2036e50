package io.neuralnexus.offchain.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory against a tree computed from scratch, by the words of docs/training-machine.md. */
class MemoryTest {
  private static final int K = 13;
  private static final int SLOT = 256;
  private static final Buff PUBLIC = Buff.of(new byte[32]);

  private final Random random = new Random(11);

  @Test
  void the_root_is_that_of_the_leaves_whatever_was_written_in_between() {
    var memory = Memory.empty(K);
    var words = new long[1 << K];
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 1 << random.nextInt(8); i++) {
        int address = random.nextInt(words.length);
        words[address] = random.nextLong();
        memory.store(address, words[address]);
      }
      assertThat(memory.root()).isEqualTo(naiveRoot(words));
    }
    for (int address = 0; address < words.length; address++) {
      assertThat(memory.load(address)).isEqualTo(words[address]);
    }
  }

  @Test
  void a_run_starts_with_its_inputs_in_their_slots_under_their_salts() {
    var inputs = inputs(2);
    var leaves = new ArrayList<>(Collections.nCopies(1 << K - 3, leaf(PUBLIC)));
    leaves.set(0, leaf(PUBLIC, 77, 2, 1, 2, 3, 4, 5, 6));
    leaves.set(1, inputs.seeds().get(0).hash());
    leaves.set(2, inputs.seeds().get(1).hash());
    leaves.set(21, inputs.developerSeed().hash());
    salted(leaves, 1, inputs.holdout());
    salted(leaves, 2, inputs.datasets().get(0));
    salted(leaves, 3, inputs.datasets().get(1));

    var memory = Memory.of(K, inputs);

    assertThat(memory.root()).isEqualTo(root(leaves));
    assertThat(memory.slotRoot(2)).isEqualTo(inputs.datasets().get(0).root(K));
    assertThat(memory.slotRoot(1)).isEqualTo(inputs.holdout().root(K));
    assertThat(memory.slotRoot(0)).isEqualTo(root(leaves.subList(0, SLOT / 8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 16, 24})
  void an_opened_leaf_leads_to_the_root(int k) {
    var memory = Memory.of(k, inputs(1));
    memory.store((1 << k) - 1, 5);
    for (int address :
        new int[] {0, 7, 8, 170, 1 << k - 5, (1 << k - 4) + 9, 1 << k - 1, (1 << k) - 1}) {
      var leaf = memory.open(address);
      assertThat(leaf.path()).hasSize(k - 3);
      assertThat(climb(Hashing.leaf(leaf.salt(), leaf.words()), address / 8, leaf.path()))
          .isEqualTo(memory.root());
      assertThat(ByteBuffer.wrap(leaf.words().bytes()).getLong(address % 8 * 8))
          .isEqualTo(memory.load(address));
    }
  }

  @Test
  void writing_keeps_the_salt_of_a_leaf() {
    var memory = Memory.of(K, inputs(1));
    var salt = memory.open(2 * SLOT).salt();
    memory.store(2 * SLOT, 1);
    assertThat(memory.open(2 * SLOT).salt()).isEqualTo(salt).isNotEqualTo(PUBLIC);
  }

  @Test
  void a_copy_goes_its_own_way() {
    var memory = Memory.of(K, inputs(1));
    memory.store(30 * SLOT, 1);
    var copy = memory.copy();
    var root = memory.root();
    copy.store(30 * SLOT, 2);
    copy.store(29 * SLOT, 2);
    assertThat(memory.root()).isEqualTo(root);
    assertThat(memory.load(29 * SLOT)).isZero();
    memory.store(30 * SLOT, 2);
    memory.store(29 * SLOT, 2);
    assertThat(copy.root()).isEqualTo(memory.root());
  }

  @Test
  void what_does_not_fit_is_refused() {
    assertThatThrownBy(() -> Slot.of(PUBLIC, new long[SLOT + 1]).root(K))
        .hasMessageContaining("257 words do not fit into a slot of 256");
    assertThatThrownBy(() -> Memory.empty(25)).hasMessageContaining("13 .. 24");
    assertThatThrownBy(() -> Memory.empty(K).load(1 << K))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Slot.of(Buff.EMPTY)).hasMessageContaining("32 bytes");
  }

  private Inputs inputs(int datasets) {
    var slots = new ArrayList<Slot>();
    var seeds = new ArrayList<Seed>();
    for (int i = 0; i < datasets; i++) {
      slots.add(slot());
      seeds.add(seed());
    }
    return new Inputs(77, List.of(1L, 2L, 3L, 4L, 5L, 6L), slots, seeds, seed(), slot());
  }

  private Slot slot() {
    return Slot.of(bytes(32), random.longs(random.nextInt(SLOT)).toArray());
  }

  private Seed seed() {
    return new Seed(bytes(64), bytes(32));
  }

  private Buff bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return Buff.of(bytes);
  }

  private static void salted(List<Buff> leaves, int slot, Slot content) {
    for (int i = 0; i < SLOT / 8; i++) {
      var words = new long[8];
      for (int j = 0; j < 8; j++) {
        words[j] = i * 8 + j < content.length() ? content.word(i * 8 + j) : 0;
      }
      var salt = sha256(ByteBuffer.allocate(36).put(content.secret().bytes()).putInt(i).array());
      leaves.set(slot * SLOT / 8 + i, leaf(salt, words));
    }
  }

  private static Buff naiveRoot(long[] words) {
    var leaves = new ArrayList<Buff>();
    for (int i = 0; i < words.length; i += 8) {
      leaves.add(leaf(PUBLIC, Arrays.copyOfRange(words, i, i + 8)));
    }
    return root(leaves);
  }

  private static Buff leaf(Buff salt, long... words) {
    var bytes = ByteBuffer.allocate(97).put((byte) 0).put(salt.bytes());
    for (long word : words) bytes.putLong(word);
    return sha256(bytes.array());
  }

  private static Buff root(List<Buff> hashes) {
    var row = hashes;
    while (row.size() > 1) {
      var above = new ArrayList<Buff>();
      for (int i = 0; i < row.size(); i += 2) above.add(node(row.get(i), row.get(i + 1)));
      row = above;
    }
    return row.getFirst();
  }

  private static Buff climb(Buff hash, int index, List<Buff> path) {
    var at = hash;
    int position = index;
    for (var sibling : path) {
      at = position % 2 == 0 ? node(at, sibling) : node(sibling, at);
      position /= 2;
    }
    return at;
  }

  private static Buff node(Buff left, Buff right) {
    return sha256(Buff.of((byte) 1).plus(left).plus(right).bytes());
  }

  private static Buff sha256(byte[] bytes) {
    return Buff.of(Hashing.sha256().digest(bytes));
  }
}
