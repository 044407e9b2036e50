package io.neuralnexus.clarinet.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SupportProject;
import io.neuralnexus.clarinet.contracts.Awkward;
import io.neuralnexus.clarinet.contracts.Counter;
import io.neuralnexus.clarinet.contracts.Square;
import io.neuralnexus.clarinet.junit.Account;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@ClarinetProject(manifest = SupportProject.MANIFEST)
class GeneratedBindingsTest {
  private final Simnet simnet;
  private final Counter counter;
  private final Awkward awkward;
  private final StandardPrincipal alice;

  GeneratedBindingsTest(
      Simnet simnet,
      Counter counter,
      Awkward awkward,
      @Account("wallet_1") StandardPrincipal alice) {
    this.simnet = simnet;
    this.counter = counter;
    this.awkward = awkward;
    this.alice = alice;
  }

  @Test
  void aPublicFunctionAnswersWithATypedReceipt() {
    var receipt = counter.as(alice).step(Uint.of(3), simnet.deployer());

    assertThat(receipt.value().ok()).isEqualTo(Uint.of(3));
    assertThat(receipt.declaredError()).isEmpty();
    assertThat(receipt.receipt().events()).hasAtLeastOneElementOfType(Event.StxTransfer.class);
  }

  @Test
  void anErrorOfTheContractIsKnownByItsName() {
    var receipt = counter.as(alice).step(Uint.of(11), simnet.deployer());

    assertThat(receipt.value().error()).isEqualTo(Counter.Error.ERR_STEP_TOO_LARGE.code());
    assertThat(receipt.declaredError()).contains(Counter.Error.ERR_STEP_TOO_LARGE);
    assertThat(receipt).hasToString("ERR_STEP_TOO_LARGE (err u7001)");
    assertThat(Counter.Error.of(Uint.of(7002))).contains(Counter.Error.ERR_NO_STEP);
    assertThat(Counter.Error.of(Uint.ONE)).isEmpty();
  }

  @Test
  void variablesAndMapsAreReadTyped() {
    counter.as(alice).step(Uint.of(3), simnet.deployer());

    assertThat(counter.vars().count()).isEqualTo(Uint.of(3));
    assertThat(counter.maps().steps(alice))
        .contains(new Counter.Steps(Uint.of(3), Uint.ONE))
        .isEqualTo(counter.getSteps(alice));
    assertThat(counter.maps().steps(simnet.deployer())).isEmpty();
  }

  @Test
  void aReadOnlyFunctionIsCalledByTheDeployerUnlessASenderIsGiven() {
    assertThat((Object) counter.getCaller()).isEqualTo(simnet.deployer());
    assertThat((Object) counter.as(alice).getCaller()).isEqualTo(alice);
  }

  @Test
  void transactionsAreMinedInOneBlock() {
    var tx = counter.as(alice).tx();
    var height = simnet.stacksBlockHeight();

    var receipts = simnet.mineBlock(List.of(tx.step(Uint.ONE, simnet.deployer()), tx.reward()));

    assertThat(receipts)
        .extracting(Receipt::result)
        .containsExactly(Cl.ok(Cl.uint(1)), Cl.ok(Cl.bool(true)));
    assertThat(simnet.stacksBlockHeight()).isEqualTo(height + 1);
  }

  @Test
  void tuplesNestInListsInOptionalsInTuples() {
    var sent =
        new Awkward.Echo(
            Optional.of(
                List.of(new Awkward.EchoA(Buff.of((byte) 1)), new Awkward.EchoA(Buff.EMPTY))),
            List.of(List.of(Int.MIN, Int.MAX), List.of()),
            alice);

    assertThat(awkward.echo(sent)).isEqualTo(sent);
    assertThat(Awkward.Echo.fromClarity(sent.toClarity())).isEqualTo(sent);
    assertThat(awkward.deep(true).orElseThrow().getFirst())
        .isEqualTo(new Awkward.Deep(new Awkward.DeepA(Int.ONE), "abc", "e", List.of(true, false)));
    assertThat(awkward.deep(false)).isEmpty();
  }

  @Test
  void aRecordIsChangedOneComponentAtATime() {
    var steps = new Counter.Steps(Uint.of(3), Uint.ONE);

    assertThat(steps.withNumber(Uint.of(4))).isEqualTo(new Counter.Steps(Uint.of(3), Uint.of(4)));
    assertThat(steps.withLast(Uint.of(4))).isEqualTo(new Counter.Steps(Uint.of(4), Uint.ONE));
  }

  @Test
  void aReadOnlyFunctionMayAnswerWithAResponse() {
    assertThat(awkward.get2(Uint.of(5), Int.ONE).ok()).isEqualTo(Uint.of(5));
    assertThat(awkward.get2(Uint.of(5), Int.of(-1)).error())
        .isEqualTo(new Awkward.Get2Error(Int.of(-1), "negative"));
  }

  @Test
  void aTraitIsGivenAsAContract() {
    var square = Square.on(simnet).contract();

    assertThat(awkward.as(alice).use(square, alice).value().ok()).isEqualTo(Uint.ONE);
  }

