package io.neuralnexus.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.syntax.Syntax;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our reader makes the same tree of the contracts as the official one. */
@ClarinetProject(manifest = "../Clarinet.toml")
class SyntaxTreeTest {
  private final Simnet simnet;

  SyntaxTreeTest(Simnet simnet) {
    this.simnet = simnet;
  }

  @ParameterizedTest
  @MethodSource("io.neuralnexus.tests.ContractFile#all")
  void a_contract_has_the_official_syntax_tree(ContractFile file) throws Exception {
    var name = file.name();
    var contract = simnet.contractInterface(name);

    var tree =
        Syntax.parse(
            simnet.contractSource(name).orElseThrow(),
            simnet.deployer().contract(name),
            contract.clarityVersion(),
            contract.epoch());

    assertThat(new JsonMapper().readTree(tree.toJson().toString()))
        .isEqualTo(simnet.contractAst(name));
  }
}
