package io.neuralnexus.tests.market.model;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One thing that somebody does. */
sealed interface Action {

  /** A call, and what the model says it will answer. */
  record Call(
      Actor sender, String contract, String function, List<Value> arguments, Outcome expected)
      implements Action {
    @Override
    public String toString() {
      return "%s: (%s%s)"
          .formatted(
              sender,
              contract.equals(Chain.MARKET) ? "" : contract + " ",
              arguments.stream()
                  .map(Call::brief)
                  .collect(Collectors.joining(" ", function + " ", ""))
                  .strip());
    }

    /** Addresses by name, long buffers by their beginning. */
    private static String brief(Value value) {
      var text = Actor.of(value).map(Actor::toString).orElseGet(value::toString);
      return text.length() <= 24 ? text : text.substring(0, 18) + "...";
    }
  }

  /** Empty burn blocks, each with a Stacks block. */
  record WaitBurnBlocks(long count, String until) implements Action {
    @Override
    public String toString() {
      return "wait %d burn blocks, %s".formatted(count, until);
    }
  }

  /** Empty Stacks blocks of one tenure: a fast chain. */
  record WaitStacksBlocks(long count) implements Action {
    @Override
    public String toString() {
      return "wait %d Stacks blocks of one burn block".formatted(count);
    }
  }

  /** STX sent to the contract without a call. */
  record Gift(Actor from, long amount) implements Action {
    @Override
    public String toString() {
      return "%s: gift of %d to the contract".formatted(from, amount);
    }
  }

  /** STX sent to another account. */
  record Transfer(Actor from, Actor to, long amount) implements Action {
    @Override
    public String toString() {
      return "%s: transfer of %d to %s".formatted(from, amount, to);
    }
  }

  // ---- a sentence to write commands with

  /** A call of the market that lacks its outcome. */
  record Unanswered(Actor sender, String contract, String function, List<Value> arguments) {

    /** The same function of another contract. */
    Unanswered of(String other) {
      return new Unanswered(sender, other, function, arguments);
    }

    /** The same through a contract that stands between. */
    Unanswered throughAnother() {
      return of(Chain.INTERMEDIARY);
    }

    Action fails(NeuralTrainingMarket.Error error) {
      return new Call(sender, contract, function, arguments, new Outcome.Fails(error));
    }

    Action returns(Value result, Runnable effect) {
      return new Call(sender, contract, function, arguments, new Outcome.Returns(result, effect));
    }

    Action returnsEvent(String topic, Runnable effect) {
      return returnsEvent(topic, receipt -> effect.run());
    }

    Action returnsEvent(String topic, Consumer<Receipt> effect) {
      return new Call(
          sender, contract, function, arguments, new Outcome.ReturnsEvent(topic, effect));
    }
  }

  static Unanswered call(Actor sender, String function, Value... arguments) {
    return new Unanswered(sender, Chain.MARKET, function, List.of(arguments));
  }
}
