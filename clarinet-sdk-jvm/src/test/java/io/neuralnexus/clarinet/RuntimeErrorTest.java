package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.StandardPrincipal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuntimeErrorTest {
  private Simnet simnet;
  private StandardPrincipal wallet1;

  @BeforeEach
  void open() {
    simnet = Simnet.open(Projects.COUNTER);
    wallet1 = simnet.account("wallet_1");
  }

  @AfterEach
  void close() {
    simnet.close();
  }

  @Test
  void anAbortedCallNamesTheErrorAndThePlace() {
    assertThatExceptionOfType(ClarityRuntimeException.class)
        .isThrownBy(() -> simnet.callPublic("counter", "divide", List.of(uint(0)), wallet1))
        .withMessageContaining("counter::divide(u0)")
        .withMessageContaining("DivisionByZero")
        .satisfies(
            error ->
                assertThat(error.trace())
                    .startsWith("Error: ")
                    .contains("counter:47:7")
                    .contains("( / ( var-get total ) by )"));
  }

  @Test
  void anAbortedCallMinesItsBlock() {
    var height = simnet.stacksBlockHeight();

    assertThatThrownBy(() -> simnet.callPublic("counter", "divide", List.of(uint(0)), wallet1))
        .isInstanceOf(ClarityRuntimeException.class);

    assertThat(simnet.stacksBlockHeight()).isEqualTo(height + 1);
  }

  @Test
  void aBlockStopsAtTheFirstAbortedTransactionAndSaysWhich() {
    assertThatThrownBy(
            () ->
                simnet.mineBlock(
                    List.of(
                        Transaction.callPublic("counter", "add", List.of(uint(3)), wallet1),
                        Transaction.callPublic("counter", "divide", List.of(uint(0)), wallet1),
                        Transaction.callPublic("counter", "add", List.of(uint(4)), wallet1))))
        .isInstanceOf(ClarityRuntimeException.class)
        .hasMessageStartingWith("number 2 of the block's 3 transactions failed");

    assertThat(simnet.dataVar("counter", "total")).isEqualTo(uint(3));
  }

  @Test
  void anAbortedDeploymentIsARunTimeError() {
    assertThatThrownBy(() -> simnet.deploy("bad", "(define-constant A (/ 1 0))", wallet1))
        .isInstanceOf(ClarityRuntimeException.class)
        .hasMessageContaining("DivisionByZero");
  }

  @Test
  void anAbortedSnippetIsARunTimeError() {
    assertThatThrownBy(() -> simnet.execute("(unwrap-panic (if false (some 1) none))"))
        .isInstanceOf(ClarityRuntimeException.class)
        .hasMessageContaining("UnwrapFailure");
  }
}
