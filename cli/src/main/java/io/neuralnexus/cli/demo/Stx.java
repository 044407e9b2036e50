package io.neuralnexus.cli.demo;

import java.math.BigDecimal;
import java.util.Locale;

/** Amounts of micro-STX as people read them. */
public final class Stx {
  private Stx() {}

  /** micro-STX in that many STX. */
  public static long of(long stx) {
    return Math.multiplyExact(stx, 1_000_000L);
  }

  /** As short as it goes: {@code 5.05}. */
  public static String plain(long amount) {
    var stx = BigDecimal.valueOf(amount, 6).stripTrailingZeros();
    return stx.signum() == 0 ? "0" : stx.toPlainString();
  }

  /** With its sign: {@code +5.05}. */
  public static String signed(long amount) {
    return amount > 0 ? "+" + plain(amount) : plain(amount);
  }

  /** For columns, all six places: {@code 1,005.050000}. */
  public static String column(long amount) {
    return String.format(Locale.ROOT, "%,.6f", BigDecimal.valueOf(amount, 6));
  }
}
