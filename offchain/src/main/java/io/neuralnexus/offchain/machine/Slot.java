package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.util.Arrays;
import java.util.Objects;

/**
 * The words of a data set or a hold-out set, as they lie in its slot, and the secret that salts
 * their leaves. Words beyond these are 0.
 */
public final class Slot {
  private final Buff secret;
  private final long[] words;

  private Slot(Buff secret, long[] words) {
    this.secret = secret;
    this.words = words;
  }

  /**
   * A slot.
   *
   * @param secret 32 bytes
   */
  public static Slot of(Buff secret, long... words) {
    if (secret.length() != Hashing.LENGTH) {
      throw new IllegalArgumentException(
          "the secret of a slot has 32 bytes, not " + secret.length());
    }
    return new Slot(secret, words.clone());
  }

  /** What salts its leaves. */
  public Buff secret() {
    return secret;
  }

  /** The number of its words. */
  public int length() {
    return words.length;
  }

  /** The word at an index. */
  public long word(int index) {
    return words[Objects.checkIndex(index, words.length)];
  }

  /**
   * The root of its sub-tree in memory of 2^k words: the {@code input-root} of a data set, the
   * {@code holdout-root} of a job.
   *
   * @throws IllegalArgumentException if it has more words than a slot
   */
  public Buff root(int k) {
    checkFits(k);
    var salts = new Salts(k);
    salts.put(Layout.HOLDOUT, secret.bytes());
    var padded = Arrays.copyOf(words, Layout.slotWords(k));
    return Buff.of(new Hasher(salts).tree(Layout.HOLDOUT, padded).root());
  }

  void checkFits(int k) {
    if (words.length > Layout.slotWords(k)) {
      throw new IllegalArgumentException(
          "%d words do not fit into a slot of %d: choose a program with a larger k than %d"
              .formatted(words.length, Layout.slotWords(k), k));
    }
  }

  void copyTo(long[] memory, int address) {
    System.arraycopy(words, 0, memory, address, words.length);
  }
}
