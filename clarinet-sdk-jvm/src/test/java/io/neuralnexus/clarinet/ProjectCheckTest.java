package io.neuralnexus.clarinet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectCheckTest {
  private static final String SOUND = "(define-read-only (one) (ok u1))\n";
  private static final String UNCHECKED =
      """
      (define-data-var price uint u0)
      (define-public (reprice (next uint))
        (ok (var-set price next)))
      """;
  private static final String CHECKER =
      """
      [repl.analysis]
      passes = ["check_checker"]
      """;

  @TempDir Path folder;

  @BeforeEach
  void settings() throws IOException {
    Files.createDirectories(folder.resolve("contracts"));
    Files.createDirectories(folder.resolve("settings"));
    Files.copy(
        Projects.COUNTER.resolveSibling("settings/Devnet.toml"),
        folder.resolve("settings/Devnet.toml"));
  }

  @Nested
  class Contracts {

    @Test
    void aSoundProjectHasNothingToTell() throws IOException {
      assertThat(check(manifest(CHECKER), SOUND, SOUND)).isEmpty();
    }

    @Test
    void allSyntaxErrorsOfAllContractsAreTold() throws IOException {
      assertThat(
              check(
                  manifest(""),
                  "(define-read-only (one) (ok u1)\n",
                  SOUND + "(define-read-only (two) (ok u2)))\n"))
          .containsExactly(
              "contracts/a.clar:1:33: error: expected closing ')'",
              "contracts/a.clar:1:1: note: to match this '('",
              "contracts/b.clar:2:33: error: unexpected ')'");
    }

    @Test
    void aTypeErrorOfTheSecondContractHasItsPlace() throws IOException {
      assertThat(
              check(manifest(""), SOUND, SOUND + "(define-read-only (bad (x uint)) (ok (+ x 1)))"))
          .containsExactly(
              "contracts/b.clar:2:38: error: expecting expression of type 'uint', found 'int'");
    }

    @Test
    void uncheckedDataIsAWarningWithItsSource() throws IOException {
      assertThat(check(manifest(CHECKER), SOUND, UNCHECKED))
          .containsExactly(
              "contracts/b.clar:3:22: warning: use of potentially unchecked data",
              "contracts/b.clar:2:26: note: source of untrusted input here");
    }

    @Test
    void theCheckCheckerRunsOnlyIfTheManifestNamesIt() throws IOException {
      assertThat(check(manifest(""), SOUND, UNCHECKED)).isEmpty();
    }

    @Test
    void theCheckersSettingsAreHeeded() throws IOException {
      var owned =
          """
          (define-constant owner tx-sender)
          (define-data-var price uint u0)
          (define-public (reprice (next uint))
            (begin
              (asserts! (is-eq tx-sender owner) (err u1))
              (ok (var-set price next))))
          """;
      var trusting = "[repl.analysis.check_checker]\ntrusted_sender = true\n";

      assertThat(check(manifest(CHECKER + trusting), SOUND, owned)).isEmpty();
    }

    @Test
    void anAnnotationSilencesAWarningAndAMisspeltOneIsTold() throws IOException {
      var annotated = UNCHECKED.replace("  (ok", "  ;; #[allow(unchecked_data)]\n  (ok");

      assertThat(check(manifest(CHECKER), annotated, annotated.replace("data)]", "date)]")))
          .startsWith(
              "contracts/b.clar:3:6: warning: unknown warning kind 'unchecked_date' in 'allow'"
                  + " annotation")
          .hasSize(3);
    }

    @Test
    void textThatIsNotAsciiIsAnErrorWhereItStands() throws IOException {
      assertThat(check(manifest(""), SOUND, ";; caf\u00e9\n" + SOUND))
          .first()
          .asString()
          .startsWith("contracts/b.clar:1:7: error: illegal non-ASCII character");
    }
  }

  @Nested
  class Manifest {

    @Test
    void aMissingManifestIsAnError() {
      assertThat(told(folder.resolve("Clarinet.toml")))
          .containsExactly(
              "Clarinet.toml: error: there is no such file (name the Clarinet.toml of a project)");
    }

    @Test
    void badTomlIsAnErrorWithItsPlace() throws IOException {
      assertThat(check("[project]\nname = \"p\"\n[contracts.a\n", SOUND, SOUND))
          .singleElement()
          .asString()
          .startsWith("Clarinet.toml:3:13: error: not valid TOML: ");
    }

    @Test
    void aMissingContractFileIsAnErrorAtItsPath() throws IOException {
      var manifest = manifest("").replace("contracts/b.clar", "contracts/c.clar");

      assertThat(check(manifest, SOUND, SOUND))
          .containsExactly(
              "Clarinet.toml:8:1: error: contracts.b.path: contract b: there is no file"
                  + " contracts/c.clar (create it, or correct path)");
    }

    @Test
    void aWrongValueIsAnErrorAtItsKeyWithTheMend() throws IOException {
      var manifest =
          manifest(
                  """
                  [repl.analysis]
                  passes = ["chek_checker"]
                  check_checker = { strict = "yes" }
                  """)
              .replaceFirst("epoch = \"4.0\"", "epoch = \"5.0\"")
              .replaceFirst("clarity_version = 6", "clarity_version = \"6\"");

      assertThat(check(manifest, SOUND, SOUND))
          .containsExactly(
              "Clarinet.toml:6:1: error: contracts.a.epoch: contract a: \"5.0\" is no epoch (one of"
                  + " 2.0, 2.05, 2.1, 2.2, 2.3, 2.4, 2.5, 3.0, 3.1, 3.2, 3.3, 3.4, 4.0, latest, in"
                  + " quotes)",
              "Clarinet.toml:5:1: error: contracts.a.clarity_version: contract a: \"6\" is no"
                  + " Clarity version (a number from 1 to 6, without quotes)",
              "Clarinet.toml:12:1: error: repl.analysis.passes: \"chek_checker\" is no analysis"
                  + " pass (one of all, call_checker, check_checker)",
              "Clarinet.toml:13:19: error: repl.analysis.check_checker.strict: strict is \"yes\""
                  + " (true or false)");
    }

    @Test
    void aVersionNewerThanItsEpochIsAnError() throws IOException {
      assertThat(check(manifest("").replaceFirst("\"4.0\"", "\"3.4\""), SOUND, SOUND))
          .containsExactly(
              "Clarinet.toml:5:1: error: contracts.a.clarity_version: contract a: Clarity 6 cannot"
                  + " be used in epoch 3.4 (raise epoch to \"4.0\", or lower clarity_version)");
    }
  }

  private static String manifest(String analysis) {
    return """
    [project]
    name = "p"
    [contracts.a]
    path = "contracts/a.clar"
    clarity_version = 6
    epoch = "4.0"
    [contracts.b]
    path = "contracts/b.clar"
    clarity_version = 6
    epoch = "4.0"
    """
        + analysis;
  }

  private List<String> check(String manifest, String a, String b) throws IOException {
    Files.writeString(folder.resolve("contracts/a.clar"), a);
    Files.writeString(folder.resolve("contracts/b.clar"), b);
    return told(Files.writeString(folder.resolve("Clarinet.toml"), manifest));
  }

  private static List<String> told(Path manifest) {
    return ProjectCheck.check(manifest).stream().map(Diagnostic::toString).toList();
  }
}
