package org.example.inference;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.StandardPrincipal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.example.contracts.Governance;
import org.example.contracts.Governance.FinishBootstrapRoles;
import org.example.contracts.LicensedInference;
import org.example.contracts.ModelRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same project, with the suite as a requirement: what there is once it is deployed. */
class RequirementTest {
  /** Who deployed the suite; here it is nobody's address. */
  private static final StandardPrincipal DEPLOYER =
      StandardPrincipal.parse("SP000000000000000000002Q6VF78");

  private static final List<String> SUITE =
      List.of("nexus-traits", "governance", "compensation", "model-registry");

  private static final String MANIFEST =
      """
      [project]
      name = "licensed-inference"
      telemetry = false
      cache_dir = "./.cache"

      [[project.requirements]]
      contract_id = "SP000000000000000000002Q6VF78.model-registry"

      [contracts.licensed-inference]
      path = "contracts/licensed-inference.clar"
      clarity_version = 6
      epoch = "4.0"
      """;

  @TempDir private Path folder;

  @Test
  void a_project_names_the_deployed_suite_by_its_address() throws IOException {
    write("Clarinet.toml", MANIFEST);
    write("settings/Devnet.toml", Files.readString(Path.of("settings/Devnet.toml")));
    for (var name : SUITE) {
      // What Clarinet fetches from the network and keeps.
      var cached = ".cache/requirements/" + DEPLOYER + "." + name;
      write(cached + ".clar", Files.readString(Path.of("../../contracts/" + name + ".clar")));
      write(cached + ".json", "{\"epoch\": \"Epoch40\", \"clarity_version\": \"Clarity6\"}");
    }
    var contract = "contracts/licensed-inference.clar";
    write(
        contract,
        Files.readString(Path.of(contract))
            .replaceAll("(?<= )\\.(?=model-registry|compensation)", "'" + DEPLOYER + "."));

    try (var chain = Simnet.open(folder.resolve("Clarinet.toml"))) {
      var governance = Governance.on(chain, suite("governance"));
      var registry = ModelRegistry.on(chain, suite("model-registry"));
      var inference = LicensedInference.on(chain);
      var operator = chain.deployer();
      var wired =
          governance
              .as(DEPLOYER)
              .finishBootstrap(
                  chain.account("wallet_1"),
                  chain.account("wallet_2"),
                  List.of(),
                  List.of(new FinishBootstrapRoles("controller", registry.contract())));
      assertThat(wired).isOk();
      var author = chain.account("wallet_3");
      assertThat(
              registry
                  .as(author)
                  .registerModel(InferenceStage.sha256("weights"), "ipfs://model", List.of()))
          .isOk();
      assertThat(registry.as(author).addTerms(uint(1), InferenceStage.terms(1_000, false, 5)))
          .isOk();
      assertThat(inference.as(operator).fund(uint(5))).isOk();
      assertThat(inference.as(operator).buyLicence(uint(1), uint(1), uint(5))).isOk();
    }
  }

  private static ContractPrincipal suite(String name) {
    return new ContractPrincipal(DEPLOYER, name);
  }

  private void write(String file, String text) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
