package io.neuralnexus.offchain.training;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.Slot;
import java.util.List;

/**
 * A model as a slot holds it: what a local training starts from, and what an average is made of.
 *
 * @param words of the model
 * @param rows that it was trained on, which it is weighed by
 */
public record Update(List<Long> words, int rows) {
  public Update {
    words = List.copyOf(words);
    if (rows < 0 || rows > GivenModel.MOST_ROWS) {
      throw new IllegalArgumentException(
          "%d rows: a model counts for 0 to %d".formatted(rows, GivenModel.MOST_ROWS));
    }
  }

  /**
   * The model of somebody's run, if it is the one that was committed to on the chain.
   *
   * @param modelRoot what the chain holds as the root of the model of that run
   * @param k of the memory of that run
   * @throws IllegalArgumentException if it is another
   */
  public static Update committed(String owner, int k, List<Long> words, int rows, Buff modelRoot) {
    var found = Output.modelRoot(k, words);
    if (!found.equals(modelRoot)) {
      throw new IllegalArgumentException(
          "the model of %s is not what the chain holds: its root is %s, expected is %s; ask for the words that its run put out"
              .formatted(owner, found, modelRoot));
    }
    return new Update(words, rows);
  }

  /**
   * The slot that holds it.
   *
   * @param secret 32 bytes that salt it
   */
  public Slot slot(Buff secret) {
    var slot = new long[Layout.LEAF_WORDS + words.size()];
    slot[GivenModel.WORDS] = words.size();
    slot[GivenModel.ROWS] = rows;
    for (int i = 0; i < words.size(); i++) slot[GivenModel.HEAD + i] = words.get(i);
    return Slot.of(secret, slot);
  }
}
