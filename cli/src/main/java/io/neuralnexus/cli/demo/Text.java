package io.neuralnexus.cli.demo;

import io.neuralnexus.cli.learning.Accuracy;
import java.util.Locale;

/** How figures of the demo are worded. */
final class Text {
  private Text() {}

  static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * part);
  }

  static String accuracy(Accuracy accuracy) {
    return "%s right".formatted(percent(accuracy.accuracy()));
  }
}
