package io.neuralnexus.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plans in deployments/ are what Clarinet would write for the project as it is. After a change
 * of a contract, {@code mvn -pl tests -am test -Dtest=DeploymentPlanTest -Dplans=write} writes
 * them.
 */
class DeploymentPlanTest {
  private static final String SIMNET = "deployments/default.simnet-plan.yaml";

  /** The networks a plan of which holds real transactions, with the nodes Clarinet names. */
  enum Network {
    DEVNET("http://localhost:20443", "http://devnet:devnet@localhost:18443"),
    TESTNET(
        "https://api.testnet.hiro.so",
        "http://blockstack:blockstacksystem@bitcoind.testnet.stacks.co:18332"),
    MAINNET(
        "https://api.hiro.so", "http://blockstack:blockstacksystem@bitcoin.blockstack.com:8332");

    private final String stacksNode;
    private final String bitcoinNode;

    Network(String stacksNode, String bitcoinNode) {
      this.stacksNode = stacksNode;
      this.bitcoinNode = bitcoinNode;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    String file() {
      return "deployments/default.%s-plan.yaml".formatted(id());
    }

    /** The address on this network of an account that the simnet knows. */
    String sender(String address) {
      var account = (StandardPrincipal) Principal.parse(address);
      return this == MAINNET
          ? new StandardPrincipal(StandardPrincipal.MAINNET_SINGLE_SIG, account.hash()).toString()
          : address;
    }

    String head() {
      var name = name().charAt(0) + id().substring(1);
      return """
      id: 0
      name: %s deployment
      network: %s
      stacks-node: %s
      bitcoin-node: %s
      plan:
        batches:
      """
          .formatted(name, id(), stacksNode, bitcoinNode);
    }
  }

  @Test
  void simnet_plan_is_what_the_official_vm_writes() throws IOException {
    assertCurrent(SIMNET, simnetPlan());
  }

  @ParameterizedTest
  @EnumSource
  void network_plan_publishes_what_the_simnet_plan_publishes(Network network) throws IOException {
    assertCurrent(network.file(), planOf(network));
  }

  @ParameterizedTest
  @ValueSource(strings = {"simnet", "devnet", "testnet", "mainnet"})
  void a_contract_is_published_after_those_it_calls(String network) throws IOException {
    var published = new ArrayList<String>();
    for (var publish : publishes("deployments/default.%s-plan.yaml".formatted(network))) {
      var name = publish.path("contract-name").asText();
      for (var other : ContractFile.all()) {
        if (ContractFile.text(publish.path("path").asText()).contains("." + other.name() + " ")) {
          assertThat(published).as("published before " + name).contains(other.name());
        }
      }
      published.add(name);
    }
    assertThat(published)
        .containsExactlyInAnyOrderElementsOf(
            ContractFile.all().stream().map(ContractFile::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"simnet", "devnet", "testnet", "mainnet"})
  void all_is_published_as_clarity_6_in_epoch_4(String network) throws IOException {
    var plan = "deployments/default.%s-plan.yaml".formatted(network);
    assertThat(batches(plan))
        .isNotEmpty()
        .allSatisfy(batch -> assertThat(batch.path("epoch").asText()).isEqualTo("4.0"));
    assertThat(publishes(plan))
        .allSatisfy(each -> assertThat(each.path("clarity-version").asInt()).isEqualTo(6));
  }

  private static void assertCurrent(String path, String expected) throws IOException {
    var file = ContractFile.ROOT.resolve(path);
    if ("write".equals(System.getProperty("plans"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file).as("write it with -Dplans=write").content(UTF_8).isEqualTo(expected);
  }

  private static String simnetPlan() {
    try (var simnet = Simnet.open(ContractFile.MANIFEST)) {
      return simnet.deploymentPlan().orElseThrow();
    }
  }

  private static String planOf(Network network) throws IOException {
    long rate =
        new TomlMapper()
            .readTree(ContractFile.text("settings/Devnet.toml"))
            .at("/network/deployment_fee_rate")
            .asLong();
    var plan = new StringBuilder(network.head());
    for (var batch : new YAMLMapper().readTree(simnetPlan()).at("/plan/batches")) {
      plan.append("  - id: %s\n    transactions:\n".formatted(batch.path("id").asText()));
      for (var publish : batch.path("transactions")) {
        var path = publish.path("path").asText();
        plan.append(
            """
                - transaction-type: contract-publish
                  contract-name: %s
                  expected-sender: %s
                  cost: %d
                  path: %s
                  anchor-block-only: true
                  clarity-version: %s
            """
                .formatted(
                    publish.path("contract-name").asText(),
                    network.sender(publish.path("emulated-sender").asText()),
                    rate * ContractFile.text(path).getBytes(UTF_8).length,
                    path,
                    publish.path("clarity-version").asText()));
      }
      plan.append("    epoch: '%s'\n".formatted(batch.path("epoch").asText()));
    }
    return plan.toString();
  }

  private static List<JsonNode> batches(String plan) throws IOException {
    return new YAMLMapper()
        .readTree(ContractFile.text(plan))
        .at("/plan/batches")
        .valueStream()
        .toList();
  }

  private static List<JsonNode> publishes(String plan) throws IOException {
    return batches(plan).stream()
        .flatMap(batch -> batch.path("transactions").valueStream())
        .toList();
  }
}
