package io.neuralnexus.tests.market.model;

import io.neuralnexus.tests.model.Choice;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One outcome of one action: {@code place-computation-bid, queues} and {@code
 * place-computation-bid, queue full} are two.
 *
 * @param weight how often it is chosen, against the others that can happen
 */
record Command(String name, double weight, Proposal proposal) {

  /** Looks for a way to bring the outcome about in a state of the market. */
  @FunctionalInterface
  interface Proposal {
    Optional<Action> in(Market market, Choice choice);
  }

  /** What is done to one target. */
  @FunctionalInterface
  interface Deed<T> {
    Action to(T target, Market market, Choice choice);
  }

  /** A command with the action it was chosen for. */
  record Chosen(Command command, Action action) {}

  static final List<Command> ALL =
      Stream.of(
              DatasetCommands.ALL,
              BidCommands.ALL,
              ResultCommands.ALL,
              CommitteeCommands.ALL,
              ValidatorCommands.ALL,
              WorldCommands.ALL)
          .flatMap(List::stream)
          .toList();

  /** A command that needs one of several targets. */
  static <T> Command on(
      Function<Market, Stream<T>> targets, String name, double weight, Deed<T> deed) {
    return new Command(
        name,
        weight,
        (market, choice) ->
            choice.among(targets.apply(market)).map(target -> deed.to(target, market, choice)));
  }

  /** A command that needs a certain state of the market. */
  static Command when(Predicate<Market> condition, String name, double weight, Deed<Market> deed) {
    return on(market -> Stream.of(market).filter(condition), name, weight, deed);
  }

  /** A command that can always happen. */
  static Command always(String name, double weight, Deed<Market> deed) {
    return when(market -> true, name, weight, deed);
  }

  /** What happens next: of the commands that can happen the one that wins the lottery. */
  static Chosen choose(Market market, Choice choice) {
    return ALL.stream()
        .sorted(
            Comparator.comparingDouble(
                command -> -Math.log(choice.luck(command.name)) / command.weight))
        .flatMap(
            command ->
                command
                    .proposal
                    .in(market, choice)
                    .map(action -> new Chosen(command, action))
                    .stream())
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing can happen any more, not even time"));
  }
}
