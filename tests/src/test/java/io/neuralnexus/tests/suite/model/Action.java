package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
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
      return "%s: %s.%s %s"
          .formatted(
              sender,
              contract,
              function,
              arguments.stream().map(Call::brief).collect(Collectors.joining(" ")));
    }

    /** Addresses by name, long values by their beginning. */
    private static String brief(Value value) {
      var text = Actor.of(value).map(Actor::toString).orElseGet(value::toString);
      return text.length() <= 40 ? text : text.substring(0, 34) + "...";
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

  /** STX sent to the vault without a call. */
  record Gift(Actor from, long amount) implements Action {
    @Override
    public String toString() {
      return "%s: gift of %d to the vault".formatted(from, amount);
    }
  }

  // ---- a sentence to write commands with

  /** A call that lacks its outcome. */
  record Unanswered(Actor sender, String contract, String function, List<Value> arguments) {

    Action fails(ContractError error) {
      return new Call(sender, contract, function, arguments, new Outcome.Fails(error));
    }

    Action returns(Value result, Runnable effect) {
      return new Call(sender, contract, function, arguments, new Outcome.Returns(result, effect));
    }

    /** Answers with an event named as the function. */
    Action tells(Runnable effect) {
      return tells(function, event -> effect.run());
    }

    /** The same, where the model needs what only the chain knows. */
    Action tells(Consumer<TupleValue> effect) {
      return tells(function, effect);
    }

    Action tells(String topic, Consumer<TupleValue> effect) {
      return new Call(sender, contract, function, arguments, new Outcome.Tells(topic, effect));
    }
  }

  static Unanswered call(Actor sender, String contract, String function, Value... arguments) {
    return new Unanswered(sender, contract, function, List.of(arguments));
  }
}