  @Test
  void namesThatJavaReservesAreCalledWithAnUnderscore() {
    assertThat(awkward.as(alice).class_().value().ok()).isTrue();
    assertThat(awkward.as(alice).x().value().error()).isEqualTo(Uint.of(77));
    assertThat(awkward.as(alice).x_2().value().error()).isEqualTo(Uint.ONE);
    assertThat(awkward.getClass_()).isEqualTo(Uint.ONE);
    assertThat(awkward.hashCode_()).isEqualTo(Uint.of(2));
    assertThat(awkward.toString_()).isEqualTo("text");
    assertThat(awkward.vars().new_()).isEqualTo(Uint.ONE);
    assertThat(awkward.getString())
        .isEqualTo(new Awkward.String_("a record whose name Java has taken"));
    awkward.as(alice).put(Uint.ONE, Buff.of((byte) 2), Uint.of(3));
    assertThat(awkward.maps().double_(new Awkward.DoubleKey(Uint.ONE, Buff.of((byte) 2))))
        .contains(new Awkward.Double(Uint.of(3)));
  }

  @Test
  void typesWithoutValuesAreEmpty() {
    assertThat(awkward.nothing()).isEmpty();
    assertThat(awkward.empty()).isEmpty();
  }

  @Test
  void literalConstantsHaveTheirValues() {
    assertThat(Awkward.Constants.LIMIT).isEqualTo(Uint.of(10));
    assertThat(Awkward.Constants.LOWEST).isEqualTo(Int.MIN);
    assertThat(Awkward.Constants.GREETING).isEqualTo("café \uD83D\uDE00");
    assertThat(Awkward.Constants.QUOTE).isEqualTo("say \"hi\"\n$L");
    assertThat(Awkward.Constants.MAGIC).isEqualTo(Buff.fromHex("00ff"));
    assertThat(Awkward.Constants.YES).isTrue();
    assertThat(Awkward.Error.values())
        .containsExactly(Awkward.Error.ERR_OLD_STYLE, Awkward.Error.ERR_BARE);
  }

  @Test
  void eventsAreRecords() {
    var receipt = counter.as(alice).step(Uint.of(3), simnet.deployer()).receipt();

    assertThat(counter.events(receipt)).containsExactly(new Counter.Event.Step(Uint.of(3)));
    var said =
        switch (counter.events(receipt).getFirst()) {
          case Counter.Event.Step(var by) -> "a step of " + by;
        };
    assertThat(said).isEqualTo("a step of u3");
  }

  @Test
  void anEventOfAnotherContractIsNoneOfThisOne() {
    var receipt = awkward.as(alice).shout(Uint.ONE, Optional.empty()).receipt();

    assertThat(counter.events(receipt)).isEmpty();
    assertThat(receipt.events())
        .isNotEmpty()
        .allSatisfy(e -> assertThat(counter.event(e)).isEmpty());
    assertThat(counter.event(new Event.StxMint(alice, java.math.BigInteger.ONE))).isEmpty();
  }

  @Test
  void whateverIsPrintedHasAPlaceInTheTypeOfEvents() {
    var receipt = awkward.as(alice).shout(Uint.ONE, Optional.of(alice)).receipt();

    var events = awkward.events(receipt);
    assertThat(events)
        .containsExactly(
            new Awkward.Event.Shout(List.of(new Awkward.ShoutClass(Optional.of(alice))), Uint.ONE),
            new Awkward.Event.Bare(),
            new Awkward.Event.Other(Uint.ONE),
            new Awkward.Event.OtherTwoWords("abc"));
    assertThat(events)
        .extracting(Awkward.Event::toClarity)
        .containsExactlyElementsOf(
            receipt.events().stream().map(e -> ((Event.Print) e).value()).toList());
  }

  @Test
  void anEventThatTheContractCannotHavePrintedIsRefused() {
    assertThatThrownBy(() -> Counter.Event.fromClarity(Cl.tuple("topic", Cl.ascii("leap"))))
        .isInstanceOf(BindingException.class)
        .hasMessage(
            "the contract prints no such thing; were the bindings generated from another version"
                + " of it? (tuple (topic \"leap\"))");
    var step =
        new Event.Print(counter.contract(), Cl.tuple("topic", Cl.ascii("step"), "by", alice));
    assertThatThrownBy(() -> counter.event(step))
        .isInstanceOf(BindingException.class)
        .hasMessage("counter prints step.by: expected uint but it is " + alice);
  }

  @Test
  void bindingsOfAnotherContractSayWhereItDiffers() {
    var source = "(define-data-var count int 1) (define-read-only (get-count) (var-get count))";
    simnet.deploy("other", source, alice);
    var other = Counter.on(simnet, new ContractPrincipal(alice, "other"));

    assertThatThrownBy(other::getCount)
        .isInstanceOf(BindingException.class)
        .hasMessage("other.get-count: expected uint but it is 1");
    assertThatThrownBy(other.vars()::count)
        .isInstanceOf(BindingException.class)
        .hasMessage("other.count: expected uint but it is 1");
  }
}
