package io.neuralnexus.tests.market.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.SimnetException;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.model.Choice;

/** One sequence on one chain: what happens there, happens in the model, and both must agree. */
final class Play {
  private final Chain chain;
  private final Coverage coverage;
  private final EventFold fold;
  private final Market market;
  private final Transcript transcript = new Transcript();

  private Play(Chain chain, Coverage coverage) {
    this.chain = chain;
    this.coverage = coverage;
    this.fold = new EventFold(coverage);
    this.market = new Market(chain.market(), chain.terms(), chain.observe().next());
  }

  /**
   * Plays a sequence on a fresh chain, then lets the epilogue have it.
   *
   * @throws AssertionError with the transcript and how to replay it
   */
  static void of(Sequence sequence, Coverage coverage, Epilogue epilogue) {
    try (var chain = Chain.open()) {
      var play = new Play(chain, coverage);
      try {
        play.run(sequence);
        epilogue.after(play);
      } catch (AssertionError | SimnetException e) {
        throw new AssertionError(
            "%s%n%s%nreplay: -Dmarket.model.replay=%s%n"
                .formatted(e.getMessage(), play.transcript, sequence),
            e);
      }
    }
  }

  /** What is asked of the market at the end of a sequence. */
  @FunctionalInterface
  interface Epilogue {
    void after(Play play);
  }

  Market market() {
    return market;
  }

  void check() {
    var seen = chain.observe();
    Invariants.check(market, seen);
    fold.assertStoredSinceTheLastStep(chain, seen);
  }

  void assertThatEventsToldEverything() {
    fold.assertStoredBy(chain);
  }

  private void run(Sequence sequence) {
    for (var step : sequence.opening().steps(market, new Choice(sequence.variety()))) {
      perform(step.apply(market));
    }
    check();
    for (var word : sequence.words()) {
      var chosen = Command.choose(market, new Choice(word));
      perform(chosen.action());
      check();
      coverage.step(chosen.command());
    }
    coverage.sequence();
  }

  /** Does it on the chain, compares the answer with the model's, and moves the model. */
  void perform(Action action) {
    transcript.begin(action, market.now);
    switch (action) {
      case Action.Call call -> perform(call);
      case Action.WaitBurnBlocks(var count, var until) -> {
        chain.mineBurnBlocks(count);
        market.now = market.now.afterBurnBlocks(count);
      }
      case Action.WaitStacksBlocks(var count) -> {
        chain.mineStacksBlocks(count);
        market.now = market.now.afterStacksBlocks(count);
      }
      case Action.Gift(var from, var amount) -> {
        chain.give(from, amount);
        market.give(from, amount);
        market.now = market.now.afterStacksBlocks(1);
      }
      case Action.Transfer(var from, var to, var amount) -> {
        chain.transfer(from, to, amount);
        market.transfer(from, to, amount);
        market.now = market.now.afterStacksBlocks(1);
      }
    }
  }

  private void perform(Action.Call call) {
    var receipt = chain.call(call.sender(), call.contract(), call.function(), call.arguments());
    if (isExpected(receipt, call.expected())) {
      transcript.end(brief(receipt, call.expected()));
    } else {
      transcript.end(receipt.result().toString(), call.expected());
      throw new AssertionError(
          "%s answered %s, but the model said %s"
              .formatted(call, receipt.result(), call.expected()));
    }
    fold.take(receipt, market.contract);
    switch (call.expected()) {
      case Outcome.Returns(var result, var effect) -> effect.run();
      case Outcome.ReturnsEvent(var topic, var effect) -> effect.accept(receipt);
      case Outcome.Fails(var error) ->
          assertThat(receipt.events()).as("events of a call that failed").isEmpty();
    }
    market.now = market.now.afterStacksBlocks(1);
  }

  private static boolean isExpected(Receipt receipt, Outcome expected) {
    return switch (expected) {
      case Outcome.Returns(var result, var effect) ->
          receipt.result().equals(new ResponseValue.Ok(result));
      case Outcome.ReturnsEvent(var topic, var effect) ->
          receipt.result() instanceof ResponseValue.Ok(TupleValue event)
              && Values.text(event.get("topic")).equals(topic)
              && isPrinted(event, receipt);
      case Outcome.Fails(var error) -> receipt.result().equals(error.response());
    };
  }

  private static boolean isPrinted(Value event, Receipt receipt) {
    return receipt.events().stream()
        .anyMatch(
            emitted -> emitted instanceof Event.Print(var where, var value) && value.equals(event));
  }

  private static String brief(Receipt receipt, Outcome expected) {
    return expected instanceof Outcome.Returns ? receipt.result().toString() : expected.toString();
  }
}
