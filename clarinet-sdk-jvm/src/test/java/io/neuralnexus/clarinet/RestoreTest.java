package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.ok;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoreTest {
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

  private record State(
      long stacks, long burn, Object time, Epoch epoch, Value total, BigInteger balance) {}

  private State state() {
    return new State(
        simnet.stacksBlockHeight(),
        simnet.burnBlockHeight(),
        simnet.blockTime(),
        simnet.epoch(),
        simnet.dataVar(simnet.account("deployer") + ".counter", "total"),
        simnet.stxBalance(wallet2));
  }

  @Test
  void whatHappenedAfterTheSnapshotIsGone() {
    add(1);
    var before = state();
    var snapshot = simnet.snapshot();

    add(2);
    simnet.transferStx(5, wallet2, wallet1);
    simnet.mineEmptyBlocks(3);
    simnet.deploy("extra", "(define-read-only (one) u1)", wallet1);
    simnet.restore(snapshot);

    assertThat(state()).isEqualTo(before);
    assertThat(simnet.contractSource(wallet1 + ".extra")).isEmpty();
  }

  @Test
  void everyKindOfChangeBeforeTheSnapshotIsThereAgain() {
    simnet.setEpoch(Epoch.EPOCH_3_4);
    simnet.setEpoch(Epoch.EPOCH_4_0);
    simnet.setDeployer(wallet1);
    simnet.deploy(
        "mine",
        "(define-data-var n uint u7) (define-public (up) (ok (var-set n u8)))",
        ClarityVersion.CLARITY_6,
        wallet1);
    simnet.mintStx(wallet2, 1_000);
    simnet.mineEmptyStacksBlocks(2);
    simnet.mineEmptyBurnBlocks(2);
    simnet.mineBlock(
        List.of(
            Transaction.callPublic("mine", "up", List.of(), wallet2),
            Transaction.transferStx(3, wallet2, wallet1)));
    simnet.execute("(stx-transfer? u4 tx-sender '%s)".formatted(wallet2));
    assertThatThrownBy(
            () ->
                simnet.callPublic(
                    simnet.account("deployer") + ".counter", "divide", List.of(uint(0)), wallet1))
        .isInstanceOf(ClarityRuntimeException.class);
    simnet.executeCommand("::advance_chain_tip 1");
    var before = state();
    var snapshot = simnet.snapshot();

    simnet.setDeployer(wallet2);
    simnet.setEpoch(Epoch.EPOCH_3_0);
    simnet.mineEmptyBlock();
    simnet.restore(snapshot);

    assertThat(state()).isEqualTo(before);
    assertThat(simnet.deployer()).isEqualTo(wallet1);
    assertThat(simnet.dataVar("mine", "n")).isEqualTo(uint(8));
    assertThat(simnet.execute("tx-sender").result()).isEqualTo(wallet1);
  }

  @Test
  void branchesOfAChainCanBeVisitedInAnyOrder() {
    var root = simnet.snapshot();
    add(1);
    var one = simnet.snapshot();
    simnet.restore(root);
    add(2);
    add(3);
    var five = simnet.snapshot();

    simnet.restore(one);
    assertThat(simnet.dataVar("counter", "total")).isEqualTo(uint(1));
    simnet.restore(five);
    assertThat(simnet.dataVar("counter", "total")).isEqualTo(uint(5));
    simnet.restore(root);
    assertThat(simnet.dataVar("counter", "total")).isEqualTo(uint(0));
  }

  @Test
  void aLongHistoryIsReplayed() {
    for (var step = 0; step < 300; step++) {
      add(1);
    }
    var snapshot = simnet.snapshot();
    add(1);

    simnet.restore(snapshot);

    assertThat(simnet.dataVar("counter", "total")).isEqualTo(uint(300));
    assertThat(simnet.callPublic("counter", "add", List.of(uint(1)), wallet1).result())
        .isEqualTo(ok(uint(301)));
  }

  @Test
  void aSnapshotOfAnotherChainIsRefused() {
    try (var other = Simnet.open(Projects.COUNTER)) {
      assertThatThrownBy(() -> simnet.restore(other.snapshot()))
          .isInstanceOf(CallException.class)
          .hasMessageContaining("another chain");
    }
  }

  private void add(long by) {
    simnet.callPublic(simnet.account("deployer") + ".counter", "add", List.of(uint(by)), wallet1);
  }
}
