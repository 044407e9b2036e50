package io.neuralnexus.offchain.secrecy;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Slot;
import java.nio.ByteBuffer;

/**
 * A data set, or a hold-out set, as it lies where everyone can fetch it: its secret and its words
 * (64 bits each, big-endian) under AES-256-GCM. The hash of this file is the {@code content-hash}
 * of a data set.
 */
public final class SealedSlot {
  private static final int SECRET_LENGTH = 32;

  private SealedSlot() {}

  /**
   * The file of a slot.
   *
   * @param key 32 secret bytes that seal nothing else
   */
  public static Buff seal(Slot slot, Buff key) {
    var out = ByteBuffer.allocate(SECRET_LENGTH + slot.length() * Long.BYTES);
    out.put(slot.secret().bytes());
    for (int i = 0; i < slot.length(); i++) out.putLong(slot.word(i));
    return OneTimeCipher.seal(key, Buff.of(out.array()));
  }

  /**
   * The slot in a file.
   *
   * @throws IllegalArgumentException if it was sealed with another key, altered, or holds no slot
   */
  public static Slot open(Buff file, Buff key) {
    var plain = OneTimeCipher.open(key, file);
    if (plain.length() < SECRET_LENGTH || plain.length() % Long.BYTES != 0) {
      throw new IllegalArgumentException("the file holds no slot: " + plain.length() + " bytes");
    }
    var in = ByteBuffer.wrap(plain.bytes()).position(SECRET_LENGTH);
    var words = new long[in.remaining() / Long.BYTES];
    for (int i = 0; i < words.length; i++) words[i] = in.getLong();
    return Slot.of(plain.slice(0, SECRET_LENGTH), words);
  }
}
