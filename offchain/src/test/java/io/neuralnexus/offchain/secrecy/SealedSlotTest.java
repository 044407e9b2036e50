package io.neuralnexus.offchain.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Slot;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealedSlotTest {
  private static final Buff SECRET = filled(7);
  private static final Buff KEY = filled(9);

  @Test
  void a_sealed_slot_comes_back_with_the_same_root() {
    var slot = Slot.of(SECRET, 3, -1, Long.MIN_VALUE, 0);

    var opened = SealedSlot.open(SealedSlot.seal(slot, KEY), KEY);

    assertThat(opened.secret()).isEqualTo(SECRET);
    assertThat(opened.length()).isEqualTo(4);
    assertThat(opened.root(13)).isEqualTo(slot.root(13));
  }

  @Test
  void another_key_or_an_altered_file_opens_nothing() {
    var file = SealedSlot.seal(Slot.of(SECRET, 3), KEY);
    var altered = file.bytes();
    altered[5] ^= 1;

    assertThatThrownBy(() -> SealedSlot.open(file, SECRET)).hasMessageContaining("another key");
    assertThatThrownBy(() -> SealedSlot.open(Buff.of(altered), KEY))
        .hasMessageContaining("altered");
    assertThatThrownBy(() -> SealedSlot.open(file, Buff.of(new byte[16])))
        .hasMessage("a key has 32 bytes, not 16");
  }

  @Test
  void a_file_that_holds_no_slot_is_refused() {
    assertThatThrownBy(() -> SealedSlot.open(OneTimeCipher.seal(KEY, Buff.of(new byte[31])), KEY))
        .hasMessage("the file holds no slot: 31 bytes");
    assertThatThrownBy(() -> SealedSlot.open(OneTimeCipher.seal(KEY, Buff.of(new byte[33])), KEY))
        .hasMessage("the file holds no slot: 33 bytes");
  }

  private static Buff filled(int value) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return Buff.of(bytes);
  }
}
