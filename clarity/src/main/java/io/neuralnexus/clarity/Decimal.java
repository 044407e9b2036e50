package io.neuralnexus.clarity;

import java.math.BigInteger;

/** What {@link Int} and {@link Uint} share of reading and converting numbers. */
final class Decimal {
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private Decimal() {}

  static BigInteger unsigned(long word) {
    var value = BigInteger.valueOf(word);
    return word < 0 ? value.add(TWO_64) : value;
  }

  static boolean isNumber(String text, boolean signed) {
    var start = signed && text.startsWith("-") ? 1 : 0;
    if (text.length() == start) return false;
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
    }
    return true;
  }

  /** Parsing is quadratic in the digits, so absurd lengths are refused before. */
  static BigInteger parse(String text, String digits, int maxDigits) {
    if (digits.length() > 2 * maxDigits) {
      throw new IllegalArgumentException(
          "\"%s...\" has %d digits: 128 bits hold at most %d"
              .formatted(text.substring(0, 20), digits.length(), maxDigits));
    }
    return new BigInteger(digits);
  }
}
