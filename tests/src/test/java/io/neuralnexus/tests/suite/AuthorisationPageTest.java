package io.neuralnexus.tests.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.ContractInterface.Access;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That no contract is left out of the matrix. */
@ClarinetProject(manifest = "../Clarinet.toml")
class AuthorisationPageTest {
  @Test
  void the_page_has_a_section_of_every_contract_with_public_functions(Simnet chain) {
    var contracts =
        chain.contractInterfaces().entrySet().stream()
            .filter(each -> each.getKey().issuer().equals(chain.deployer()))
            .filter(
                each ->
                    each.getValue().functions().stream()
                        .anyMatch(function -> function.access() == Access.PUBLIC))
            .map(Map.Entry::getKey)
            .map(each -> each.name())
            .toList();

    assertThat(AuthorisationPage.contracts())
        .as(
            "sections of docs/authorisation.md; a contract gets one by a test with an"
                + " Authorisation")
        .containsExactlyInAnyOrderElementsOf(contracts);
  }
}
