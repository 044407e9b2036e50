package io.neuralnexus.cli;

import java.util.Locale;

/** Figures as a table has them. */
final class Figures {
  private Figures() {}

  /** Four digits that say something, or a whole number. */
  static String text(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) return "-";
    if (value == Math.rint(value) && Math.abs(value) < 1e12) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    var size = Math.abs(value);
    if (size < 1e-4) return String.format(Locale.ROOT, "%.3e", value);
    var digits = Math.clamp(3 - (long) Math.floor(Math.log10(size)), 1, 6);
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
