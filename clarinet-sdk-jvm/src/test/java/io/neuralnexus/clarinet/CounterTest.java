package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.err;
import static io.neuralnexus.clarity.Cl.int_;
import static io.neuralnexus.clarity.Cl.ok;
import static io.neuralnexus.clarity.Cl.some;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The counter of the JavaScript SDK's documentation, from Java. */
class CounterTest {
  private Simnet simnet;
  private StandardPrincipal wallet1;
  private StandardPrincipal wallet2;

  @BeforeEach
  void open() {
    simnet = Simnet.open(Projects.COUNTER);
    wallet1 = simnet.account("wallet_1");
    wallet2 = simnet.account("wallet_2");
  }

  @AfterEach
  void close() {
    simnet.close();
  }

  @Test
  void aPublicCallReturnsItsResultAndItsEvents() {
    var receipt = simnet.callPublic("counter", "add", List.of(uint(3)), wallet1);

    assertThat(receipt.result()).isEqualTo(ok(uint(3)));
    assertThat(receipt.events())
        .containsExactly(
            new Event.Print(
                simnet.deployer().contract("counter"),
                tuple("topic", ascii("add"), "by", uint(3), "who", wallet1)));
    assertThat(receipt.costs()).isEmpty();
  }

  @Test
  void anErrIsAReceiptWithoutEffect() {
    var receipt = simnet.callPublic("counter", "add", List.of(uint(11)), wallet1);

    assertThat(receipt.result()).isEqualTo(err(uint(400)));
    assertThat(simnet.dataVar("counter", "total")).isEqualTo(uint(0));
  }

  @Test
  void stateIsReadFromVariablesMapsAndReadOnlyFunctions() {
    simnet.callPublic("counter", "add", List.of(uint(3)), wallet1);
    simnet.callPublic("counter", "increment", List.of(), wallet2);

    assertThat(simnet.dataVar("counter", "total")).isEqualTo(uint(4));
    assertThat(simnet.mapEntry("counter", "counts", wallet1)).contains(uint(3));
    assertThat(simnet.mapEntry("counter", "counts", simnet.deployer())).isEmpty();
    assertThat(simnet.callReadOnly("counter", "get-count", List.of(wallet2), wallet1).result())
        .isEqualTo(uint(1));
  }

  @Test
  void everyCallMinesABlockExceptReadOnlyOnes() {
    var height = simnet.stacksBlockHeight();

    simnet.callPublic("counter", "increment", List.of(), wallet1);
    simnet.callReadOnly("counter", "get-total", List.of(), wallet1);
    simnet.callPrivate("counter", "reset", List.of(), wallet1);

    assertThat(simnet.stacksBlockHeight()).isEqualTo(height + 2);
  }

  @Test
  void aBlockHoldsSeveralTransactions() {
    var height = simnet.stacksBlockHeight();

    var receipts =
        simnet.mineBlock(
            List.of(
                Transaction.callPublic("counter", "increment", List.of(), wallet1),
                Transaction.callPublic("counter", "add", List.of(uint(11)), wallet1),
                Transaction.transferStx(7, wallet2, wallet1),
                Transaction.deploy("late", "(define-read-only (one) u1)", wallet1),
                Transaction.callPublic("counter", "add", List.of(uint(2)), wallet2)));

    assertThat(receipts)
        .extracting(Receipt::result)
        .containsExactly(
            ok(uint(1)), err(uint(400)), (Value) ok(Bool.TRUE), Bool.TRUE, ok(uint(3)));
    assertThat(simnet.stacksBlockHeight()).isEqualTo(height + 1);
    assertThat(simnet.callReadOnly(wallet1 + ".late", "one", List.of(), wallet2).result())
        .isEqualTo(uint(1));
  }

  @Test
  void aTransferMovesTheLedger() {
    var before = simnet.stxBalance(wallet2);

    var receipt = simnet.transferStx(1_000, wallet2, wallet1);

    assertThat(receipt.result()).isEqualTo(ok(Bool.TRUE));
    assertThat(simnet.stxBalance(wallet2)).isEqualTo(before.add(BigInteger.valueOf(1_000)));
  }

  @Test
  void anUnknownFunctionIsRefusedWithThoseThereAre() {
    var height = simnet.stacksBlockHeight();

    assertThatThrownBy(() -> simnet.callPublic("counter", "incremnt", List.of(), wallet1))
        .isInstanceOf(CallException.class)
        .hasMessageContaining("has no function 'incremnt'")
        .hasMessageContaining("add, add-for-fee, divide, increment, increment-other");
    assertThat(simnet.stacksBlockHeight()).isEqualTo(height);
  }

  @Test
  void aSnippetIsAnExpression() {
    assertThat(simnet.execute("(some (+ 1 2))").result()).isEqualTo(some(int_(3)));
  }
}
