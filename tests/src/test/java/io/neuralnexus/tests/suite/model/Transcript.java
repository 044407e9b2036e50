package io.neuralnexus.tests.suite.model;

import java.util.ArrayList;
import java.util.List;

/** One line per action, with its time and outcome; written only when somebody wants to read it. */
final class Transcript {
  private record Line(Action action, Clock then, Object outcome) {}

  private final List<Line> lines = new ArrayList<>();

  int length() {
    return lines.size();
  }

  void begin(Action action, Clock now) {
    lines.add(new Line(action, now, ""));
  }

  void end(Object outcome) {
    var last = lines.removeLast();
    lines.add(new Line(last.action, last.then, outcome));
  }

  @Override
  public String toString() {
    var text = new StringBuilder("  #  Stacks/burn  action -> outcome\n");
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      text.append(
          "%3d  %5d/%-5d %s -> %s%n"
              .formatted(i + 1, line.then.stacks(), line.then.burn(), line.action, line.outcome));
    }
    return text.toString();
  }
}
