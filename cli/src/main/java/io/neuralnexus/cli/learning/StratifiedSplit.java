package io.neuralnexus.cli.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Disjoint parts of a table, one per provider, and a hold-out part that no provider has. */
public record StratifiedSplit(List<LabelledRows> parts, LabelledRows holdOut) {
  private static final int LEAST_PER_CLASS_AND_PART = 2;

  /**
   * Deals the rows of each class in turn, in an order drawn from {@code random}, so that every part
   * has the table's proportion of classes to within one row.
   *
   * @param providers number of parts besides the hold-out
   * @throws IllegalArgumentException when a class has fewer than two rows for each part and for the
   *     hold-out
   */
  public static StratifiedSplit of(LabelledRows table, int providers, RandomGenerator random) {
    var hands = Stream.generate(() -> new ArrayList<Integer>()).limit(providers + 1).toList();
    for (var label : List.of(0, 1)) {
      var rows = rowsOf(table, label);
      requireEnough(table, label, rows.length, hands.size());
      shuffle(rows, random);
      for (var i = 0; i < rows.length; i++) hands.get(i % hands.size()).add(rows[i]);
    }
    var dealt =
        hands.stream()
            .map(hand -> table.select(hand.stream().mapToInt(Integer::intValue).sorted().toArray()))
            .toList();
    // The first hand takes the odd rows out: give it to the side that measures.
    return new StratifiedSplit(dealt.subList(1, dealt.size()), dealt.getFirst());
  }

  private static int[] rowsOf(LabelledRows table, int label) {
    return IntStream.range(0, table.size()).filter(i -> table.label(i) == label).toArray();
  }

  private static void requireEnough(LabelledRows table, int label, int rows, int parts) {
    var needed = LEAST_PER_CLASS_AND_PART * parts;
    if (rows >= needed) return;
    throw new IllegalArgumentException(
        "class '%s' has %d rows, too few to share among %d parts; at least %d are needed"
            .formatted(table.classNames().get(label), rows, parts, needed));
  }

  static void shuffle(int[] items, RandomGenerator random) {
    for (var i = items.length - 1; i > 0; i--) {
      var j = random.nextInt(i + 1);
      var item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
  }
}
