package io.neuralnexus.offchain.training;

import io.neuralnexus.offchain.machine.FixedPoint;
import java.util.List;

/**
 * What a job sets of a training. Whatever a program promises of privacy holds for all settings: it
 * cuts them to what it was proven for.
 *
 * @param epochs how often each row is learnt from
 * @param rate of learning, for the mean gradient of a batch
 * @param batch rows between two changes of the weights
 * @param decay what the rate is multiplied by after every epoch
 */
public record Settings(int epochs, double rate, int batch, double decay) {
  /** The most epochs, and the most rows of a batch; a program takes larger numbers for these. */
  public static final int MOST = 1 << 20;

  public Settings {
    check("epochs", epochs, 0);
    check("rows of a batch", batch, 1);
    if (!(rate >= 0 && rate < 0x1p15)) {
      throw new IllegalArgumentException("rate " + rate + " is not in 0 .. 2^15");
    }
    if (!(decay >= 0 && decay <= 1)) {
      throw new IllegalArgumentException("decay " + decay + " is not in 0 .. 1");
    }
  }

  private static void check(String what, int value, int least) {
    if (value < least || value > MOST) {
      throw new IllegalArgumentException(
          "%d %s: there are %d to %d".formatted(value, what, least, MOST));
    }
  }

  /** Settings with a rate that stays the same. */
  public static Settings of(int epochs, double rate, int batch) {
    return new Settings(epochs, rate, batch, 1);
  }

  /**
   * The settings in the six words of a job.
   *
   * @throws IllegalArgumentException if a program would take others for them
   */
  public static Settings parse(List<Long> words) {
    return new Settings(
        Math.toIntExact(Math.clamp(words.get(0), Integer.MIN_VALUE, Integer.MAX_VALUE)),
        FixedPoint.toDouble(words.get(1)),
        Math.toIntExact(Math.clamp(words.get(2), Integer.MIN_VALUE, Integer.MAX_VALUE)),
        FixedPoint.toDouble(words.get(3)));
  }

  /** The six settings of a job. */
  public List<Long> words() {
    return List.of((long) epochs, FixedPoint.of(rate), (long) batch, FixedPoint.of(decay), 0L, 0L);
  }
}
