package io.neuralnexus.clarinet.assertj;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.err;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.ok;
import static io.neuralnexus.clarity.Cl.some;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarinet.CallCosts;
import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ClarityAssertionsTest {
  private static final StandardPrincipal ALICE =
      StandardPrincipal.parse("ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5");
  private static final StandardPrincipal BOB =
      StandardPrincipal.parse("ST2CY5V39NHDPWSXMW9QDT3HC3GD6Q6XX4CFRK9AG");
  private static final Event PRINT =
      new Event.Print(ALICE.contract("c"), tuple("topic", ascii("step"), "by", uint(1)));
  private static final Event TRANSFER =
      new Event.StxTransfer(ALICE, BOB, BigInteger.TWO, Buff.EMPTY);

  private enum Declared implements ContractError {
    ERR_PAUSED;

    @Override
    public Uint code() {
      return Uint.of(7);
    }
  }

  @Test
  void aResultMayBeOkOrErrWithAValueOrWithout() {
    assertThat(receipt(ok(uint(1)))).isOk().isOk(uint(1)).hasResult(ok(uint(1)));
    assertThat(receipt(err(uint(7)))).isErr().isErr(uint(7)).isErr(Declared.ERR_PAUSED);
    assertThat(ok(uint(1))).isOk(uint(1));
    assertThat(some(uint(1))).isSome().isSome(uint(1));
    assertThat(none()).isNone();
    assertThat(tuple("a", uint(1))).hasField("a", uint(1));
  }

  @Test
  void valuesThatAreComparableOrIterableFitBesideAssertJsOwn() {
    assertThat(uint(2)).isGreaterThan(uint(1)).isEqualTo(uint(2));
    assertThat(bool(true)).isEqualTo(bool(true));
    assertThat(list(uint(1))).isEqualTo(list(uint(1)));
    assertThat(Optional.of(uint(1))).contains(uint(1));
  }

  @Test
  void aFailureShowsValuesAsClarityPrintsThem() {
    assertFailure(
        () -> assertThat(receipt(err(uint(7)), TRANSFER)).isOk(uint(1)),
        """

        Expected: (ok u1)
         but was: (err u7)
        with the events
          %s\
        """
            .formatted(TRANSFER));
    assertFailure(
        () -> assertThat(some(uint(1))).isNone(),
        """

        Expected: none
         but was: (some u1)\
        """);
    assertFailure(
        () -> assertThat(tuple("a", uint(1))).hasField("b", uint(1)),
        """

        Expected: a tuple with (b u1)
         but was: (tuple (a u1))\
        """);
  }

  @Test
  void aFailureNamesErrorsThatTheContractDeclares() {
    var receipt =
        new TypedReceipt<>(
            Response.<Uint, Uint>ofError(Uint.of(7)),
            receipt(err(uint(7))),
            Optional.of(Declared.ERR_PAUSED));

    assertThat(receipt).isErr(Declared.ERR_PAUSED);
    assertFailure(
        () -> assertThat(receipt).isOk(),
        """

        Expected: an ok response
         but was: (err u7) ERR_PAUSED
        without events\
        """);
    assertFailure(
        () -> assertThat(receipt(ok(uint(1)))).isErr(Declared.ERR_PAUSED),
        """

        Expected: (err u7) ERR_PAUSED
         but was: (ok u1)
        without events\
        """);
  }

  @Test
  void eventsAreFoundByValueTopicAndTransfer() {
    var receipt = receipt(ok(uint(1)), PRINT, TRANSFER);

    assertThat(receipt)
        .hasEvent(TRANSFER)
        .hasPrint("step")
        .hasPrint(tuple("topic", ascii("step"), "by", uint(1)))
        .hasStxTransfer(2, ALICE, BOB);
    assertThat(receipt(ok(uint(1)))).hasNoEvents();
  }

  @Test
  void anEventThatIsMissingFailsWithThoseThereAre() {
    var receipt = receipt(ok(uint(1)), PRINT, TRANSFER);

    for (ThrowingCallable wrong :
        List.<ThrowingCallable>of(
            () -> assertThat(receipt).hasPrint("stop"),
            () -> assertThat(receipt).hasPrint(uint(1)),
            () -> assertThat(receipt).hasStxTransfer(3, ALICE, BOB),
            () -> assertThat(receipt).hasStxTransfer(2, BOB, ALICE),
            () -> assertThat(receipt).hasEvent(new Event.StxBurn(ALICE, BigInteger.ONE)),
            () -> assertThat(receipt).hasNoEvents())) {
      assertThatThrownBy(wrong)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(PRINT.toString())
          .hasMessageContaining(TRANSFER.toString());
    }
  }

  @Test
  void costsAreHeldAgainstACostOrAPartOfABlock() {
    var receipt = withCost(new ExecutionCost(1, 1, 1, 30, 1));

    assertThat(receipt).costsAtMost(new ExecutionCost(1, 1, 1, 30, 1)).costsAtMost(3);
    assertFailure(
        () -> assertThat(receipt).costsAtMost(2.5),
        """

        Expected a cost of at most 2.5 % of a block
         but was: 3.000 % in read_count
        of\
        """);
    assertFailure(
        () -> assertThat(receipt).costsAtMost(new ExecutionCost(1, 1, 1, 29, 1)),
        "which is more in read_count");
  }

  @Test
  void costsThatWereNotTrackedAreAFailure() {
    assertFailure(
        () -> assertThat(receipt(ok(uint(1)))).costsAtMost(1), "The receipt has no costs");
  }

  @Test
  void nullIsAFailureAndNotAnException() {
    assertFailure(() -> assertThat((Receipt) null).isOk(), "Expecting actual not to be null");
    assertFailure(() -> assertThat((Value) null).isOk(), "Expecting actual not to be null");
  }

  private static void assertFailure(ThrowingCallable assertion, String message) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(message);
  }

  private static Receipt receipt(Value result, Event... events) {
    return new Receipt(result, List.of(events), Optional.empty());
  }

  private static Receipt withCost(ExecutionCost cost) {
    var limit = new ExecutionCost(1000, 1000, 1000, 1000, 1000);
    return new Receipt(ok(bool(true)), List.of(), Optional.of(new CallCosts(cost, limit, 0, 100)));
  }
}
