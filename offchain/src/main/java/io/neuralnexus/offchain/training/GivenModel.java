package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.training.Code.VALUE;

import io.neuralnexus.offchain.machine.Assembler.Label;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.training.Code.Vector;

/**
 * How a model lies in a slot: a leaf with the number of its words and the number of rows that it
 * was trained on, then its words.
 */
final class GivenModel {
  static final int WORDS = 0;
  static final int ROWS = 1;
  static final int HEAD = Layout.LEAF_WORDS;

  /** A model counts for at most so many rows. */
  static final int MOST_ROWS = 1 << 24;

  private GivenModel() {}

  /** Jumps away unless the slot at an address holds a model of so many words. */
  static void check(Code code, Register slot, int words, Label otherwise) {
    code.asm.load(VALUE, slot.plus(WORDS));
    code.asm.jumpIfNotEqual(VALUE, word(words), otherwise);
    code.asm.load(VALUE, slot.plus(ROWS));
    code.asm.jumpIfLess(VALUE, word(0), otherwise);
    code.asm.jumpIfNotLess(VALUE, word(MOST_ROWS + 1L), otherwise);
  }

  /** The address of the first word of the model in the slot of the hold-out set. */
  static int firstWord(Code code) {
    return Layout.slot(code.k, Layout.HOLDOUT) + HEAD;
  }

  /** Copies the first words of the model in the slot of the hold-out set. */
  static void copy(Code code, Vector into) {
    code.each(
        into.length(),
        2,
        place -> {
          code.asm.load(VALUE, place.along(firstWord(code)));
          code.asm.store(VALUE, place.along(into.address()));
        });
  }
}
