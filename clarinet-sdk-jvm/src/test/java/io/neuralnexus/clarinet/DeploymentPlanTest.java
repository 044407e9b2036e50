package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentPlanTest {
  private static final String NEWER =
      "- transaction-type: emulated-contract-call\n      contract-id";

  @TempDir private Path folder;

  @Test
  void aCustomPlanIsPlayed() {
    try (var simnet = Simnet.open(Projects.manifest("planned"))) {
      assertThat(simnet.dataVar("till", "takings")).isEqualTo(uint(42));
      assertThat(simnet.stxBalance(simnet.deployer().contract("till"))).isEqualTo(42);
      assertThat(simnet.stxBalance(simnet.account("wallet_2"))).isEqualTo(100_000_000_001_000L);
    }
  }

  @Test
  void theOlderEncodingIsReadAndTheNewerWritten() throws IOException {
    var manifest = Projects.copy("planned", folder);
    var plan = folder.resolve("deployments/default.simnet-plan.yaml");
    var older =
        Files.readString(plan)
            .replaceAll("(?m)^      ", "        ")
            .replaceAll("- transaction-type: ([a-z-]+)", "- $1:");
    assertThat(older).contains("- emulated-contract-call:\n        contract-id");
    Files.writeString(plan, older);

    try (var simnet = Simnet.open(manifest)) {
      assertThat(simnet.dataVar("till", "takings")).isEqualTo(uint(42));
      assertThat(simnet.deploymentPlan())
          .hasValueSatisfying(text -> assertThat(text).contains(NEWER));
    }
  }

  @Test
  void aContractThatThePlanDoesNotKnowIsDeployedAndTheUsersTransactionsStay() throws IOException {
    var manifest = Projects.copy("planned", folder);
    Files.writeString(
        manifest,
        Files.readString(manifest)
            + """

            [contracts.bell]
            path = "contracts/bell.clar"
            clarity_version = 6
            epoch = "4.0"
            """);
    Files.writeString(folder.resolve("contracts/bell.clar"), "(define-read-only (ring) u1)\n");

    try (var simnet = Simnet.open(manifest)) {
      assertThat(simnet.callReadOnly("bell", "ring", List.of(), simnet.deployer()).result())
          .isEqualTo(uint(1));
      assertThat(simnet.dataVar("till", "takings")).isEqualTo(uint(42));
    }
  }

  @Test
  void aPlanIsMadeWhereThereIsNone() {
    try (var simnet = Simnet.open(Projects.COUNTER)) {
      assertThat(simnet.deploymentPlan())
          .hasValueSatisfying(
              plan ->
                  assertThat(plan)
                      .containsSubsequence(
                          "contract-name: counter-trait", "contract-name: counter\n"));
    }
  }

  @Test
  void theUsersFolderStaysAsItIs() throws IOException {
    var manifest = Projects.copy("counter", folder);
    var before = files();

    try (var simnet = Simnet.open(manifest)) {
      simnet.callPublic("counter", "increment", List.of(), simnet.deployer());
    }

    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aPlanThatIsNoYamlIsNamed() throws IOException {
    var manifest = Projects.copy("planned", folder);
    Files.writeString(folder.resolve("deployments/default.simnet-plan.yaml"), "plan: [\n");

    assertThatThrownBy(() -> Simnet.open(manifest))
        .isInstanceOf(ProjectException.class)
        .hasMessageStartingWith("deployments/default.simnet-plan.yaml: error: ");
  }

  @Test
  void aTransactionForARealNetworkIsRefused() throws IOException {
    var manifest = Projects.copy("planned", folder);
    var plan = folder.resolve("deployments/default.simnet-plan.yaml");
    Files.writeString(
        plan,
        Files.readString(plan)
            .replace("transaction-type: stx-transfer", "transaction-type: btc-transfer"));

    assertThatThrownBy(() -> Simnet.open(manifest))
        .isInstanceOf(ProjectException.class)
        .hasMessageStartingWith("deployments/default.simnet-plan.yaml: error: ");
  }

  private Map<String, String> files() throws IOException {
    var contents = new TreeMap<String, String>();
    try (var all = Files.walk(folder)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
