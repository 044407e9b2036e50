package io.neuralnexus.clarinet;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A project that builds on a contract of others. */
class RequirementTest {
  private static final String OTHERS = "SP000000000000000000002Q6VF78.others";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aContractThatClarinetOnceFetchedIsThereUnderItsOwnName(Engine engine) throws IOException {
    var manifest = Projects.copy("counter", folder);
    write(
        "Clarinet.toml",
        Files.readString(manifest)
                .replace(
                    "requirements = []",
                    "[[project.requirements]]\ncontract_id = \"%s\"\n".formatted(OTHERS))
            + """

            [contracts.ours]
            path = "contracts/ours.clar"
            clarity_version = 6
            epoch = "4.0"
            """);
    write(
        "contracts/ours.clar",
        "(define-public (ask) (contract-call? '%s answer))".formatted(OTHERS));
    var cached = ".cache/requirements/" + OTHERS;
    write(cached + ".clar", "(define-public (answer) (ok u42))");
    // As Clarinet writes it.
    write(cached + ".json", "{\n  \"epoch\": \"Epoch30\",\n  \"clarity_version\": \"Clarity3\"\n}");

    try (var chain = Simnet.open(manifest, SimnetOptions.defaults().withEngine(engine))) {
      assertThat(chain.callPublic("ours", "ask", List.of(), chain.deployer())).isOk(uint(42));
    }
  }

  private void write(String file, String text) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
