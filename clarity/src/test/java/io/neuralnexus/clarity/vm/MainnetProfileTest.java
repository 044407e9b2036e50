package io.neuralnexus.clarity.vm;

import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.buff;
import static io.neuralnexus.clarity.Cl.ok;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.syntax.SyntaxException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a node of mainnet and the simnet differ: the same contracts by the rules of both. */
class MainnetProfileTest {
  private static final StandardPrincipal OWNER =
      StandardPrincipal.parse("ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5");

  private final Chain simnet = new Chain(ChainProfile.SIMNET, Epoch.EPOCH_4_0);
  private final Chain mainnet = new Chain(ChainProfile.MAINNET, Epoch.EPOCH_4_0);

  /** A chain, and what is sent to it. */
  private static final class Chain {
    private final SimulatedBlocks blocks;
    private final ClarityVm vm;

    Chain(ChainProfile profile, Epoch epoch) {
      blocks = new SimulatedBlocks(epoch, 1_700_000_000L);
      blocks.advanceBurn(2);
      vm = ClarityVm.create(Network.TESTNET, blocks, profile, each -> Limits.of(profile, each));
    }

    Outcome deploy(String name, String source) throws SyntaxException {
      var version = ClarityVersion.latestIn(blocks.epoch());
      return vm.deploy(OWNER.contract(name), source, version);
    }

    Outcome call(String contract, String function, Value... arguments) {
      return vm.call(OWNER.contract(contract), function, List.of(arguments), OWNER);
    }
  }

  private static ContractPrincipal contract(String name) {
    return OWNER.contract(name);
  }

  /** What the second costs more than the first; the first is nowhere dearer. */
  private static ExecutionCost beyond(Outcome less, Outcome more) {
    return new ExecutionCost(
        more.cost().writeLength() - less.cost().writeLength(),
        more.cost().writeCount() - less.cost().writeCount(),
        more.cost().readLength() - less.cost().readLength(),
        more.cost().readCount() - less.cost().readCount(),
        more.cost().runtime() - less.cost().runtime());
  }

  @Test
  void aCallMayReadTwiceAsOftenFromEpoch40On() throws SyntaxException {
    var list = "(list" + " u1".repeat(130) + ")";
    var reader =
        """
        (define-data-var n uint u0)
        (define-private (read (each uint) (sum uint)) (+ sum (var-get n)))
        (define-private (row (each uint) (sum uint)) (fold read %1$s sum))
        (define-public (read-all) (ok (fold row %1$s u0)))
        """
            .formatted(list);
    var before = new Chain(ChainProfile.MAINNET, Epoch.EPOCH_3_4);
    for (var chain : List.of(simnet, mainnet, before)) chain.deploy("reader", reader);

    assertThat(mainnet.call("reader", "read-all").cost().readCount()).isBetween(15_001L, 30_000L);
    for (var chain : List.of(simnet, before)) {
      assertThatThrownBy(() -> chain.call("reader", "read-all"))
          .isInstanceOf(VmException.class)
          .hasMessageContaining("CostBalanceExceeded");
    }

    before.blocks.setEpoch(Epoch.EPOCH_4_0);
    assertThat(before.call("reader", "read-all").value()).contains(ok(uint(0)));
  }

  @Test
  void whoTracesACallPaysForItHimself() throws SyntaxException {
    for (var chain : List.of(simnet, mainnet)) {
      chain.deploy("callee", "(define-public (f) (ok true))");
      chain.deploy(
          "caller",
          """
          (define-trait callee ((f () (response bool uint))))
          (define-public (g (other <callee>)) (contract-call? other f))
          """);
    }

    var lookUp = new ExecutionCost(0, 0, 0, 0, 1);
    assertThat(
            beyond(
                mainnet.call("caller", "g", contract("callee")),
                simnet.call("caller", "g", contract("callee"))))
        .isEqualTo(lookUp);
  }

  @Test
  void aContractMayBeAsDeepAsItDeploys() throws SyntaxException {
    var body = "(begin ".repeat(45) + "u1" + ")".repeat(45);
    for (var chain : List.of(simnet, mainnet)) {
      chain.deploy("deep", "(define-public (f) (ok " + body + "))");
    }

    assertThat(mainnet.call("deep", "f").value()).contains(ok(uint(1)));
    assertThatThrownBy(() -> simnet.call("deep", "f"))
        .hasMessageContaining("Failed to deserialize");
  }

  @Test
  void aConstantMayBeAsDeepAsItDeploys() throws SyntaxException {
    var deep = "(list ".repeat(31) + "u1" + ")".repeat(31);
    var source = "(define-constant DEEP " + deep + ")\n(define-read-only (f) (len DEEP))";
    for (var chain : List.of(simnet, mainnet)) chain.deploy("deep", source);

    assertThat(mainnet.call("deep", "f").value()).contains(uint(1));
    assertThatThrownBy(() -> simnet.call("deep", "f"))
        .hasMessageContaining("Failed to deserialize");
  }

