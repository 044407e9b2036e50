package io.neuralnexus.tests.suite.model;

import java.util.ArrayList;
import java.util.List;

/** One line per action, with its time and outcome. */
final class Transcript {
  private final List<String> lines = new ArrayList<>();

  int length() {
    return lines.size();
  }

  void begin(Action action, Clock now) {
    lines.add("%3d  %5d/%-5d %s".formatted(lines.size() + 1, now.stacks(), now.burn(), action));
  }

  void end(String outcome) {
    lines.add(lines.removeLast() + " -> " + outcome);
  }

  @Override
  public String toString() {
    return "  #  Stacks/burn  action -> outcome%n%s".formatted(String.join("\n", lines));
  }
}
