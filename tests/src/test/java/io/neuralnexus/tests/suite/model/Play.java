package io.neuralnexus.tests.suite.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.SimnetException;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.model.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One sequence on one chain: what happens there, happens in the model, and both must agree. */
final class Play {
  /** After so many steps everything is compared, not only what a step has changed. */
  private static final int ALL_OF_IT = 25;

  /**
   * The official engine is asked over a pipe. There every answer and every event is compared with
   * those of the other engine, on which everything is looked at.
   */
  private static final boolean LOOKING_IS_FREE =
      System.getProperty("simnet.engine", "jvm").equals("jvm");

  private static final long ALL_MONEY = Stream.of(Actor.values()).mapToLong(Actor::purse).sum();

  private final Chain chain;
  private final Suite suite;
  private final Transcript transcript = new Transcript();

  private final List<Listener> listeners = new ArrayList<>();

  /** What the events tell: of a step, held against the chain after it, of all, at the end. */
  private final AuditTrail trail;

  Play(Chain chain, Map<String, Long> parameters, Clock now) {
    this.chain = chain;
    this.trail = chain.trail();
    listen((receipt, block) -> trail.read(receipt, block.stacks(), block.burn()));
    this.suite = new Suite(chain.named(Chain.MARKET), parameters, now);
  }

  /** Hears of every transaction, in order. */
  @FunctionalInterface
  interface Listener {
    void hear(Receipt receipt, Clock block);
  }

  /** From now on this one hears of every transaction too. */
  void listen(Listener listener) {
    listeners.add(listener);
  }

  private void tell(Receipt receipt) {
    listeners.forEach(each -> each.hear(receipt, suite.now));
  }

  /** What is asked of the suite at the end of a sequence. */
  @FunctionalInterface
  interface Epilogue {
    void after(Play play);
  }

  /**
   * Plays a sequence, then lets the epilogue have it.
   *
   * @throws AssertionError with the transcript and how to replay it
   */
  static void of(Sequence sequence, Stage stage, Coverage coverage, Epilogue epilogue) {
    var play = stage.opened(sequence.opening());
    try {
      for (var word : sequence.words()) {
        var chosen = Command.choose(play.suite, new Choice(word));
        play.perform(chosen.action());
        coverage.step(chosen.command());
      }
      play.checkEverything();
      play.assertThatEventsToldEverything();
      coverage.sequence(play.suite);
      epilogue.after(play);
    } catch (AssertionError | SimnetException e) {
      throw new AssertionError(
          "%s%n%s%nreplay: -Dsuite.model.replay=%s%n"
              .formatted(e.getMessage(), play.transcript, sequence),
          e);
    }
  }

  Suite suite() {
    return suite;
  }

  // ---- acting

  /** Does it on the chain, compares the answer with the model's, moves the model, and looks. */
  Optional<Receipt> perform(Action action) {
    transcript.begin(action, suite.now);
    var answer = Optional.<Receipt>empty();
    switch (action) {
      case Action.Call call -> {
        var receipt = chain.call(call.sender(), call.contract(), call.function(), call.arguments());
        if (!isExpected(receipt, call.expected())) {
          transcript.end(receipt.result() + ", BUT THE MODEL SAID " + call.expected());
          throw new AssertionError(
              "%s answered %s, but the model said %s"
                  .formatted(call, receipt.result(), call.expected()));
        }
        transcript.end(call.expected());
        take(call, receipt);
        answer = Optional.of(receipt);
      }
      case Action.WaitBurnBlocks(var count, var until) -> chain.mineBurnBlocks(count);
      case Action.WaitStacksBlocks(var count) -> chain.mineStacksBlocks(count);
      case Action.Gift(var from, var amount) -> {
        var receipt = chain.give(from, amount);
        suite.vault.give(from, amount);
        tell(receipt);
        answer = Optional.of(receipt);
      }
    }
    suite.now = chain.now();
    suite.registry.touchEnding();
    check();
    return answer;
  }

  /** What happened before, again: the chain has it already. */
  void recall(Action action, Optional<Receipt> receipt, Clock then) {
    if (action instanceof Action.Call call) take(call, receipt.orElseThrow());
    suite.now = then;
  }

  /** Moves the model as a receipt says. */
  private void take(Action.Call call, Receipt receipt) {
    tell(receipt);
    switch (call.expected()) {
      case Outcome.Tells(var topic, var effect) -> effect.accept(event(receipt));
      case Outcome.Returns(var result, var effect) -> effect.run();
      case Outcome.Fails(var error) -> {
        assertThat(receipt.events()).as("events of a call that failed").isEmpty();
        return;
      }
    }
    suite.mostAtOnce = Math.max(suite.mostAtOnce, (int) suite.running().count());
  }

  private static TupleValue event(Receipt receipt) {
    return (TupleValue) ((ResponseValue.Ok) receipt.result()).value();
  }

  static boolean isExpected(Receipt receipt, Outcome expected) {
    return switch (expected) {
      case Outcome.Returns(var result, var effect) ->
          receipt.result().equals(new ResponseValue.Ok(result));
      case Outcome.Tells(var topic, var effect) ->
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

  // ---- looking

  private void check() {
    boolean all = transcript.length() % ALL_OF_IT == 0;
    if (!all && !LOOKING_IS_FREE) return;
    suite.vault.sumsAgreeWith(chain);
    suite.parliament.agreesWith(chain);
    long everywhere = chain.heldBy(Chain.VAULT) + chain.heldBy(Chain.GOVERNANCE);
    for (var who : Actor.values()) everywhere += chain.wallet(who);
    assertThat(everywhere).as("all money").isEqualTo(ALL_MONEY);
    var changes = suite.changes();
    if (!LOOKING_IS_FREE) return;
    assertThat(trail.firstNewDifference()).as("what the events tell, and the chain").isEmpty();
    if (all) checkEverything();
    else changes.forEach(entry -> entry.agreesWith(chain));
  }

  void assertThatEventsToldEverything() {
    if (!LOOKING_IS_FREE) return;
    assertThat(trail.firstDifference()).as("what the events tell, and the chain").isEmpty();
  }

  void checkEverything() {
    suite.entries().forEach(entry -> entry.agreesWith(chain));
  }
}
