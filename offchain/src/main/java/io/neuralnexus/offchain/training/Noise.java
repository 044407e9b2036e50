package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.training.Code.FREE;
import static io.neuralnexus.offchain.training.Code.OTHER;
import static io.neuralnexus.offchain.training.Code.VALUE;

import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.training.Code.Vector;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Noise from the seeds of the header: discrete Gaussian on a grid that gradients are rounded to.
 *
 * <p>A number of noise is {@code a + t * b} of two numbers of one table, which keeps the table
 * short: the deviation is that of the table times the root of {@code 1 + t^2}.
 */
final class Noise {
  /**
   * The least deviation of what is left of one number of the table when the sum is known: it makes
   * the distribution of the sum differ from the discrete Gaussian by less than 2^-86 of itself.
   */
  private static final double LEAST_DEVIATION = 1.75;

  /** Rounding to the grid makes a gradient longer by at most this part. */
  private static final double MOST_ROUNDING = 1 / 32.0;

  private static final MathContext DIGITS = new MathContext(60);

  private static final Register WORD = Register.R2;
  private static final Register PLACE = Register.R3;
  private static final Register BELOW = Register.R4;
  private static final Register FIRST = Register.R5;
  private static final Register MESSAGE = Register.R6;

  private final Clipping clipping;
  private final Privacy privacy;
  private final int weights;
  private final int gridBits;
  private final int factor;
  private final DiscreteGaussian table;

  /** Noise for a gradient of so many weights. */
  Noise(Privacy privacy, Clipping clipping, int weights) {
    this.privacy = privacy;
    this.clipping = clipping;
    this.weights = weights;
    var mostUnit = 2 * MOST_ROUNDING * privacy.clipUnits() / Math.sqrt(weights);
    this.gridBits = 63 - Long.numberOfLeadingZeros(Math.max(1, (long) mostUnit));
    var deviation = deviation();
    this.factor = (int) Math.sqrt(Math.max(0, deviation / (LEAST_DEVIATION * LEAST_DEVIATION) - 1));
    var variance = new BigDecimal(deviation).pow(2);
    this.table =
        DiscreteGaussian.of(variance.divide(BigDecimal.valueOf(1L + factor * factor), DIGITS));
  }

  /** The unit of the grid in units of the last place. */
  long gridUnit() {
    return 1L << gridBits;
  }

  /** The deviation of the noise, in units of the grid. */
  double deviation() {
    return privacy.noise() * (privacy.clipUnits() / (double) gridUnit());
  }

  /**
   * The most that the sum over a batch, rounded to the grid, changes in L2 norm when one row is
   * replaced by another; in units of the grid.
   */
  double sensitivity() {
    double most = privacy.clipUnits() + clipping.excess();
    return 2 * most / gridUnit() + Math.sqrt(weights);
  }

  /** A bound on the total variation distance of a number of noise from the discrete Gaussian. */
  double distance() {
    double sum = factor == 0 ? 0 : 0x1p-85;
    return (factor == 0 ? 1 : 2) * table.distance() + sum;
  }

  DiscreteGaussian table() {
    return table;
  }

  /** What the second number of the table is multiplied by; 0 if there is none. */
  int factor() {
    return factor;
  }

  /** The noise at work in a program. */
  Source in(Code code) {
    return new Source(code);
  }

  /** The table and the keys in scratch. */
  final class Source {
    private final Code code;
    private final Vector thresholds;

    /** The key of all keys to come. */
    private final Vector chain;

    /** The key of the noise of this batch. */
    private final Vector key;

    private final Operand dataset;

    private Source(Code code) {
      this.code = code;
      this.thresholds = code.vector(table.thresholds().length);
      this.chain = code.secret(Layout.LEAF_WORDS);
      this.key = code.secret(Layout.LEAF_WORDS);
      this.dataset = code.variable();
    }

    /** The unit of the grid is 2^bits units of the last place. */
    int gridBits() {
      return gridBits;
    }

    /** Lays out the table, and makes the first key of all seeds. */
    void begin() {
      code.asm.remark("the table of the discrete Gaussian");
      var words = table.thresholds();
      for (int i = 0; i < words.length; i++) {
        code.asm.set(VALUE, word(words[i]));
        code.asm.store(VALUE, thresholds.at(i));
      }
      code.asm.remark("a key from the seeds of all");
      for (int i = 0; i < chain.length(); i++) {
        code.asm.set(VALUE, word(i));
        code.asm.store(VALUE, chain.at(i));
      }
      code.loop(
          dataset,
          1,
          Header.DATASETS,
          Times.DATASET,
          () -> {
            code.asm.multiply(OTHER, VALUE, word(Layout.LEAF_WORDS));
            chainUnder(OTHER);
          });
      chainUnder(word(Header.DEVELOPER_SEED));
    }

    private void chainUnder(Operand seed) {
      for (int i = 0; i < chain.length(); i++) {
        code.asm.load(VALUE, chain.at(i));
        code.asm.hash(VALUE, VALUE, seed);
        code.asm.store(VALUE, chain.at(i));
      }
    }

    /** Makes a key for the noise of a batch, and the next key of keys. */
    void beginBatch() {
      code.asm.remark("a key for the noise of this batch");
      derive(chain.length(), key);
      derive(0, chain);
    }

    private void derive(int message, Vector into) {
      var words = FREE.subList(0, into.length());
      for (int i = 0; i < into.length(); i++) {
        code.asm.set(words.get(i), word(message + i));
        code.asm.hash(words.get(i), words.get(i), chain.at(0));
      }
      for (int i = 0; i < into.length(); i++) code.asm.store(words.get(i), into.at(i));
    }

    /** What comes before the first number of a batch. */
    void beginNumbers() {
      code.asm.set(MESSAGE, word(0));
    }

    /** Adds a number of noise to a register of 7 to 15, and uses registers 2 to 6. */
    void addTo(Register sum) {
      pick();
      code.asm.add(sum, sum, PLACE.plus(-thresholds.address() - (long) table.reach()));
      if (factor == 0) return;
      pick();
      code.asm.add(FIRST, PLACE, word(-thresholds.address() - (long) table.reach()));
      code.asm.multiply(FIRST, FIRST, word(factor));
      code.asm.add(sum, sum, FIRST);
    }

    private void pick() {
      code.asm.hash(WORD, MESSAGE, key.at(0));
      code.asm.add(MESSAGE, MESSAGE, word(1));
      code.asm.set(PLACE, word(thresholds.address()));
      for (int half = (thresholds.length() + 1) / 2; half > 0; half /= 2) {
        // -1 if the word is below the threshold, else 0: without a branch.
        code.asm.load(BELOW, PLACE.plus(half - 1));
        code.asm.subtract(BELOW, WORD, BELOW);
        code.asm.shiftRight(BELOW, BELOW, word(63));
        code.asm.multiply(BELOW, BELOW, word(half));
        code.asm.add(PLACE, PLACE, BELOW.plus(half));
      }
    }
  }
}
