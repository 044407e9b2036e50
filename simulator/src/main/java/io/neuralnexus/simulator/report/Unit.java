package io.neuralnexus.simulator.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** What figures are measured in, and how a reader wants to see them. */
enum Unit {
  STX("STX", " STX"),
  USD("USD", " USD"),
  BLOCKS("burn blocks", " blocks"),
  PERCENT("%", " %"),
  NUMBER("", "");

  private static final MathContext FIGURES = new MathContext(6);
  private static final char MINUS = '\u2212';
  private static final char TIGHT = '\u00a0';

  private final String axis;
  private final String suffix;

  Unit(String axis, String suffix) {
    this.axis = axis;
    this.suffix = suffix.replace(' ', TIGHT);
  }

  /** That of an indicator. Its name tells. */
  static Unit of(String kpi) {
    if (kpi.matches(".*\\.blocks(\\..*)?")) return BLOCKS;
    if (kpi.matches("(.*\\.)?(roi|participation|share|fullest|accuracy)(\\..*)?")) return PERCENT;
    if (kpi.matches("(profit|slashed|revenue|royalties|bribes|spent)\\..*")) return STX;
    if (kpi.matches("attack\\.(profit|capital|advantage|cost)")) return STX;
    return NUMBER;
  }

  /** Likewise, of a statistic of it. */
  static Unit of(String kpi, String statistic) {
    return statistic.equals("count") || statistic.equals("gini") ? NUMBER : of(kpi);
  }

  /** That of a series, from what its recorder calls it. */
  static Unit named(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "stx" -> STX;
      case "usd" -> USD;
      case "blocks" -> BLOCKS;
      case "share", "%" -> PERCENT;
      default -> NUMBER;
    };
  }

  /** For the axis of a chart. */
  String axis() {
    return axis;
  }

  /** A figure as a chart has it: shares are drawn in hundredths. */
  double drawn(double value) {
    return rounded(this == PERCENT ? value * 100 : value);
  }

  /** A figure with its unit: three figures that mean something, and no more. */
  String say(double value) {
    return Double.isFinite(value) ? plain(value) + suffix : "\u2013";
  }

  /** Likewise, with a sign even where it is a plus. */
  String sayChange(double value) {
    return value > 0 ? "+" + say(value) : say(value);
  }

  /** Likewise without unit, for a column of a table. */
  String plain(double value) {
    if (!Double.isFinite(value)) return "\u2013";
    var shown = this == PERCENT ? value * 100 : value;
    var size = Math.abs(shown);
    var decimals =
        size >= 100 || size == Math.rint(size) ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
    var text = String.format(Locale.ROOT, "%,." + decimals + "f", size);
    if (decimals > 0) text = text.replaceFirst("\\.?0+$", "");
    return shown < 0 && !text.equals("0") ? MINUS + text : text;
  }

  /** With so many figures that a chart cannot show the difference. */
  static double rounded(double value) {
    if (!Double.isFinite(value)) return value;
    return new BigDecimal(value).round(FIGURES).doubleValue();
  }
}