  @Test
  void aContractIsNotCalledThroughAConstantWhileTheCallerIsDeployed() throws SyntaxException {
    var definitions =
        """
        (define-constant OTHER .callee)
        (define-public (g) (contract-call? OTHER f))
        """;
    for (var chain : List.of(simnet, mainnet)) {
      chain.deploy("callee", "(define-public (f) (ok true))");
      chain.deploy("caller", definitions);
    }
    simnet.deploy("eager", definitions + "(g)");

    assertThatThrownBy(() -> mainnet.deploy("eager", definitions + "(g)"))
        .isInstanceOf(VmException.class)
        .hasMessage("RuntimeCheck(ContractCallExpectName)");
    assertThat(mainnet.call("caller", "g").value()).contains(ok(bool(true)));
    assertThat(mainnet.vm.fork(mainnet.blocks).call(contract("caller"), "g", List.of(), OWNER))
        .isEqualTo(mainnet.call("caller", "g"));
  }

  @Test
  void loadingAContractCostsItsConstantsToo() throws SyntaxException {
    var source =
        """
        (define-constant HUNDRED-BYTES 0x%s)
        (define-constant ONE u1)
        (define-read-only (f) true)
        """
            .formatted("ab".repeat(100));
    for (var chain : List.of(simnet, mainnet)) chain.deploy("constants", source);

    long constants = 4 + 100 + 16;
    assertThat(beyond(simnet.call("constants", "f"), mainnet.call("constants", "f")))
        .isEqualTo(new ExecutionCost(0, 0, constants, 0, constants));
    assertThat(mainnet.vm.fork(mainnet.blocks).call(contract("constants"), "f", List.of(), OWNER))
        .isEqualTo(mainnet.call("constants", "f"));
  }

  @Test
  void epoch205HasTheTableOfMainnet() throws SyntaxException {
    var with = "(define-public (f) (begin (asserts! true (err u1)) (ok true)))";
    var without = "(define-public (f) (begin true (ok true)))";
    var old = new Chain(ChainProfile.SIMNET, Epoch.EPOCH_2_05);
    var oldMainnet = new Chain(ChainProfile.MAINNET, Epoch.EPOCH_2_05);
    for (var chain : List.of(old, oldMainnet)) {
      chain.deploy("with", with);
      chain.deploy("without", without + " ".repeat(with.length() - without.length()));
    }

    long lookUp = 16;
    assertThat(beyond(old.call("without", "f"), old.call("with", "f")).runtime())
        .isEqualTo(lookUp + 158);
    assertThat(beyond(oldMainnet.call("without", "f"), oldMainnet.call("with", "f")).runtime())
        .isEqualTo(lookUp + 170);
  }

  @Test
  void aSignatureWhoseSIsHighVerifiesNothing() throws SyntaxException {
    var source =
        """
        (define-read-only (f (signature (buff 65)))
          (secp256k1-verify
            0x7fc96bb2c9df91397b97e28cc58c496b7b26242d6c7e62518f03f16d57a5d27e
            signature
            0x026e206d9e1e6c5e74681131351410101b82ef2f3c51fb6d0dbbbc6d5d9bf91886))
        """;
    var r = "e0aecbed7572a532eb44bbdaa99d4191720feb773808eaf77f49fa026677175a";
    var high = buffer(r + "8b21fbbf07d618080ccf05d28f5d5902e1404499ec13687599a5446ba189db3f");
    var low = buffer(r + "74de0440f829e7f7f330fa2d70a2a6fbd96e984cc33537c6262d1a212eac6602");
    for (var chain : List.of(simnet, mainnet)) {
      chain.deploy("verifier", source);
      assertThat(chain.call("verifier", "f", low).value()).contains(bool(true));
    }

    assertThat(simnet.call("verifier", "f", high).value()).contains(bool(true));
    assertThat(mainnet.call("verifier", "f", high).value()).contains(bool(false));
  }

  private static Value buffer(String hex) {
    return buff(HexFormat.of().parseHex(hex));
  }

  @Test
  void aDeploymentPaysForKeepingItsText() throws SyntaxException {
    var source = "(define-read-only (f) true)";

    long length = source.length();
    assertThat(beyond(simnet.deploy("text", source), mainnet.deploy("text", source)))
        .isEqualTo(new ExecutionCost(length + 1, 1, 0, 0, 11 * length + 7_165));
  }

  @Test
  void aDeploymentHoldsItsTextInMemoryWhileItRuns() throws SyntaxException {
    var source = "(define-read-only (f) true)";
    var tight =
        ClarityVm.create(
            Network.TESTNET,
            mainnet.blocks,
            ChainProfile.MAINNET,
            epoch -> new Limits(Limits.of(ChainProfile.MAINNET, epoch).cost(), 20));

    assertThatThrownBy(() -> tight.deploy(contract("text"), source, ClarityVersion.CLARITY_6))
        .hasMessage("RuntimeCheck(MemoryBalanceExceeded(27, 20))");
    assertThat(mainnet.deploy("text", source).memory()).isZero();
  }

  @Test
  void noContractIsReplaced() throws SyntaxException {
    var source = "(define-read-only (f) true)";
    for (var chain : List.of(simnet, mainnet)) chain.deploy("text", source);

    simnet.deploy("text", source);
    assertThatThrownBy(() -> mainnet.deploy("text", source))
        .hasMessage(
            "RuntimeCheck(Unreachable(\"Contract already exists: %s\"))"
                .formatted(contract("text")));
  }
}
