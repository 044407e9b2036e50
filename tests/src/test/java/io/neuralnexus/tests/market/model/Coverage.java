package io.neuralnexus.tests.market.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often each command and each end of a bid has happened in a run. */
final class Coverage {
  /** Ends of bids and slashes that a run must have seen, as the events name them. */
  private static final List<String> ENDS =
      List.of(
          "bid-matched",
          "bid-refunded cancelled",
          "bid-refunded outbid",
          "bid-refunded closed",
          "bid-refunded expired",
          "bid-refunded unclaimed",
          "committee-drawn drawn",
          "committee-drawn missed",
          "committee-drawn nobody",
          "verdict-reached median",
          "verdict-reached no-developer",
          "verdict-reached no-provider",
          "verdict-reached tied",
          "verdict-reached silent",
          "result-settled accepted, full price",
          "result-settled accepted, part of the price",
          "result-settled accepted, no price, slashed",
          "result-settled unanswered, full price",
          "result-settled unanswered, part of the price",
          "result-settled unanswered, no price",
          "result-settled verdict, full price",
          "result-settled verdict, part of the price",
          "result-settled verdict, no price, slashed",
          "result-settled split, part of the price",
          "pays developer",
          "pays provider",
          "pays both",
          "slash with bounty",
          "slash without bounty",
          "seat paid",
          "seat slashed for an outlier",
          "seat slashed for a no-show",
          "party kept off the bench",
          "slot given out again");

  private final Map<String, Integer> commands = new LinkedHashMap<>();
  private final Map<String, Integer> ends = new TreeMap<>();
  private int sequences;
  private int steps;

  Coverage() {
    Command.ALL.forEach(command -> commands.put(command.name(), 0));
    ENDS.forEach(end -> ends.put(end, 0));
  }

  void sequence() {
    sequences++;
  }

  void step(Command command) {
    steps++;
    commands.merge(command.name(), 1, Integer::sum);
  }

  void end(String name) {
    ends.merge(name, 1, Integer::sum);
  }

  void assertComplete() {
    assertThat(
            Stream.concat(commands.entrySet().stream(), ends.entrySet().stream())
                .filter(entry -> entry.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList())
        .as("what never happened in %d sequences", sequences)
        .isEmpty();
  }

  @Override
  public String toString() {
    return Stream.concat(commands.entrySet().stream(), ends.entrySet().stream())
        .map(entry -> "%7d  %s".formatted(entry.getValue(), entry.getKey()))
        .collect(
            Collectors.joining("\n", "%d sequences, %d steps%n".formatted(sequences, steps), "\n"));
  }
}
