package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.err;
import static io.neuralnexus.clarity.Cl.ok;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TypeSignature;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the documentation of the JavaScript SDK shows, beyond the counter. */
class ScenariosTest {
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
  void accountsComeFromTheSettingsMnemonics() {
    assertThat(simnet.accounts()).containsOnlyKeys("deployer", "wallet_1", "wallet_2");
    assertThat(simnet.deployer().address()).isEqualTo("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM");
    assertThat(simnet.stxBalance(wallet1)).isEqualTo(BigInteger.valueOf(100_000_000_000_000L));
  }

  @Test
  void aContractDeployedInCodeIsCalled() {
    simnet.deploy("box", "(define-public (who) (ok contract-caller))", wallet1);

    assertThat(simnet.callPublic(wallet1 + ".box", "who", List.of(), simnet.deployer()).result())
        .isEqualTo(ok(simnet.deployer()));
  }

  @Test
  void aDeploymentTakesTheVersionItIsGiven() {
    var source = "(define-read-only (half) (/ u4 u2))";
    simnet.deploy("two", source, ClarityVersion.CLARITY_2, wallet1);
    simnet.deploy("six", source, ClarityVersion.CLARITY_6, wallet1);

    assertThat(simnet.contractInterface(wallet1 + ".two").clarityVersion())
        .isEqualTo(ClarityVersion.CLARITY_2);
    assertThat(simnet.contractInterface(wallet1 + ".six").clarityVersion())
        .isEqualTo(ClarityVersion.CLARITY_6);
  }

  @Test
  void aVersionHasOnlyItsOwnFunctions() {
    var source = "(define-read-only (now) stacks-block-time)";

    assertThatThrownBy(() -> simnet.deploy("old", source, ClarityVersion.CLARITY_3, wallet1))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("use of unresolved variable 'stacks-block-time'");
    assertThat(simnet.deploy("new", source, ClarityVersion.CLARITY_4, wallet1).result())
        .isEqualTo(Bool.TRUE);
  }

  @Test
  void aSourceThatDoesNotCheckIsNotDeployed() {
    assertThatThrownBy(() -> simnet.deploy("bad", "(define-read-only (f) (+ 1 u1))", wallet1))
        .isInstanceOfSatisfying(
            ProjectException.class,
            error ->
                assertThat(error.diagnostics())
                    .singleElement()
                    .extracting(Diagnostic::file, Diagnostic::message)
                    .containsExactly(
                        "bad.clar", "expecting expression of type 'int', found 'uint'"));
    assertThat(simnet.contractSource(wallet1 + ".bad")).isEmpty();
  }

  @Test
  void anEmptyChainStartsWithoutProject() {
    try (var empty = Simnet.empty()) {
      assertThat(empty.accounts()).isEmpty();
      assertThat(empty.epoch()).isEqualTo(Epoch.EPOCH_2_05);
      assertThat(empty.deploymentPlan()).isEmpty();

      empty.setEpoch(Epoch.EPOCH_4_0);
      empty.setDeployer(wallet1);
      empty.mintStx(wallet1, 50);
      empty.deploy("one", "(define-read-only (one) u1)", wallet1);

      assertThat(empty.callReadOnly("one", "one", List.of(), wallet1).result()).isEqualTo(uint(1));
      assertThat(empty.stxBalance(wallet1)).isEqualTo(50);
    }
  }

  @Test
  void anEmptyChainIsEmptyAgainAfterAnother() {
    var first = Simnet.empty();
    var nobody = first.deployer();
    first.setDeployer(wallet1);
    first.close();

    try (var second = Simnet.empty()) {
      assertThat(second.deployer()).isEqualTo(nobody);
    }
  }

  @Test
  void epochsAreChangedAndFrom30OnMineABurnBlock() {
    try (var empty = Simnet.empty()) {
      for (var epoch :
          List.of(Epoch.EPOCH_2_1, Epoch.EPOCH_2_5, Epoch.EPOCH_3_0, Epoch.EPOCH_4_0)) {
        empty.setEpoch(epoch);
        assertThat(empty.epoch()).isEqualTo(epoch);
      }
    }
  }

  @Test
  void thereAreNoStacksBlocksAloneBeforeEpoch30() {
    try (var early = Simnet.empty()) {
      assertThatThrownBy(early::mineEmptyStacksBlock)
          .isInstanceOf(CallException.class)
          .hasMessageContaining("epoch lower than 3.0");
    }
  }

