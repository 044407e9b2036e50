package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Value;

/** From epoch 2.4 on, values lose types wider than their contents when they change hands. */
public final class Sanitizer {
  private Sanitizer() {}

  /** The value as it is stored, or handed to another contract. */
  public static Value sanitize(Value value, Epoch epoch) {
    return epoch.compareTo(Epoch.EPOCH_2_4) < 0 ? value : value.settled();
  }
}
