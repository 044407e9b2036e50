package io.neuralnexus.clarity;

/** Division of unsigned numbers of two words. */
final class Division {
  private Division() {}

  /** The quotient, rounded down; the divisor is not 0. */
  static Uint quotient(long high, long low, long divisorHigh, long divisorLow) {
    if (divisorHigh == 0) {
      var upper = Long.divideUnsigned(high, divisorLow);
      var rest = high - upper * divisorLow;
      return new Uint(upper, quotientWord(rest, low, divisorLow));
    }
    // The quotient has one word. The upper word of the divisor, with its top bit set, gives an
    // estimate that is right or one too large; the last step decides.
    var shift = Long.numberOfLeadingZeros(divisorHigh);
    var top = shift == 0 ? divisorHigh : divisorHigh << shift | divisorLow >>> (64 - shift);
    var estimate = quotientWord(high >>> 1, high << 63 | low >>> 1, top);
    var quotient = estimate >>> (63 - shift);
    if (quotient != 0) quotient--;
    var productLow = quotient * divisorLow;
    var productHigh = Math.unsignedMultiplyHigh(quotient, divisorLow) + quotient * divisorHigh;
    var restLow = low - productLow;
    var restHigh = high - productHigh - (Long.compareUnsigned(low, productLow) < 0 ? 1 : 0);
    var order = Long.compareUnsigned(restHigh, divisorHigh);
    if (order > 0 || order == 0 && Long.compareUnsigned(restLow, divisorLow) >= 0) quotient++;
    return new Uint(0, quotient);
  }

  /** Two words by one that is larger than the upper of them: the quotient has one word. */
  private static long quotientWord(long high, long low, long divisor) {
    if (high == 0) return Long.divideUnsigned(low, divisor);
    var shift = Long.numberOfLeadingZeros(divisor);
    var by = divisor << shift;
    var upper = shift == 0 ? high : high << shift | low >>> (64 - shift);
    var lower = low << shift;
    var first = halfWord(upper, lower >>> 32, by);
    var rest = (upper << 32 | lower >>> 32) - first * by;
    var second = halfWord(rest, lower & 0xffff_ffffL, by);
    return first << 32 | second;
  }

  /** The quotient of three half words, the upper two of them less than the divisor, by two. */
  private static long halfWord(long upper, long next, long by) {
    var byHigh = by >>> 32;
    var byLow = by & 0xffff_ffffL;
    var quotient = Long.divideUnsigned(upper, byHigh);
    var rest = upper - quotient * byHigh;
    while (quotient >>> 32 != 0 || Long.compareUnsigned(quotient * byLow, rest << 32 | next) > 0) {
      quotient--;
      rest += byHigh;
      if (rest >>> 32 != 0) break;
    }
    return quotient;
  }
}
