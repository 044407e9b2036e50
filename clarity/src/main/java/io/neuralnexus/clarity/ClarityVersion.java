package io.neuralnexus.clarity;

/** The versions of the Clarity language. */
public enum ClarityVersion {
  CLARITY_1,
  CLARITY_2,
  CLARITY_3,
  CLARITY_4,
  CLARITY_5,
  CLARITY_6;

  /**
   * The version of a number from 1.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ClarityVersion of(int number) {
    if (number < 1 || number > values().length) {
      throw new IllegalArgumentException(
          "no Clarity version %d: there are 1 to %d".formatted(number, values().length));
    }
    return values()[number - 1];
  }

  /**
   * Reads {@code Clarity6}, as contract interfaces write it, {@code Clarity 6} or {@code 6}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static ClarityVersion parse(String text) {
    for (var version : values()) {
      if (text.equals(version.id())
          || text.equals(version.toString())
          || text.equals(Integer.toString(version.number()))) {
        return version;
      }
    }
    throw new IllegalArgumentException(
        "no Clarity version \"%s\": there are 1 to %d".formatted(text, values().length));
  }

  /** The latest version that an epoch has: what a new contract is written in then. */
  public static ClarityVersion latestIn(Epoch epoch) {
    return switch (epoch) {
      case EPOCH_2_0, EPOCH_2_05 -> CLARITY_1;
      case EPOCH_2_1, EPOCH_2_2, EPOCH_2_3, EPOCH_2_4, EPOCH_2_5 -> CLARITY_2;
      case EPOCH_3_0, EPOCH_3_1, EPOCH_3_2 -> CLARITY_3;
      case EPOCH_3_3 -> CLARITY_4;
      case EPOCH_3_4 -> CLARITY_5;
      case EPOCH_4_0 -> CLARITY_6;
    };
  }

  /** The number, from 1. */
  public int number() {
    return ordinal() + 1;
  }

  /** As contract interfaces write it: {@code Clarity6}. */
  public String id() {
    return "Clarity" + number();
  }

  /** {@code Clarity 6}. */
  @Override
  public String toString() {
    return "Clarity " + number();
  }
}
