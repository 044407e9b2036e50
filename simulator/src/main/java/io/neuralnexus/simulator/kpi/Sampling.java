package io.neuralnexus.simulator.kpi;

import java.util.Arrays;

/**
 * Values of one indicator as they come in. As long as they are few all are kept; each time there is
 * no room, every second one goes, and from then on half as many are taken.
 */
final class Sampling {
  /** How many values are kept at most. */
  static final int ROOM = 1 << 17;

  private double[] kept = new double[16];
  private int size;
  private long stride = 1;
  private long seen;

  void add(double value) {
    if (seen++ % stride != 0) return;
    if (size == ROOM) {
      size = ROOM / 2;
      for (int i = 0; i < size; i++) kept[i] = kept[2 * i];
      stride *= 2;
    }
    if (size == kept.length) kept = Arrays.copyOf(kept, 2 * size);
    kept[size++] = value;
  }

  Samples samples() {
    return Samples.of(Arrays.copyOf(kept, size));
  }
}
