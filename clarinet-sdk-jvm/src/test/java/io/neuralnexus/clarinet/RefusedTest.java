package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.int_;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.StandardPrincipal;
import java.math.BigInteger;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What cannot be meant is refused before the chain sees it, with what would be right. */
class RefusedTest {
  private static Simnet simnet;
  private static StandardPrincipal wallet1;

  @BeforeAll
  static void open() {
    simnet = Simnet.open(Projects.COUNTER);
    wallet1 = simnet.account("wallet_1");
  }

  @AfterAll
  static void close() {
    simnet.close();
  }

  private static void refused(ThrowingCallable request, String... words) {
    var height = simnet.stacksBlockHeight();
    var refusal = assertThatThrownBy(request).isInstanceOf(CallException.class);
    for (var word : words) {
      refusal.hasMessageContaining(word);
    }
    assertThat(simnet.stacksBlockHeight()).isEqualTo(height);
  }

  @Test
  void anUnknownContract() {
    refused(
        () -> simnet.callPublic("conter", "increment", List.of(), wallet1),
        "no contract " + simnet.deployer() + ".conter",
        "[counter, counter-trait]");
  }

  @Test
  void aCallThatIsOnlyChecked() {
    simnet.checkPublic("counter", "increment", List.of());
    refused(() -> simnet.checkPublic("conter", "increment", List.of()), "no contract", "conter");
    refused(() -> simnet.checkPublic("counter", "incremnt", List.of()), "'incremnt'");
    refused(() -> simnet.checkPublic("counter", "increment", List.of(uint(1))), "not 1 arguments");
  }

  @Test
  void aTextThatIsNoContract() {
    refused(
        () -> simnet.callPublic("ST123.counter", "increment", List.of(), wallet1),
        "'ST123.counter' is not a contract");
  }

  @Test
  void anUnknownFunction() {
    refused(
        () -> simnet.callPublic("counter", "incremnt", List.of(), wallet1),
        "has no function 'incremnt'",
        "public functions are [add, add-for-fee, divide, increment, increment-other]");
  }

  @Test
  void aFunctionOfAnotherKind() {
    refused(
        () -> simnet.callPublic("counter", "reset", List.of(), wallet1),
        "counter.reset is private");
    refused(
        () -> simnet.callReadOnly("counter", "increment", List.of(), wallet1),
        "counter.increment is public");
  }

  @Test
  void aWrongNumberOfArguments() {
    refused(
        () -> simnet.callPublic("counter", "add", List.of(), wallet1),
        "takes ((by uint)), which is 1, not 0 arguments");
  }

  @Test
  void anArgumentOfTheWrongType() {
    refused(
        () -> simnet.callPublic("counter", "add", List.of(int_(5)), wallet1),
        "takes uint as argument 1, 'by', not 5, which is int");
  }

  @Test
  void anAccountWhereATraitIsWanted() {
    refused(
        () -> simnet.callPublic("counter", "increment-other", List.of(wallet1), wallet1),
        "takes trait_reference as argument 1");
  }

  @Test
  void theSameInABlock() {
    refused(
        () ->
            simnet.mineBlock(
                List.of(
                    Transaction.callPublic("counter", "increment", List.of(), wallet1),
                    Transaction.callPublic("counter", "add", List.of(), wallet1))),
        "not 0 arguments");
  }

  @Test
  void anUnknownVariableOrMapOrAKeyOfTheWrongType() {
    refused(() -> simnet.dataVar("counter", "totl"), "no data variable 'totl'", "[total]");
    refused(() -> simnet.dataVar("counter", "MOST"), "no data variable 'MOST'");
    refused(() -> simnet.mapEntry("counter", "count", wallet1), "no map 'count'", "[counts]");
    refused(() -> simnet.mapEntry("counter", "counts", uint(1)), "is principal, not u1");
  }

  @Test
  void anUnknownAccount() {
    refused(() -> simnet.account("wallet_9"), "wallet_9", "[deployer, wallet_1, wallet_2]");
  }

  @Test
  void amountsOutOfRange() {
    refused(() -> simnet.transferStx(-1, wallet1, wallet1), "the amount -1");
    refused(
        () -> simnet.transferStx(BigInteger.TWO.pow(64), wallet1, wallet1),
        "from 0 to 18446744073709551615");
    refused(() -> simnet.mintStx(wallet1, -1), "the amount -1");
    refused(
        () ->
            simnet.mineBlock(
                List.of(Transaction.transferStx(1L << 53, simnet.deployer(), wallet1))),
        "from 0 to 9007199254740991");
  }

  @Test
  void anUnknownToken() {
    refused(() -> simnet.mintFt("counter.gold", wallet1, 1), "no fungible token 'gold'");
    refused(() -> simnet.mintFt("gold", wallet1, 1), "name it contract.token");
  }

  @Test
  void aNameThatNoContractCanHaveOrThatOneHas() {
    refused(() -> simnet.deploy("1st", "(+ 1 1)", wallet1), "'1st' is not a contract name");
    refused(() -> simnet.deploy("c".repeat(41), "(+ 1 1)", wallet1), "up to 39 letters");
    refused(() -> simnet.deploy("counter", "(+ 1 1)", simnet.deployer()), "is deployed already");
  }

  @Test
  void aDefinitionInASnippet() {
    refused(() -> simnet.execute("(print 1) (define-constant a 1)"), "this has a define-constant");
    assertThat(simnet.execute(";; (define-constant a 1)\n(len \"(define-map \")").result())
        .isEqualTo(uint(12));
  }

  @Test
  void aSnippetThatDoesNotCheck() {
    refused(() -> simnet.execute("(+ 1 u1)"), "expecting expression of type 'int', found 'uint'");
  }

  @Test
  void aCommandWithoutColons() {
    refused(() -> simnet.executeCommand("get_epoch"), "must start with ::");
  }

  @Test
  void aClosedChain() {
    var closed = Simnet.open(Projects.COUNTER);
    closed.close();
    closed.close();

    assertThatThrownBy(closed::stacksBlockHeight)
        .isInstanceOf(CallException.class)
        .hasMessageContaining("closed");
  }
}
