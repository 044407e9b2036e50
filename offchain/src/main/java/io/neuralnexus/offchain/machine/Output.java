package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a run came to, and the proof that it did.
 *
 * @param score in bps; 0 if the run did not halt
 * @param weights contribution of each data set in bps, 20 of them
 * @param model the words of the model
 * @param words the 256 bytes that hold score and weights
 * @param path the siblings of their sub-tree
 * @param modelRoot the root of the half slot that holds the model
 */
public record Output(
    int score,
    List<Integer> weights,
    List<Long> model,
    Buff words,
    List<Buff> path,
    Buff modelRoot) {
  private static final long MOST_BPS = 10_000;

  /** The level in the tree of the sub-tree of four leaves that is opened. */
  private static final int LEVEL = 2;

  public Output {
    weights = List.copyOf(weights);
    model = List.copyOf(model);
    path = List.copyOf(path);
  }

  /** The output of a machine as it is now. */
  public static Output of(Machine machine) {
    var memory = machine.memory();
    int k = memory.k();
    int base = Layout.slot(k, Layout.OUTPUT);
    var path = memory.siblings(base, LEVEL);
    return new Output(
        machine.status() == Status.HALTED ? bps(memory.load(base)) : 0,
        IntStream.rangeClosed(1, Layout.MOST_DATASETS)
            .mapToObj(i -> bps(memory.load(base + i)))
            .toList(),
        LongStream.range(0, machine.program().words())
            .mapToObj(i -> memory.load(Layout.model(k) + (int) i))
            .toList(),
        memory.words(base, Layout.OUTPUT_WORDS),
        path,
        modelRoot(path, k));
  }

  /**
   * The commitment to a model: what whoever is given its words compares with the root that the
   * chain holds.
   *
   * @param words of the model, at most half a slot
   */
  public static Buff modelRoot(int k, List<Long> words) {
    var slot = new long[Layout.slotWords(k)];
    for (int i = 0; i < words.size(); i++) slot[Layout.mostModelWords(k) + i] = words.get(i);
    // The second half of the slot, right of its root.
    return Buff.of(new Hasher(new Salts(k)).tree(Layout.OUTPUT, slot).node(3));
  }

  private static Buff modelRoot(List<Buff> path, int k) {
    return path.get(k - 9 - LEVEL);
  }

  private static int bps(long word) {
    return (int) Math.clamp(word, 0, MOST_BPS);
  }
}
