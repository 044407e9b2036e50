package io.neuralnexus.clarity.syntax;

import io.neuralnexus.clarity.Epoch;
import java.util.List;

/**
 * How deep expressions may be nested: a little deeper than calls, since not every list is a call.
 *
 * @param calls the limit of the VM's call stack
 */
record Nesting(int calls) {
  private static final int MORE_THAN_CALLS = 5;

  static Nesting of(Epoch epoch) {
    return new Nesting(epoch.compareTo(Epoch.EPOCH_3_4) < 0 ? 64 : 128);
  }

  String message() {
    return "AST has too deep of an expression nesting. The maximum stack depth is " + calls;
  }

  /** The parser lets a level more pass than {@link #check} afterwards. */
  int mostWhileReading() {
    return calls + MORE_THAN_CALLS + 1;
  }

  /** Counts lists alone and then tuple literals too, and reports both, as the official VM does. */
  void check(List<Node> nodes, Diagnostics diagnostics) {
    if (depth(nodes, false) >= calls + MORE_THAN_CALLS) diagnostics.error(message());
    if (depth(nodes, true) >= calls + MORE_THAN_CALLS) diagnostics.error(message());
  }

  private static int depth(List<Node> nodes, boolean countTuples) {
    var most = 0;
    for (var node : nodes) {
      if (node instanceof Node.Sequence list) {
        most = Math.max(most, 1 + depth(list.items(), countTuples));
      } else if (countTuples && node instanceof Node.Braces tuple) {
        most = Math.max(most, 1 + depth(tuple.items(), true));
      }
    }
    return most;
  }
}
