package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A chain without a project is the same on every engine. */
class EmptyChainTest {
  private static Simnet empty(Engine engine) {
    return Simnet.empty(SimnetOptions.defaults().withEngine(engine));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void itsDeployerIsTheOwnerOfTheContractsOfGenesis(Engine engine) {
    try (var simnet = empty(engine)) {
      assertThat(simnet.deployer())
          .isEqualTo(StandardPrincipal.parse("ST000000000000000000002AMW42H"));
      assertThat(simnet.execute("tx-sender").result()).isEqualTo(simnet.deployer());
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void itListsWhatWasDeployedButNoContractsOfGenesis(Engine engine) {
    try (var simnet = empty(engine)) {
      assertThat(simnet.contractInterfaces()).isEmpty();

      simnet.setEpoch(Epoch.EPOCH_3_0);
      var owner = StandardPrincipal.parse("ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5");
      simnet.deploy("c", "(define-public (f) (ok tx-sender))", ClarityVersion.CLARITY_3, owner);

      assertThat(simnet.contractInterfaces()).containsOnlyKeys(owner.contract("c"));
      assertThat(simnet.callPublic(owner + ".c", "f", List.of(), owner).result())
          .isEqualTo(ok(owner));
    }
  }
}
