package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R0;
import static io.neuralnexus.offchain.training.Code.OTHER;
import static io.neuralnexus.offchain.training.Code.VALUE;

import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.training.Code.Vector;

/**
 * Score and contributions. The score is the share of hold-out rows with the right class. A data set
 * contributes by how much larger the squared error on the hold-out set is without it, nothing if it
 * is not larger; equally, if that is so of all.
 */
final class Examination {
  private static final int BPS = 10_000;

  private static final Register SLOT = Register.R1;
  private static final Register TOTAL = Register.R2;
  private static final Register WHOLE = Register.R3;
  private static final Register SO_FAR = Register.R4;
  private static final Register GIVEN = Register.R5;

  private final Code code;
  private final RowLayout rows;
  private final Operand squaredError;
  private final Operand right;
  private final Operand end;
  private final Operand dataset;
  private final Vector errors;
  private final int output;

  Examination(Code code, RowLayout rows) {
    this.code = code;
    this.rows = rows;
    this.squaredError = code.variable();
    this.right = code.variable();
    this.end = code.variable();
    this.dataset = code.variable();
    this.errors = code.vector(1 + Layout.MOST_DATASETS);
    this.output = Layout.slot(code.k, Layout.OUTPUT);
  }

  /** Notes the error on the hold-out set of the model which was trained without a data set. */
  void examine(Learner learner, Operand leftOut) {
    code.asm.remark("the hold-out set");
    code.asm.store(R0, squaredError);
    code.asm.store(R0, right);
    code.asm.set(SLOT, word(Layout.slot(code.k, Layout.HOLDOUT)));
    rows.begin(code, SLOT, end);
    rows.each(code, end, Times.SCORED_ROW, () -> learner.examine(squaredError, right));
    code.asm.load(VALUE, squaredError);
    code.asm.load(OTHER, leftOut);
    code.asm.store(VALUE, OTHER.plus(errors.address()));
  }

  /** Puts out the share of rows that were right, in bps, rounded down. */
  void score() {
    code.asm.load(VALUE, right);
    code.asm.multiply(VALUE, VALUE, word(BPS));
    code.asm.load(OTHER, word(Layout.slot(code.k, Layout.HOLDOUT) + RowLayout.ROWS));
    code.asm.fdiv(VALUE, VALUE, OTHER);
    code.asm.shiftRight(VALUE, VALUE, word(32));
    code.asm.store(VALUE, word(output));
  }

  /** Puts out contributions that sum to 10,000: differences of rounded shares of the sum so far. */
  void contributions() {
    code.asm.remark("contributions");
    code.asm.load(WHOLE, errors.at(0));
    code.asm.set(TOTAL, word(0));
    eachDataset(
        () -> {
          code.asm.load(OTHER, VALUE.plus(errors.address()));
          code.asm.subtract(OTHER, OTHER, WHOLE);
          code.asm.max(OTHER, OTHER, word(0));
          code.asm.store(OTHER, VALUE.plus(errors.address()));
          code.asm.add(TOTAL, TOTAL, OTHER);
        });
    // If no data set was of use, 1 more for each.
    var none = WHOLE;
    code.asm.min(none, TOTAL, word(1));
    code.asm.subtract(none, none, word(1));
    code.asm.load(VALUE, Header.DATASETS);
    code.asm.multiply(VALUE, none, VALUE);
    code.asm.subtract(TOTAL, TOTAL, VALUE);
    code.asm.set(SO_FAR, word(0));
    code.asm.set(GIVEN, word(0));
    eachDataset(
        () -> {
          code.asm.load(OTHER, VALUE.plus(errors.address()));
          code.asm.add(SO_FAR, SO_FAR, OTHER);
          code.asm.subtract(SO_FAR, SO_FAR, none);
          code.asm.fdiv(OTHER, SO_FAR, TOTAL);
          code.asm.fmul(OTHER, OTHER, word(BPS));
          code.asm.subtract(SLOT, OTHER, GIVEN);
          code.asm.set(GIVEN, OTHER);
          code.asm.store(SLOT, VALUE.plus(output));
        });
  }

  private void eachDataset(Runnable body) {
    code.loop(dataset, 1, Header.DATASETS, Times.DATASET, body);
  }

  /** Copies words to the model. */
  static void publish(Code code, Vector words, int at) {
    int model = Layout.model(code.k) + at;
    code.each(
        words.length(),
        2,
        place -> {
          code.asm.load(VALUE, place.along(words.address()));
          code.asm.store(VALUE, place.along(model));
        });
  }
}
