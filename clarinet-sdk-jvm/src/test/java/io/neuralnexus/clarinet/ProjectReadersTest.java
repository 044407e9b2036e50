package io.neuralnexus.clarinet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engine {@code jvm} says of a manifest, settings or a plan that it cannot use. */
class ProjectReadersTest {
  @TempDir private Path folder;

  private String refusal(String project, String file, String what, String by) throws IOException {
    var manifest = Projects.copy(project, folder);
    var path = folder.resolve(file);
    var text = Files.readString(path);
    assertThat(text).contains(what);
    Files.writeString(path, text.replace(what, by));
    var options = SimnetOptions.defaults().withEngine(Engine.JVM);
    var error =
        catchThrowableOfType(ProjectException.class, () -> Simnet.open(manifest, options).close());
    assertThat(error).isNotNull();
    return error.diagnostics().getFirst().toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name = "counter"       | name = 7                    | a project needs a name
          clarity_version = 6    | clarity_version = 9         | clarity_version field invalid (value supported: 1 to 6), but it is 9
          epoch = "4.0"          | epoch = "9.0"               | epoch field invalid (value supported: 2.0,
          epoch = "4.0"          | epoch = "3.0"               | Clarity 6 can not be used with 3.0
          requirements = []      | requirements = [{ contract_id = "x" }] | requirement 'x' is not a contract
          """)
  void aManifestNamesTheEntryAndWhatIsAllowed(String what, String by, String message)
      throws IOException {
    assertThat(refusal("counter", "Clarinet.toml", what, by))
        .startsWith("Clarinet.toml")
        .contains(message);
  }

  @Test
  void aManifestThatIsNoTomlIsPlacedByLineAndColumn() throws IOException {
    assertThat(refusal("counter", "Clarinet.toml", "authors = []", "authors = ["))
        .matches("Clarinet\\.toml:\\d+:\\d+: error: not valid TOML: .*");
  }

  @Test
  void anAccountWithoutAMnemonicIsNamed() throws IOException {
    assertThat(
            refusal(
                "counter",
                "settings/Devnet.toml",
                "[accounts.wallet_2]\nmnemonic",
                "[accounts.wallet_2]\nkey"))
        .isEqualTo(
            "settings/Devnet.toml: error: account wallet_2 has no mnemonic to derive its address"
                + " from");
  }

  @Test
  void aWrongWordOfAMnemonicIsCountedFromZero() throws IOException {
    assertThat(refusal("counter", "settings/Devnet.toml", "sell invite", "sell invyte"))
        .isEqualTo(
            "settings/Devnet.toml: error: account wallet_1: mnemonic contains an unknown word (word"
                + " 1)");
  }

  @Test
  void aTransactionThatNoSimnetKnowsIsRefused() throws IOException {
    assertThat(
            refusal(
                "planned",
                "deployments/default.simnet-plan.yaml",
                "transaction-type: emulated-contract-publish",
                "transaction-type: teleport"))
        .isEqualTo(
            "deployments/default.simnet-plan.yaml: error: unknown transaction type: teleport");
  }
}
