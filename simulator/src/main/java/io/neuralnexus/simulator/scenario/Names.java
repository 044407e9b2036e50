package io.neuralnexus.simulator.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What somebody may have meant who wrote a name that there is not. */
final class Names {
  private static final int MOST = 3;
  private static final int ALL = 12;

  private Names() {}

  /** The mend: all names if they are few, otherwise those that look most like it. */
  static String mend(String wrong, Collection<String> known) {
    if (known.isEmpty()) return "there is none to name";
    if (known.size() <= ALL) {
      var names = known.stream().sorted().toList();
      var nearest = nearest(wrong, known).getFirst();
      var hint = distance(wrong, nearest) <= 2 ? "did you mean %s? ".formatted(nearest) : "";
      return hint + "known " + (names.size() == 1 ? "is " : "are ") + String.join(", ", names);
    }
    return "the nearest are " + String.join(", ", nearest(wrong, known));
  }

  private static List<String> nearest(String wrong, Collection<String> known) {
    return known.stream()
        .sorted(
            Comparator.comparingInt((String name) -> distance(wrong, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** How many characters must be put in, taken out or changed (Levenshtein, 1966). */
  static int distance(String a, String b) {
    var row = IntStream.rangeClosed(0, b.length()).toArray();
    for (var i = 1; i <= a.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
