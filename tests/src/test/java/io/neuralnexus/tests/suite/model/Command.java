package io.neuralnexus.tests.suite.model;

import io.neuralnexus.tests.model.Choice;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One outcome of one action: {@code lock-match} and {@code lock-match, too early} are two.
 *
 * @param weight how often it is chosen, against the others that can happen
 */
record Command(String name, double weight, Proposal proposal) {

  /** Whoever waits while such a command can happen is likely to miss a deadline. */
  static final double URGENT = 36;

  /** Looks for a way to bring the outcome about in a state of the suite. */
  @FunctionalInterface
  interface Proposal {
    Optional<Action> in(Suite suite, Choice choice);
  }

  /** What is done to one target. */
  @FunctionalInterface
  interface Deed<T> {
    Action to(T target, Suite suite, Choice choice);
  }

  /** A command with the action it was chosen for. */
  record Chosen(Command command, Action action) {}

  static final List<Command> ALL =
      Stream.of(
              MoneyCommands.ALL,
              DataCommands.ALL,
              JobCommands.ALL,
              WorkCommands.ALL,
              DisputeCommands.ALL,
              ModelCommands.ALL,
              GovernanceCommands.ALL,
              WorldCommands.ALL)
          .flatMap(List::stream)
          .toList();

  /** A command that needs one of several targets. */
  static <T> Command on(
      Function<Suite, Stream<T>> targets, String name, double weight, Deed<T> deed) {
    return new Command(
        name,
        weight,
        (suite, choice) ->
            choice.among(targets.apply(suite)).map(target -> deed.to(target, suite, choice)));
  }

  /** A command that needs a certain state of the suite. */
  static Command when(Predicate<Suite> condition, String name, double weight, Deed<Suite> deed) {
    return on(suite -> Stream.of(suite).filter(condition), name, weight, deed);
  }

  /** A command that can always happen. */
  static Command always(String name, double weight, Deed<Suite> deed) {
    return when(suite -> true, name, weight, deed);
  }

  /** Whether somebody has something to do that should not wait. */
  static boolean isUrgent(Suite suite, Choice choice) {
    return ALL.stream()
        .filter(each -> each.weight >= URGENT)
        .anyMatch(each -> each.proposal.in(suite, choice).isPresent());
  }

  /** What happens next: of the commands that can happen the one that wins the lottery. */
  static Chosen choose(Suite suite, Choice choice) {
    var tickets = new double[ALL.size()];
    for (int i = 0; i < tickets.length; i++) {
      tickets[i] = -Math.log(choice.luck(ALL.get(i).name)) / ALL.get(i).weight;
    }
    for (int tried = 0; tried < tickets.length; tried++) {
      int best = 0;
      for (int i = 1; i < tickets.length; i++) if (tickets[i] < tickets[best]) best = i;
      tickets[best] = Double.POSITIVE_INFINITY;
      var command = ALL.get(best);
      var action = command.proposal.in(suite, choice);
      if (action.isPresent()) return new Chosen(command, action.get());
    }
    throw new AssertionError("nothing can happen any more, not even time");
  }
}
