package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final String UNCHECKED =
      """
      (define-data-var price uint u0)
      (define-public (reprice (next uint))
      \t(ok (var-set price next)))
      """;

  @TempDir Path folder;

  @BeforeEach
  void project() throws IOException {
    var repository = Path.of(System.getProperty("nexus.root"));
    Files.createDirectories(folder.resolve("contracts"));
    Files.createDirectories(folder.resolve("settings"));
    Files.copy(repository.resolve("settings/Devnet.toml"), folder.resolve("settings/Devnet.toml"));
    Files.writeString(
        folder.resolve("Clarinet.toml"),
        """
        [project]
        name = "p"
        [contracts.shop]
        path = "contracts/shop.clar"
        clarity_version = 6
        epoch = "4.0"
        [repl.analysis]
        passes = ["check_checker"]
        """);
  }

  @Test
  void aSoundProjectIsOk() throws IOException {
    contract("(define-read-only (one) (ok u1))");

    var run = Run.of("check", folder.toString());

    assertThat(run.out()).isEqualTo(folder.resolve("Clarinet.toml") + ": no errors, no warnings\n");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void aWarningShowsItsLineAndIsNoFailure() throws IOException {
    var shop = contract(UNCHECKED);

    var run = Run.of("check", folder.resolve("Clarinet.toml").toString());

    assertThat(run.out())
        .isEqualTo(
            """
            SHOP:3:21: warning: use of potentially unchecked data
              \t(ok (var-set price next)))
              \t                   ^
            SHOP:2:26: note: source of untrusted input here
              (define-public (reprice (next uint))
                                       ^
            MANIFEST: no errors, 1 warning
            """
                .replace("SHOP", shop.toString())
                .replace("MANIFEST", folder.resolve("Clarinet.toml").toString()));
    assertThat(run.status()).isZero();
  }

  @Test
  void anErrorShowsItsLineAndFails() throws IOException {
    var shop = contract("(define-read-only (one)\n  (ok (+ u1 1)))\n");

    var run = Run.of("check", folder.toString());

    assertThat(run.out())
        .startsWith(
            """
            %s:2:7: error: expecting expression of type 'uint', found 'int'
                (ok (+ u1 1)))
                    ^
            """
                .formatted(shop))
        .endsWith(": 1 error, no warnings\n");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void aMistakeInTheManifestShowsItsLineAndTheMend() throws IOException {
    Files.deleteIfExists(folder.resolve("contracts/shop.clar"));

    var run = Run.of("check", folder.toString());

    assertThat(run.out())
        .startsWith(
            """
            %s:4:1: error: contracts.shop.path: contract shop: there is no file contracts/shop.clar
              path = "contracts/shop.clar"
              ^
              = create it, or correct path
            """
                .formatted(folder.resolve("Clarinet.toml")));
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void jsonIsOneObjectAndNothingElse() throws IOException {
    var shop = contract(UNCHECKED);

    var run = Run.of("check", "--json", folder.toString());

    var report = new JsonMapper().readTree(run.out());
    assertThat(report.path("errors").asInt()).isZero();
    assertThat(report.path("warnings").asInt()).isEqualTo(1);
    assertThat(report.path("diagnostics")).hasSize(2);
    var first = report.path("diagnostics").path(0);
    assertThat(first.path("level").asText()).isEqualTo("warning");
    assertThat(first.path("file").asText()).isEqualTo(shop.toString());
    assertThat(first.path("line").asInt()).isEqualTo(3);
    assertThat(first.path("column").asInt()).isEqualTo(21);
    assertThat(first.path("message").asText()).isEqualTo("use of potentially unchecked data");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void aManifestThatIsNotThereIsWrongUse() {
    var run = Run.of("check", folder.resolve("nowhere").toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "There is no " + folder.resolve("nowhere"), "name the Clarinet.toml of a project");
  }

  @Test
  void withoutAManifestTheRepositoryIsChecked() {
    var run = Run.of("check");

    assertThat(run.out()).contains("Clarinet.toml: no errors");
    assertThat(run.status()).isZero();
  }

  private Path contract(String source) throws IOException {
    return Files.writeString(folder.resolve("contracts/shop.clar"), source);
  }
}
