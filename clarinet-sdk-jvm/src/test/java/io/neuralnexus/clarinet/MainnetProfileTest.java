package io.neuralnexus.clarinet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost.BlockLimits;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.chain.ChainProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A chain by the rules of mainnet; the rules of the VM are tested where they are. */
class MainnetProfileTest {
  private static final StandardPrincipal OWNER =
      StandardPrincipal.parse("ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5");

  private static SimnetOptions options(ChainProfile profile) {
    return SimnetOptions.defaults()
        .withEngine(Engine.JVM)
        .withTrackCosts(true)
        .withProfile(profile);
  }

  private static Simnet chain(ChainProfile profile, Epoch epoch) {
    var chain = Simnet.empty(options(profile));
    chain.setEpoch(epoch);
    return chain;
  }

  @ParameterizedTest
  @EnumSource(value = Engine.class, mode = Mode.EXCLUDE, names = "JVM")
  void theOfficialVmHasNoRulesOfMainnet(Engine engine) {
    var options = options(ChainProfile.MAINNET).withEngine(engine);

    for (var opening :
        List.<Runnable>of(
            () -> Simnet.empty(options), () -> Simnet.open(Path.of("Clarinet.toml"), options))) {
      assertThatThrownBy(opening::run)
          .isInstanceOf(EngineException.class)
          .hasMessage(
              "the engine '%s' runs the VM of the simnet, which has no rules of mainnet: choose the"
                      .formatted(engine.name().toLowerCase(Locale.ROOT))
                  + " engine 'jvm' for them (-Dsimnet.engine=jvm), or the rules of the simnet");
    }
  }

  @Test
  void theRulesAreThoseOfTheSimnetUnlessSomebodyAsks() {
    assertThat(SimnetOptions.defaults().profile()).isEqualTo(ChainProfile.SIMNET);
  }

  @Test
  void theLimitsOfACallAreThoseOfABlockOfTheEpoch() {
    var source = "(define-read-only (f) true)";
    try (var chain = chain(ChainProfile.MAINNET, Epoch.EPOCH_3_4)) {
      assertThat(chain.deploy("before", source, OWNER).costs())
          .hasValueSatisfying(
              costs -> assertThat(costs.limit()).isEqualTo(BlockLimits.mainnet(Epoch.EPOCH_3_4)));
      chain.setEpoch(Epoch.EPOCH_4_0);
      assertThat(chain.deploy("after", source, OWNER).costs())
          .hasValueSatisfying(
              costs -> assertThat(costs.limit()).isEqualTo(BlockLimits.mainnet(Epoch.EPOCH_4_0)));
    }
  }

  @Test
  void aSourceWithoutAVersionIsOfTheLatestOfTheEpoch() {
    var clarity6 = "(define-read-only (f) (concat 0x01 0x02 0x03))";
    try (var simnet = chain(ChainProfile.SIMNET, Epoch.EPOCH_4_0);
        var mainnet = chain(ChainProfile.MAINNET, Epoch.EPOCH_4_0)) {
      assertThatThrownBy(() -> simnet.deploy("joined", clarity6, OWNER))
          .isInstanceOf(ProjectException.class);
      mainnet.deploy("joined", clarity6, OWNER);
      assertThat(mainnet.callReadOnly(OWNER + ".joined", "f", List.of(), OWNER).result())
          .isEqualTo(Cl.buff(new byte[] {1, 2, 3}));
    }
  }

  @Test
  void aSourceWithoutFunctionsIsAContractToo() {
    var source = "(define-data-var n uint u7)";
    try (var simnet = chain(ChainProfile.SIMNET, Epoch.EPOCH_4_0);
        var mainnet = chain(ChainProfile.MAINNET, Epoch.EPOCH_4_0)) {
      for (var chain : List.of(simnet, mainnet)) chain.deploy("state", source, OWNER);

      assertThat(simnet.contractInterfaces()).doesNotContainKey(OWNER.contract("state"));
      assertThat(mainnet.dataVar(OWNER + ".state", "n")).isEqualTo(Cl.uint(7));
    }
  }

  @Test
  void aLoneExpressionIsThePublishers() {
    try (var simnet = chain(ChainProfile.SIMNET, Epoch.EPOCH_4_0);
        var mainnet = chain(ChainProfile.MAINNET, Epoch.EPOCH_4_0)) {
      assertThat(simnet.deploy("who", "tx-sender", OWNER).result()).isEqualTo(simnet.deployer());
      assertThat(mainnet.deploy("who", "tx-sender", OWNER).result()).isEqualTo(OWNER);
    }
  }

  @Test
  void aForkKeepsTheRules() {
    try (var mainnet = chain(ChainProfile.MAINNET, Epoch.EPOCH_4_0);
        var fork = mainnet.fork()) {
      var receipt = fork.deploy("text", "(define-read-only (f) true)", OWNER);

      assertThat(receipt.result()).isEqualTo(Bool.TRUE);
      assertThat(receipt.costs().orElseThrow().limit())
          .isEqualTo(BlockLimits.mainnet(Epoch.EPOCH_4_0));
    }
  }

  @Test
  void aTraceTellsWhoIsCalledThroughAName() {
    try (var mainnet = chain(ChainProfile.MAINNET, Epoch.EPOCH_4_0)) {
      mainnet.deploy("callee", "(define-public (f (n uint)) (ok n))", OWNER);
      mainnet.deploy(
          "caller",
          """
          (define-constant OTHER .callee)
          (define-public (g) (contract-call? OTHER f u1))
          """,
          OWNER);
      mainnet.callPublic(OWNER + ".caller", "g", List.of(), OWNER);

      assertThat(mainnet.lastCallTrace())
          .hasValueSatisfying(trace -> assertThat(trace).contains("callee: " + OWNER + ".callee"));
    }
  }
}
