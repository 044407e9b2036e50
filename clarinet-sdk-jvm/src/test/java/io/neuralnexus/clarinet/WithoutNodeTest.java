package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.ok;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarinet.bindings.GenerateBindings;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine {@code jvm} where there is no Node, or no npm package: system properties say so. */
class WithoutNodeTest {
  private static final String POX = "ST000000000000000000002AMW42H.pox-4";
  private static final String ASKS_POX =
      "(define-read-only (cycle) (contract-call? '%s current-pox-reward-cycle))".formatted(POX);

  @TempDir private Path folder;

  @BeforeEach
  void withoutNode() {
    System.setProperty("simnet.node", folder.resolve("no-node").toString());
    System.setProperty("simnet.cache", folder.resolve("cache").toString());
  }

  @AfterEach
  void asBefore() {
    System.clearProperty("simnet.node");
    System.clearProperty("simnet.cache");
  }

  private static SimnetOptions jvm() {
    return SimnetOptions.defaults().withEngine(Engine.JVM);
  }

  /** A package that is of no use without Node, of a version that nothing has been read of yet. */
  private SimnetOptions aPackageOf(String version) throws IOException {
    for (var name : List.of("clarinet-sdk", "clarinet-sdk-wasm")) {
      var home = Files.createDirectories(folder.resolve("node_modules/@stacks/" + name));
      Files.writeString(home.resolve("package.json"), "{\"version\":\"" + version + "\"}");
    }
    return jvm().withNodeModules(folder.resolve("node_modules"));
  }

  @Test
  void jvmIsTheDefaultEngine() {
    var chosen = System.clearProperty("simnet.engine");
    try {
      assertThat(SimnetOptions.defaults().engine()).isEqualTo(Engine.JVM);
    } finally {
      if (chosen != null) System.setProperty("simnet.engine", chosen);
    }
  }

  @Test
  void aProjectOpensDeploysAndRuns() throws IOException {
    var manifest = Projects.copy("counter", folder.resolve("project"));
    try (var simnet = Simnet.open(manifest, jvm())) {
      var wallet = simnet.account("wallet_1");

      simnet.deploy("extra", "(define-public (one) (ok u1))", wallet);

      assertThat(simnet.callPublic(wallet + ".extra", "one", List.of(), wallet).result())
          .isEqualTo(ok(uint(1)));
      assertThat(simnet.callPublic("counter", "add", List.of(uint(1)), wallet).result())
          .isEqualTo(ok(uint(1)));
    }
  }

  @Test
  void bindingsAreGenerated() {
    assertThat(
            GenerateBindings.generate(
                Path.of(SupportProject.MANIFEST),
                "org.example",
                folder.resolve("bindings"),
                List.of("counter")))
        .containsExactly("Counter");
  }

  @Test
  void aContractOfGenesisIsMissedWithTheReasonAndTheMend() throws IOException {
    try (var simnet = Simnet.empty(aPackageOf("3.99.0"))) {
      var pool = simnet.deployer();
      simnet.setEpoch(Epoch.EPOCH_3_0);

      for (var request :
          List.<Runnable>of(
              () -> simnet.callReadOnly(POX, "current-pox-reward-cycle", List.of(), pool),
              () -> simnet.deploy("asks", ASKS_POX, ClarityVersion.CLARITY_3, pool),
              () -> simnet.execute("(contract-call? '%s get-pox-info)".formatted(POX)),
              () ->
                  simnet.deploy(
                      "uses",
                      "(use-trait t '%s.some-trait) (define-public (f (x <t>)) (ok true))"
                          .formatted(POX),
                      ClarityVersion.CLARITY_3,
                      pool))) {
        assertThatThrownBy(request::run)
            .isInstanceOf(SimnetException.class)
            .hasMessageContaining("no contract " + POX)
            .hasMessageContaining("read from the npm package @stacks/clarinet-sdk")
            .hasMessageContaining("no-node")
            .hasMessageContaining("install Node.js 20 or later");
      }
      assertThat(simnet.contractInterfaces()).isEmpty();
    }
  }

  @Test
  void whatWasReadOnceIsThereWithoutNode() throws IOException {
    var options = aPackageOf("3.98.0");
    var cached =
        Files.createDirectories(folder.resolve("cache/clarinet-sdk-jvm"))
            .resolve("boot-contracts-3.98.0.json");
    Files.writeString(
        cached, "{\"%s\": \"(define-read-only (current-pox-reward-cycle) u7)\"}".formatted(POX));

    try (var simnet = Simnet.empty(options)) {
      simnet.setEpoch(Epoch.EPOCH_3_0);
      simnet.deploy("asks", ASKS_POX, ClarityVersion.CLARITY_3, simnet.deployer());

      assertThat(simnet.callReadOnly("asks", "cycle", List.of(), simnet.deployer()).result())
          .isEqualTo(uint(7));
      assertThat(simnet.contractInterfaces()).containsOnlyKeys(simnet.deployer().contract("asks"));
    }
  }
}
