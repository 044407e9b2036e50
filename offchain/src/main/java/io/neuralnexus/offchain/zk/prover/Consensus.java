package io.neuralnexus.offchain.zk.prover;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** SIP-005's encoding of a list of {@code uint}s, for those that are too many to be objects. */
final class Consensus {
  private static final byte UINT = 0x01;
  private static final byte LIST = 0x0b;
  private static final int LIST_HEAD = 1 + Integer.BYTES;
  static final int UINT_LENGTH = 1 + 2 * Long.BYTES;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Consensus() {}

  static int listLength(int size) {
    return LIST_HEAD + size * UINT_LENGTH;
  }

  /**
   * Writes a list of that many {@code uint}s whose halves are then to be {@linkplain #half put}.
   */
  static void list(int size, byte[] into, int at) {
    into[at] = LIST;
    INT.set(into, at + 1, size);
    for (int i = 0; i < size; i++) into[at + LIST_HEAD + i * UINT_LENGTH] = UINT;
  }

  /** Puts a half of an entry of the list that begins there; half 2 i is the high one of entry i. */
  static void half(int index, long value, byte[] into, int at) {
    LONG.set(into, at + LIST_HEAD + index / 2 * UINT_LENGTH + 1 + index % 2 * Long.BYTES, value);
  }
}
