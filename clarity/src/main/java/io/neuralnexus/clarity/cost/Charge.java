package io.neuralnexus.clarity.cost;

import io.neuralnexus.clarity.ExecutionCost;
import java.util.StringTokenizer;

/** What one use of a function costs as a function of the size n that it is charged by. */
record Charge(Term runtime, Storage reads, Storage writes) {

  ExecutionCost at(long n) {
    return new ExecutionCost(
        writes.length.at(n), writes.count, reads.length.at(n), reads.count, runtime.at(n));
  }

  void addTo(CostMeter meter, long n) {
    if ((reads.count | writes.count) == 0) {
      meter.runtime(runtime.at(n));
    } else {
      meter.add(runtime.at(n), reads.count, reads.length.at(n), writes.count, writes.length.at(n));
    }
  }

  /** Whether a size of 0 has no cost but is an error. */
  boolean refusesZero() {
    return runtime.growth == Growth.N_LOG_N;
  }

  enum Growth {
    CONSTANT(""),
    LINEAR("n"),
    N_LOG_N("nlogn"),
    PER_KIBIBYTE("kib");

    private final String symbol;

    Growth(String symbol) {
      this.symbol = symbol;
    }

    private static Growth of(String symbol) {
      for (var growth : values()) {
        if (growth.symbol.equals(symbol)) return growth;
      }
      throw new IllegalArgumentException("no growth \"" + symbol + "\"");
    }
  }

  /** A factor times a growing part, plus a constant; exact for n from 0 below 2^32. */
  record Term(Growth growth, long factor, long constant) {
    /** Reads {@code 151}, {@code n}, {@code 11n+125}, {@code 4nlogn+1736}, {@code 125kib+291}. */
    static Term parse(String text) {
      var letters = 0;
      while (letters < text.length() && Character.isDigit(text.charAt(letters))) letters++;
      if (letters == text.length()) return new Term(Growth.CONSTANT, 0, Long.parseLong(text));
      var factor = letters == 0 ? 1 : Long.parseLong(text, 0, letters, 10);
      var plus = text.indexOf('+');
      var end = plus < 0 ? text.length() : plus;
      var constant = plus < 0 ? 0 : Long.parseLong(text, plus + 1, text.length(), 10);
      return new Term(Growth.of(text.substring(letters, end)), factor, constant);
    }

    long at(long n) {
      return switch (growth) {
        case CONSTANT -> constant;
        case LINEAR -> factor * n + constant;
        case N_LOG_N -> factor * n * (63 - Long.numberOfLeadingZeros(n)) + constant;
        case PER_KIBIBYTE -> factor * (n >> 10) + constant;
      };
    }
  }

  /** How many reads or writes, and of how many bytes in all. */
  record Storage(long count, Term length) {
    static final Storage NONE = new Storage(0, new Term(Growth.CONSTANT, 0, 0));

    /** Reads {@code 1 of n+1}. */
    static Storage read(StringTokenizer words) {
      var count = Long.parseLong(words.nextToken());
      words.nextToken();
      return new Storage(count, Term.parse(words.nextToken()));
    }
  }
}