  @Test
  void stacksAndBurnBlocksAreMinedApart() {
    var stacks = simnet.stacksBlockHeight();
    var burn = simnet.burnBlockHeight();

    assertThat(simnet.mineEmptyStacksBlocks(3)).isEqualTo(stacks + 3);
    assertThat(simnet.burnBlockHeight()).isEqualTo(burn);
    assertThat(simnet.mineEmptyBurnBlocks(2)).isEqualTo(burn + 2);
    assertThat(simnet.stacksBlockHeight()).isEqualTo(stacks + 5);
    assertThat(simnet.mineEmptyBlock()).isEqualTo(burn + 3);
  }

  @Test
  void aStacksBlockTakesTenSecondsAndABurnBlockTenMinutes() {
    var before = simnet.blockTime();
    simnet.mineEmptyStacksBlock();
    assertThat(simnet.blockTime()).isEqualTo(before.plusSeconds(10));

    simnet.mineEmptyBurnBlock();
    var burn = simnet.blockTime();
    simnet.mineEmptyBurnBlock();
    assertThat(simnet.blockTime()).isEqualTo(burn.plusSeconds(600));
  }

  @Test
  void aChainStartsAtTheTimeItIsGiven() {
    var start = Instant.parse("2030-01-02T03:04:05Z");
    try (var then = Simnet.empty(SimnetOptions.defaults().withGenesisTime(start))) {
      assertThat(then.blockTime()).isEqualTo(start);
    }
  }

  @Test
  void anInterfaceTellsFunctionsVariablesAndMaps() {
    var counter = simnet.contractInterface("counter");

    assertThat(counter.function("add"))
        .hasValueSatisfying(
            add -> {
              assertThat(add.access()).isEqualTo(ContractInterface.Access.PUBLIC);
              assertThat(add.arguments())
                  .containsExactly(new ContractInterface.Argument("by", TypeSignature.UINT));
            });
    assertThat(counter.epoch()).isEqualTo(Epoch.EPOCH_4_0);
    assertThat(simnet.contractInterfaces())
        .containsEntry(simnet.deployer().contract("counter"), counter)
        .hasSizeGreaterThan(20);
  }

  @Test
  void aSourceAndASyntaxTreeAreReadBack() {
    assertThat(simnet.contractSource("counter"))
        .hasValueSatisfying(source -> assertThat(source).startsWith(";; Counts for everyone"));
    assertThat(simnet.contractSource("nothing")).isEmpty();
    assertThat(simnet.contractAst("counter").get("expressions")).hasSizeGreaterThan(5);
  }

  @Test
  void mintedStxAndTokensAreInTheLedgerAlsoOfContracts() {
    simnet.deploy(
        "coin",
        "(define-fungible-token gold) (define-read-only (of (who principal)) (ft-get-balance gold"
            + " who))",
        wallet1);
    var vault = simnet.deployer().contract("counter");

    simnet.mintStx(vault, 77);
    simnet.mintFt(wallet1 + ".coin.gold", vault, 88);

    assertThat(simnet.stxBalance(vault)).isEqualTo(77);
    assertThat(simnet.callReadOnly(wallet1 + ".coin", "of", List.of(vault), wallet1).result())
        .isEqualTo(uint(88));
    assertThat(simnet.assets().get("STX")).containsEntry(vault, BigInteger.valueOf(77));
  }

  @Test
  void theDeployerGivesShortNamesTheirMeaning() {
    simnet.deploy("box", "(define-read-only (one) u1)", wallet1);

    simnet.setDeployer(wallet1);

    assertThat(simnet.callReadOnly("box", "one", List.of(), wallet1).result()).isEqualTo(uint(1));
    assertThat(simnet.execute("(contract-call? .box one)").result()).isEqualTo(uint(1));
  }

  @Test
  void aCommandOfTheConsoleAnswers() {
    assertThat(simnet.executeCommand("::get_epoch")).isEqualTo("Current epoch: 4.0");
  }

  @Test
  void twoChainsAreIndependent() {
    try (var other = Simnet.open(Projects.COUNTER)) {
      other.callPublic("counter", "increment", List.of(), wallet1);

      assertThat(other.dataVar("counter", "total")).isEqualTo(uint(1));
      assertThat(simnet.dataVar("counter", "total")).isEqualTo(uint(0));
    }
  }

  @Test
  void aTransferOfMoreThanThereIsIsAnErr() {
    assertThat(simnet.transferStx(1L << 60, simnet.deployer(), wallet1).result())
        .isEqualTo(err(uint(1)));
  }

  @Test
  void aTransferThatTheVmAbortsLeavesTheSenderOfSnippetsAsItWas() {
    var tooLong = wallet1.contract("c".repeat(128));

    assertThatThrownBy(() -> simnet.transferStx(1, tooLong, wallet1))
        .isInstanceOf(ClarityRuntimeException.class)
        .hasMessageContaining("STX transfer error");

    assertThat(simnet.execute("tx-sender").result()).isEqualTo(simnet.deployer());
  }
}
