package io.neuralnexus.offchain.machine;

/** Where things lie in memory of 2^k words: 32 equal slots. */
public final class Layout {
  /** The least k. */
  public static final int LEAST_K = 13;

  /** The greatest k. */
  public static final int MOST_K = 24;

  /** The words of a leaf. */
  public static final int LEAF_WORDS = 8;

  /** The most data sets of a job. */
  public static final int MOST_DATASETS = 20;

  /** The slot of the header. */
  public static final int HEADER = 0;

  /** The slot of the hold-out set. */
  public static final int HOLDOUT = 1;

  /** The slot of the first data set. */
  public static final int FIRST_DATASET = 2;

  /** The first of nine slots of scratch. */
  public static final int SCRATCH = 22;

  /** The slot of the output. */
  public static final int OUTPUT = 31;

  /** The number of slots. */
  static final int SLOTS = 32;

  /** The leaf of the header with the developer's seed. */
  static final int DEVELOPER_SEED_LEAF = 21;

  /** The words that are opened as output: score and weights. */
  static final int OUTPUT_WORDS = 32;

  private Layout() {}

  /** The words of a slot. */
  public static int slotWords(int k) {
    return 1 << k - 5;
  }

  /** The leaves of a slot. */
  public static int slotLeaves(int k) {
    return 1 << k - 8;
  }

  /** The address of the first word of a slot. */
  public static int slot(int k, int slot) {
    return slot << k - 5;
  }

  /** The address of the first word of the model: the second half of the output slot. */
  public static int model(int k) {
    return slot(k, OUTPUT) + mostModelWords(k);
  }

  /** The most words of a model: half a slot. */
  public static int mostModelWords(int k) {
    return 1 << k - 6;
  }

  /** The first address that a program may write. */
  static int firstWritable(int k) {
    return slot(k, SCRATCH);
  }

  /** The address after the last that a program with a model of so many words may write. */
  static int endOfWritable(int k, int words) {
    return model(k) + words;
  }

  static void check(int k) {
    if (k < LEAST_K || k > MOST_K) {
      throw new IllegalArgumentException("k is " + k + ", which is not in 13 .. 24");
    }
  }
}
