package io.neuralnexus.clarinet.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarinet.SupportProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateBindingsTest {
  @TempDir Path folder;
  private Path manifest;
  private Path output;

  @BeforeEach
  void copyProject() throws IOException {
    var project = Path.of(SupportProject.MANIFEST).getParent();
    try (var files = Files.walk(project)) {
      for (var file : files.toList()) {
        var copy = folder.resolve(project.relativize(file).toString());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    manifest = folder.resolve("Clarinet.toml");
    output = folder.resolve("generated");
  }

  @Test
  void followsTheProjectAndRestsWhenItRests() throws IOException {
    assertThat(generate()).containsExactly("Counter", "Awkward", "Square");
    assertThat(generate()).as("nothing has changed").isEmpty();

    var longAgo = FileTime.fromMillis(0);
    Files.setLastModifiedTime(file("Awkward"), longAgo);
    edit(
        "contracts/counter.clar",
        "(define-read-only (get-count)",
        ";; Renamed.\n(define-read-only (get-sum)");
    assertThat(generate())
        .as("a source has changed")
        .containsExactly("Counter", "Awkward", "Square");
    assertThat(file("Counter"))
        .content()
        .contains("* Renamed.", "Uint getSum()")
        .doesNotContain("getCount");
    assertThat(Files.getLastModifiedTime(file("Awkward")))
        .as("its text is the same")
        .isEqualTo(longAgo);

    Files.delete(file("Awkward"));
    assertThat(generate()).as("a class is missing").hasSize(3);
    assertThat(file("Awkward")).exists();

    var foreign = Files.writeString(file("Foreign"), "class Foreign {}");
    edit("Clarinet.toml", "[contracts.awkward]", "[contracts.odd]");
    edit("contracts/square.clar", ".awkward.", ".odd.");
    assertThat(generate())
        .as("a contract has another name")
        .containsExactly("Counter", "Odd", "Square");
    assertThat(file("Awkward")).doesNotExist();
    assertThat(foreign).exists();

    assertThat(GenerateBindings.generate(manifest, "a.b", output, List.of("counter")))
        .as("only one is wanted")
        .containsExactly("Counter");
    assertThat(file("Odd")).doesNotExist();
  }

  @Test
  void commentsBecomeJavadoc() {
    generate();

    assertThat(file("Counter"))
        .content()
        .contains(
            " * Counts, and takes a fee for it.\n *\n * <p>Second paragraph of the header.",
            "     * The step is larger than MAX_STEP.\n"
                + "     */\n"
                + "    ERR_STEP_TOO_LARGE(Uint.of(7001))",
            "   * @param number number of steps");
    assertThat(file("Awkward"))
        .content()
        .contains(
            "     * Says *hello* &amp; &lt;ok&gt;.\n"
                + "     *\n"
                + "     * <p>&#64;param nothing *&#47; {&#64;link no} &#92;u0041 $T",
            "     * old style\n     */\n    ERR_OLD_STYLE(Uint.of(77))");
  }

  @Test
  void aMissingManifestIsNamed() {
    var missing = folder.resolve("Nowhere.toml");

    assertThatThrownBy(() -> GenerateBindings.generate(missing, "a.b", output, List.of()))
        .isInstanceOf(BindingException.class)
        .hasMessage("there is no such manifest");
  }

  @Test
  void aMissingSourceIsNamedWithItsContract() throws IOException {
    Files.delete(folder.resolve("contracts/counter.clar"));

    assertThatThrownBy(this::generate)
        .isInstanceOf(BindingException.class)
        .hasMessageStartingWith("contract counter: there is no file contracts/counter.clar");
  }

  @Test
  void anUnknownContractIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> GenerateBindings.generate(manifest, "a.b", output, List.of("count")))
        .isInstanceOf(BindingException.class)
        .hasMessage("no contract count; the manifest has [counter, awkward, square]");
  }

  @Test
  void aManifestThatIsNoTomlSaysWhere() throws IOException {
    Files.writeString(manifest, "[contracts\n");

    assertThatThrownBy(this::generate)
        .isInstanceOf(BindingException.class)
        .hasMessageStartingWith("not TOML")
        .hasMessageContaining("line: 1");
  }

  private List<String> generate() {
    return GenerateBindings.generate(manifest, "a.b", output, List.of());
  }

  private Path file(String className) {
    return output.resolve("a/b/" + className + ".java");
  }

  private void edit(String file, String before, String after) throws IOException {
    var path = folder.resolve(file);
    Files.writeString(path, Files.readString(path).replace(before, after));
  }
}
