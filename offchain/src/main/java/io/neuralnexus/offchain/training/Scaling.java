package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R0;
import static io.neuralnexus.offchain.training.Code.OTHER;
import static io.neuralnexus.offchain.training.Code.VALUE;

import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.training.Code.Vector;

/**
 * Standardisation: a feature times a factor plus an offset, so that on the hold-out set its mean is
 * 0 and its deviation 1, cut to ten deviations. The hold-out set is the developer's, so this tells
 * nothing of the rows of the owners. A feature that is the same in all its rows becomes 0.
 */
record Scaling(Vector offsets, Vector factors) {
  /** What features are cut to on either side. */
  static final long MOST = 10 * FixedPoint.ONE;

  /** A mean distance from the mean below this, 2^-20, is taken to be none. */
  private static final long LEAST_DISTANCE = 1 << 12;

  private static final int ROOT_TURNS = 12;

  private static final Register SHARE = Register.R1;
  private static final Register ROOT = Register.R2;
  private static final Register SLOT = Register.R3;

  static Scaling in(Code code, int features) {
    return new Scaling(code.vector(features), code.vector(features));
  }

  /** Takes the scales over from a model, in which they begin at an address. */
  void copy(Code code, int address) {
    int features = offsets.length();
    code.each(
        features,
        4,
        place -> {
          code.asm.load(VALUE, place.along(address));
          code.asm.store(VALUE, place.along(offsets.address()));
          code.asm.load(VALUE, place.along(address + features));
          code.asm.store(VALUE, place.along(factors.address()));
        });
  }

  /** Computes the scales from the hold-out set. */
  void measure(Code code, RowLayout rows) {
    int features = offsets.length();
    var means = code.vector(features).address();
    var distances = code.vector(features).address();
    var squares = code.vector(features).address();
    code.asm.load(VALUE, word(Layout.slot(code.k, Layout.HOLDOUT) + RowLayout.ROWS));
    code.asm.shiftLeft(VALUE, VALUE, word(32));
    code.asm.set(SHARE, word(FixedPoint.ONE));
    code.asm.fdiv(SHARE, SHARE, VALUE);

    pass(
        code,
        rows,
        2,
        place -> {
          code.asm.load(VALUE, place.along(0));
          code.asm.multiplyIntoMemory(SHARE, VALUE, place.across(means));
        });
    // First by the mean distance from the mean, which has no squares that could get out of range.
    pass(
        code,
        rows,
        6,
        place -> {
          code.asm.load(VALUE, place.along(0));
          code.asm.load(OTHER, place.across(means));
          code.asm.subtract(VALUE, VALUE, OTHER);
          code.asm.subtract(OTHER, R0, VALUE);
          code.asm.max(VALUE, VALUE, OTHER);
          code.asm.multiplyIntoMemory(SHARE, VALUE, place.across(distances));
        });
    code.each(
        features,
        8,
        place -> {
          code.asm.load(VALUE, place.along(distances));
          code.asm.subtract(OTHER, VALUE, word(LEAST_DISTANCE));
          code.asm.max(OTHER, OTHER, word(0));
          code.asm.min(OTHER, OTHER, word(1));
          code.asm.max(VALUE, VALUE, word(LEAST_DISTANCE));
          code.asm.set(ROOT, word(FixedPoint.ONE));
          code.asm.fdiv(VALUE, ROOT, VALUE);
          code.asm.multiply(VALUE, VALUE, OTHER);
          code.asm.store(VALUE, place.along(factors.address()));
        });
    pass(
        code,
        rows,
        7,
        place -> {
          code.asm.load(VALUE, place.along(0));
          code.asm.load(OTHER, place.across(means));
          code.asm.subtract(VALUE, VALUE, OTHER);
          code.asm.load(OTHER, place.across(factors.address()));
          code.asm.fmul(VALUE, VALUE, OTHER);
          code.asm.fmul(VALUE, VALUE, VALUE);
          code.asm.multiplyIntoMemory(SHARE, VALUE, place.across(squares));
        });
    code.each(
        features,
        3 * ROOT_TURNS + 10,
        place -> {
          code.asm.load(VALUE, place.along(squares));
          code.rootAbove(ROOT, VALUE, FixedPoint.ONE, ROOT_TURNS);
          code.asm.load(VALUE, place.along(factors.address()));
          code.asm.fdiv(VALUE, VALUE, ROOT);
          code.asm.store(VALUE, place.along(factors.address()));
          code.asm.load(OTHER, place.along(means));
          code.asm.fmul(VALUE, VALUE, OTHER);
          code.asm.subtract(VALUE, R0, VALUE);
          code.asm.store(VALUE, place.along(offsets.address()));
        });
  }

  private void pass(Code code, RowLayout rows, int size, Code.Turn turn) {
    var end = code.variable();
    code.asm.set(SLOT, word(Layout.slot(code.k, Layout.HOLDOUT)));
    rows.begin(code, SLOT, end);
    rows.each(
        code, end, Times.HOLDOUT_ROW, () -> code.along(Code.ROW, offsets.length(), 1, size, turn));
  }
}
