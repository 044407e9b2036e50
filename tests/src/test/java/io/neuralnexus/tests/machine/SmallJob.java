package io.neuralnexus.tests.machine;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import java.util.Arrays;
import java.util.List;

/** The inputs of a job that fits any memory. */
final class SmallJob {
  private SmallJob() {}

  static Inputs inputs() {
    return new Inputs(
        7,
        List.of(3L, 1L << 31, 0L, 0L, 0L, -1L),
        List.of(Slot.of(bytes(1, 32), 10, 20, 30), Slot.of(bytes(2, 32), -1)),
        List.of(seed(3), seed(4)),
        seed(5),
        Slot.of(bytes(6, 32), 5, 6, 7, 8));
  }

  static Seed seed(int value) {
    return new Seed(bytes(value, 64), bytes(value + 100, 32));
  }

  static Buff bytes(int value, int length) {
    var bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return Buff.of(bytes);
  }
}
