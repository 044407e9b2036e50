package io.neuralnexus.cli.demo;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.learning.Accuracy;
import java.util.Locale;

/** How figures of the demo are worded. */
public final class Text {
  private Text() {}

  /** A small part of one, in percent. */
  public static String fine(double part) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * part);
  }

  /** A part of one, in percent. */
  public static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * part);
  }

  /** How many, by thousands. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of the chain. */
  public static String number(Uint value) {
    return value.toBigInteger().toString();
  }

  /** How much of the rows a model has right. */
  public static String accuracy(Accuracy accuracy) {
    return "%s right".formatted(percent(accuracy.accuracy()));
  }
}
