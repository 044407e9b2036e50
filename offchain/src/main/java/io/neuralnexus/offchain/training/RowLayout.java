package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.training.Code.OTHER;
import static io.neuralnexus.offchain.training.Code.ROW;
import static io.neuralnexus.offchain.training.Code.VALUE;

import io.neuralnexus.offchain.machine.Assembler.Label;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Register;

/**
 * How rows lie in a slot: a leaf with their number, the number of features and of classes; two
 * words for each feature, which programs do not read; from the next leaf on the rows, each its
 * features and its class.
 */
record RowLayout(int features, int classes) {
  static final int ROWS = 0;
  static final int FEATURES = 1;
  static final int CLASSES = 2;

  /** The scales of the features. */
  static final int SCALES = Layout.LEAF_WORDS;

  static final int SCALE_WORDS = 2;

  /** The words before the first row. */
  int head() {
    int words = SCALES + SCALE_WORDS * features;
    return (words + Layout.LEAF_WORDS - 1) / Layout.LEAF_WORDS * Layout.LEAF_WORDS;
  }

  /** The words of a row. */
  int stride() {
    return features + 1;
  }

  /** The words of so many rows. */
  long words(int rows) {
    return head() + (long) rows * stride();
  }

  /** The most rows in a slot of memory of 2^k words. */
  int mostRows(int k) {
    return Math.max(0, (Layout.slotWords(k) - head()) / stride());
  }

  /**
   * Jumps away unless the slot at an address holds at least so many rows of this layout, and no
   * more than fit: whatever an owner brings, a program stays within its slot.
   */
  void check(Code code, Register slot, int leastRows, Label otherwise) {
    code.asm.load(VALUE, slot.plus(ROWS));
    code.asm.jumpIfLess(VALUE, word(leastRows), otherwise);
    code.asm.jumpIfNotLess(VALUE, word(mostRows(code.k) + 1L), otherwise);
    code.asm.load(VALUE, slot.plus(FEATURES));
    code.asm.jumpIfNotEqual(VALUE, word(features), otherwise);
    code.asm.load(VALUE, slot.plus(CLASSES));
    code.asm.jumpIfNotEqual(VALUE, word(classes), otherwise);
  }

  /** Sets {@link Code#ROW} to the first row of the slot at an address, and a word to their end. */
  void begin(Code code, Register slot, Operand end) {
    code.asm.load(OTHER, slot.plus(ROWS));
    code.asm.multiply(OTHER, OTHER, word(stride()));
    code.asm.add(OTHER, OTHER, slot.plus(head()));
    code.asm.store(OTHER, end);
    code.asm.add(ROW, slot, word(head()));
  }

  /** Runs a body for the row at hand and those after it, up to an address. */
  void each(Code code, Operand end, Times each, Runnable body) {
    var done = code.asm.label();
    var next = code.asm.here();
    code.asm.load(VALUE, end);
    code.asm.jumpIfNotLess(ROW, VALUE, done);
    code.during(
        each,
        () -> {
          body.run();
          code.asm.add(ROW, ROW, word(stride()));
          code.asm.jump(next);
          code.again(2);
        });
    code.asm.place(done);
  }

  /** The class of the row at hand, cut to the classes there are. */
  void label(Code code, Register into) {
    code.asm.load(into, ROW.plus(features));
    code.asm.max(into, into, word(0));
    code.asm.min(into, into, word(classes - 1));
  }
}
