package io.neuralnexus.clarinet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that does not open says where and why. */
class ProjectErrorTest {
  @TempDir private Path folder;
  private Path manifest;
  private Path counter;

  @BeforeEach
  void copy() throws IOException {
    manifest = Projects.copy("counter", folder);
    counter = folder.resolve("contracts/counter.clar");
  }

  private List<Diagnostic> diagnostics() {
    var error = catchThrowableOfType(ProjectException.class, () -> Simnet.open(manifest).close());
    assertThat(error).isNotNull();
    return error.diagnostics();
  }

  private static void replace(Path file, String what, String by) throws IOException {
    var text = Files.readString(file);
    assertThat(text).contains(what);
    Files.writeString(file, text.replace(what, by));
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, Files.readString(file) + text);
  }

  @Test
  void aTypeErrorIsPlaced() throws IOException {
    append(counter, "(define-read-only (bad)\n  (+ 1 u2)\n)\n");

    assertThat(diagnostics())
        .singleElement()
        .hasToString(
            "contracts/counter.clar:54:3: error: expecting expression of type 'int', found 'uint'");
  }

  @Test
  void eachSyntaxErrorIsPlacedWithItsNote() throws IOException {
    append(counter, "(define-read-only (bad) (+ 1 2)\n");

    assertThat(diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "contracts/counter.clar:53:33: error: expected closing ')'",
            "contracts/counter.clar:53:1: note: to match this '('");
  }

  @Test
  void aLetterOutsideAsciiIsPlacedAndNotGarbled() throws IOException {
    append(counter, ";; déjà\n");

    assertThat(diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "contracts/counter.clar:53:5: error: illegal non-ASCII character, 'é'",
            "contracts/counter.clar:53:7: error: illegal non-ASCII character, 'à'");
  }

  @Test
  void aFileThatIsNotUtf8IsNamed() throws IOException {
    Files.write(counter, ";; d\u00e9j\u00e0\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(diagnostics())
        .singleElement()
        .hasToString("contracts/counter.clar: error: not valid UTF-8");
  }

  @Test
  void anErrorWhileDeployingNamesTheContractsFile() throws IOException {
    append(counter, "(define-constant BAD (/ 1 0))\n");

    assertThat(diagnostics())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.file()).isEqualTo("contracts/counter.clar");
              assertThat(error.message()).contains("DivisionByZero");
            });
  }

  @Test
  void aMissingContractFileIsNamed() throws IOException {
    Files.delete(counter);

    assertThat(diagnostics())
        .singleElement()
        .hasToString("contracts/counter.clar: error: file not found");
  }

  @Test
  void anErrorInTheManifestIsPlaced() throws IOException {
    replace(manifest, "[project]", "[project");

    assertThat(diagnostics())
        .singleElement()
        .hasToString(
            "Clarinet.toml:1:9: error: not valid TOML: expected a right bracket, found a newline");
  }

  @Test
  void anErrorInTheSettingsIsPlaced() throws IOException {
    replace(folder.resolve("settings/Devnet.toml"), "[accounts.wallet_1]", "[accounts.wallet_1");

    assertThat(diagnostics())
        .singleElement()
        .hasToString(
            "settings/Devnet.toml:8:19: error: not valid TOML: expected a right bracket, found a"
                + " newline");
  }

  @Test
  void aMnemonicOfTheWrongLengthIsNamed() throws IOException {
    replace(folder.resolve("settings/Devnet.toml"), "twice kind fence", "twice kind");

    assertThat(diagnostics())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.file()).isEqualTo("settings/Devnet.toml");
              assertThat(error.message()).contains("invalid word count: 23");
            });
  }

  @Test
  void anUnknownEpochIsNamedWithThoseThereAre() throws IOException {
    replace(manifest, "\"4.0\"", "\"9.9\"");

    assertThat(diagnostics())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.message()).contains("epoch field invalid").contains("3.4, 4.0"));
  }

  @Test
  void aRequirementWithoutNetworkSaysThatItNeedsIt() throws IOException {
    replace(
        manifest,
        "requirements = []",
        "[[project.requirements]]\n"
            + "contract_id ="
            + " \"SP3FBR2AGK5H9QBDH3EEN6DF8EK8JY7RX8QJ5SVTE.sip-010-trait-ft-standard\"");

    var error = diagnostics().getFirst();

    assertThat(error.file()).isEqualTo("Clarinet.toml");
    assertThat(error.message()).contains("sip-010-trait-ft-standard");
    assertThat(error.suggestion()).hasValueSatisfying(mend -> assertThat(mend).contains("network"));
  }

  @Test
  void remoteDataWithoutNetworkSaysThatItNeedsIt() throws IOException {
    append(
        manifest,
        "\n"
            + "[repl.remote_data]\n"
            + "enabled = true\n"
            + "api_url = \"http://127.0.0.1:9\"\n"
            + "initial_height = 500000\n");

    assertThat(diagnostics().getFirst().suggestion())
        .hasValueSatisfying(mend -> assertThat(mend).contains("network"));
  }

  @Test
  void aMissingManifestIsNamed() {
    manifest = folder.resolve("Clarnet.toml");

    assertThat(diagnostics())
        .singleElement()
        .hasToString(manifest + ": error: there is no such manifest (name a Clarinet.toml)");
  }

  @Test
  void aProjectThatHasBeenMendedOpens() throws IOException {
    var good = Files.readString(counter);
    append(counter, "(define-read-only (bad) (+ 1 u2))\n");
    assertThat(diagnostics()).hasSize(1);

    Files.writeString(counter, good);

    try (var simnet = Simnet.open(manifest)) {
      assertThat(simnet.contractSource("counter")).contains(good);
    }
  }

  @Test
  void aProjectThatHasChangedIsOpenedAsItIsNow() throws IOException {
    Simnet.open(manifest).close();
    append(counter, "(define-read-only (more) u1)\n");

    try (var simnet = Simnet.open(manifest)) {
      assertThat(simnet.contractInterface("counter").function("more")).isPresent();
    }
  }
}
