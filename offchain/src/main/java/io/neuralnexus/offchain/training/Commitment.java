package io.neuralnexus.offchain.training;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;

/** Whether what somebody hands over is what the chain holds a commitment to. */
final class Commitment {
  private Commitment() {}

  static void check(String what, String name, Slot slot, int k, Buff root) {
    var found = slot.root(k);
    if (!found.equals(root)) {
      throw new IllegalArgumentException(
          mismatch(
              what,
              name,
              root,
              found,
              "the rows of the version that is on the chain, and their secret"));
    }
  }

  static void check(String what, Seed seed, Buff hash) {
    var found = seed.hash();
    if (!found.equals(hash)) {
      throw new IllegalArgumentException(
          mismatch(what, "hash", hash, found, "the seed that was committed to for this run"));
    }
  }

  static String mismatch(String what, String name, Buff expected, Buff found, String mend) {
    return "%s is not what the chain holds: its %s is %s, expected is %s; ask for %s"
        .formatted(what, name, found, expected, mend);
  }
}
