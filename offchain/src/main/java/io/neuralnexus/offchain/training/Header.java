package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;

import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Operand;

/** Where a program finds the words of the header. */
final class Header {
  static final Operand DATASETS = word(1);
  static final Operand EPOCHS = word(2);
  static final Operand RATE = word(3);
  static final Operand BATCH = word(4);
  static final Operand DECAY = word(5);

  /** The seeds of the data sets, a leaf for each, from data set 1 on. */
  static final int SEEDS = Layout.LEAF_WORDS;

  /** The seed of the developer. */
  static final int DEVELOPER_SEED = 21 * Layout.LEAF_WORDS;

  /** A leaf that is always 0: the key of a hash that everybody can compute. */
  static final int NOTHING = 22 * Layout.LEAF_WORDS;

  private Header() {}
}
