package io.neuralnexus.tests.suite.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often each command, and each end of a job, has happened in a run. For many threads. */
final class Coverage {
  private final Map<String, Integer> commands = new LinkedHashMap<>();
  private final Map<String, Integer> ends = new TreeMap<>();
  private int sequences;
  private int steps;

  Coverage() {
    Command.ALL.forEach(command -> commands.put(command.name(), 0));
    Ends.ALL.forEach(end -> ends.put(end, 0));
  }

  synchronized void step(Command command) {
    steps++;
    commands.merge(command.name(), 1, Integer::sum);
  }

  /** Counts what a sequence came to. */
  synchronized void sequence(Suite suite) {
    sequences++;
    Ends.of(suite).forEach(end -> ends.merge(end, 1, Integer::sum));
  }

  synchronized void assertComplete() {
    assertThat(
            Stream.concat(commands.entrySet().stream(), ends.entrySet().stream())
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList())
        .as("what never happened in %d sequences", sequences)
        .isEmpty();
  }

  @Override
  public synchronized String toString() {
    return Stream.concat(commands.entrySet().stream(), ends.entrySet().stream())
        .map(entry -> "%7d  %s".formatted(entry.getValue(), entry.getKey()))
        .collect(
            Collectors.joining("\n", "%d sequences, %d steps%n".formatted(sequences, steps), "\n"));
  }
}
