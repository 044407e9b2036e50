package io.neuralnexus.clarinet.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.check.ProjectFile.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a valid manifest says; {@code ProjectCheckTest} has the mistakes. */
class ProjectFileTest {
  private static final String PROJECT = "[project]\nname = \"p\"\n";

  @TempDir Path folder;

  @BeforeEach
  void contracts() throws IOException {
    for (var name : new String[] {"a", "b"}) Files.createFile(folder.resolve(name + ".clar"));
  }

  @Test
  void contractsComeInTheOrderOfTheFileWithTheirDeployer() throws IOException {
    var project =
        read(
            """
            [contracts.b]
            path = "b.clar"
            [contracts.a]
            path = "a.clar"
            deployer = "wallet_1"
            epoch = "latest"
            """);

    assertThat(project.contracts())
        .containsExactly(
            new Contract("b", "b.clar", Optional.empty()),
            new Contract("a", "a.clar", Optional.of("wallet_1")));
    assertThat(project.remarks()).isEmpty();
  }

  @Test
  void aContractWithoutAPathIsLeftOutWithAWarning() throws IOException {
    var project = read("[contracts.a]\nepoch = 2.1\n");

    assertThat(project.contracts()).isEmpty();
    assertThat(project.remarks())
        .extracting(Object::toString)
        .containsExactly(
            "Clarinet.toml:3:2: warning: contracts.a.path: contract a has no path and is left out"
                + " (write path = \"contracts/a.clar\")");
  }

  @Test
  void theCheckCheckerRunsIfAPassNamesItInAnyOfTheWaysClarinetReads() throws IOException {
    assertThat(read("").checkChecker()).isFalse();
    assertThat(read("[repl.analysis]\npasses = [\"call_checker\"]\n").checkChecker()).isFalse();
    assertThat(read("[repl.analysis]\npasses = [\"check_checker\"]\n").checkChecker()).isTrue();
    assertThat(read("[repl.analysis]\npasses = \"check_checker\"\n").checkChecker()).isTrue();
    assertThat(read("[repl.analysis]\npasses = [\"all\"]\n").checkChecker()).isTrue();
    assertThat(read("analysis = [\"check_checker\"]\n").checkChecker()).isTrue();
  }

  @Test
  void strictOverrulesTheOtherSettings() throws IOException {
    var trusting = "[repl.analysis.check_checker]\ntrusted_sender = true\ncallee_filter = true\n";

    assertThat(read(trusting).settings()).isEqualTo(new CheckerSettings(true, false, true));
    assertThat(read(trusting + "strict = true\n").settings()).isEqualTo(CheckerSettings.STRICT);
    assertThat(read("").settings()).isEqualTo(CheckerSettings.STRICT);
  }

  @Test
  void keysThatClarinetDoesNotKnowAreLeftAlone() throws IOException {
    assertThat(read("[repl.analysis]\nfuture = 1\n[tool.other]\nx = 1\n").remarks()).isEmpty();
  }

  private ProjectFile read(String rest) throws IOException {
    return ProjectFile.read(Files.writeString(folder.resolve("Clarinet.toml"), PROJECT + rest));
  }
}
