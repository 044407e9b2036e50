package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;

/** The only words of memory that a witness shows. The step of the witness touches no others. */
final class OpenedLeaf implements Words {
  private final ByteBuffer words;

  OpenedLeaf(Buff words) {
    this.words = ByteBuffer.wrap(words.bytes());
  }

  @Override
  public long load(int address) {
    return words.getLong(address % Layout.LEAF_WORDS * Long.BYTES);
  }

  @Override
  public void store(int address, long word) {
    words.putLong(address % Layout.LEAF_WORDS * Long.BYTES, word);
  }

  Buff bytes() {
    return Buff.of(words.array());
  }
}
