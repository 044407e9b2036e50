package io.neuralnexus.offchain.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.TupleValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a network does to calls on their way, the chain makes each once and in its turn. */
class NoncePropertiesTest {
  private static final int ACCOUNTS = 3;
  private static final int CALLS = 5;

  /** To sign takes longer than all the rest. */
  private static final Map<String, SignedCall> CALLS_BY_TEXT = new HashMap<>();

  /** Whose turn, and the how manieth. */
  private record Turn(int account, int nonce) {
    SignedCall call(int version) {
      var text = "%d/%d/%d".formatted(account, nonce, version);
      return CALLS_BY_TEXT.computeIfAbsent(
          text, none -> Notes.write(Notes.wallet(account), nonce, text));
    }
  }

  /** What the network does: lets blocks be made, or one of several rival calls arrive. */
  private sealed interface Step {
    record Block() implements Step {}

    record Arrival(Turn turn, int version) implements Step {}
  }

  @Provide
  Arbitrary<List<Step>> network() {
    Arbitrary<Step> arrival =
        Combinators.combine(
                Arbitraries.integers().between(1, ACCOUNTS),
                Arbitraries.integers().between(0, CALLS - 1),
                Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(1, 1)))
            .as((account, nonce, version) -> new Step.Arrival(new Turn(account, nonce), version));
    return Arbitraries.frequencyOf(
            Tuple.of(6, arrival), Tuple.of(2, Arbitraries.just(new Step.Block())))
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 40)
  void each_call_is_made_once_and_in_the_order_of_nonces(
      @ForAll("network") List<Step> network, @ForAll Random random) throws InterruptedException {
    try (var chain = SimnetChain.lockstep(Notes.CHAIN, Notes.simnet());
        var member = chain.join("member")) {
      var first = new HashMap<Turn, Integer>();
      for (var step : network) {
        switch (step) {
          case Step.Block() -> makeBlock(member);
          case Step.Arrival(var turn, var version) -> arrive(member, turn, version, first);
        }
      }
      sendAllTwice(member, first, random);

      checkEachIsMadeOnceInTurn(member, first);
    }
  }

  private static void makeBlock(Chain member) throws InterruptedException {
    var now = member.heights();
    member.await(now, now.burn() + 1);
  }

  /** The first that arrives has the turn, for ever. */
  private static void arrive(Chain member, Turn turn, int version, Map<Turn, Integer> first) {
    var call = turn.call(version);
    if (first.merge(turn, version, (there, here) -> there) == version) {
      assertThat(member.send(call)).isEqualTo(call.id());
    } else {
      assertThatThrownBy(() -> member.send(call))
          .isInstanceOf(ChainException.class)
          .hasMessageContaining("another call");
    }
  }

  private static void sendAllTwice(Chain member, Map<Turn, Integer> first, Random random)
      throws InterruptedException {
    var turns = new ArrayList<Turn>();
    for (int account = 1; account <= ACCOUNTS; account++) {
      for (int nonce = 0; nonce < CALLS; nonce++) turns.add(new Turn(account, nonce));
    }
    for (int i = 0; i < 2; i++) {
      Collections.shuffle(turns, random);
      for (var turn : turns) arrive(member, turn, first.getOrDefault(turn, 0), first);
      makeBlock(member);
    }
  }

  private static void checkEachIsMadeOnceInTurn(Chain member, Map<Turn, Integer> first) {
    assertThat(member.dataVar("notes", "total")).isEqualTo(Cl.uint(ACCOUNTS * CALLS));
    var events = member.events(0).events();
    for (int account = 1; account <= ACCOUNTS; account++) {
      var address = Notes.wallet(account).address();
      assertThat(member.nonce(address)).isEqualTo(CALLS);
      var expected = new ArrayList<CallId>();
      for (int nonce = 0; nonce < CALLS; nonce++) {
        var turn = new Turn(account, nonce);
        expected.add(turn.call(first.get(turn)).id());
      }
      assertThat(
              events.stream()
                  .filter(event -> ((TupleValue) event.value()).get("by").equals(address))
                  .map(ChainEvent::call))
          .isEqualTo(expected);
    }
  }
}
