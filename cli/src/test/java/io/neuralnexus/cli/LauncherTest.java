package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code nexus} in a small repository, among tools that only note that they were called.
 */
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "cksum",
          "cut",
          "dirname",
          "find",
          "flock",
          "grep",
          "head",
          "mkdir",
          "mktemp",
          "mv",
          "perl",
          "readlink",
          "rm",
          "sleep",
          "touch");

  private static final String REHEARSING = "nexus: rehearsing, for quick starts ...\n";

  @TempDir Path folder;
  private Path root;
  private Path calls;

  @BeforeEach
  void repository() throws IOException {
    root = Files.createDirectories(folder.resolve("a repository"));
    calls = folder.resolve("calls");
    Files.createFile(calls);
    var launcher = Path.of(System.getProperty("nexus.root"), "nexus");
    Files.copy(launcher, root.resolve("nexus")).toFile().setExecutable(true);
    for (var module : List.of("clarity", "clarinet-sdk-jvm", "offchain", "cli")) {
      Files.createDirectories(root.resolve(module + "/src/main"));
      Files.createFile(root.resolve(module + "/pom.xml"));
    }
    Files.createDirectories(root.resolve("contracts"));
    for (var file :
        List.of("pom.xml", "package-lock.json", "Clarinet.toml", "cli/src/main/A.java")) {
      Files.createFile(root.resolve(file));
    }
    script(
        root.resolve("build/npm-ci"),
        "mkdir -p node_modules; touch node_modules/.package-lock.sha256");
    script(
        folder.resolve("bin/mvn"),
        "echo mvn >> calls; sleep 0.2; mkdir -p \"a repository/cli/target/nexus\";"
            + " touch \"a repository/cli/target/nexus/nexus.jar\"");
    script(folder.resolve("bin/node"), "");
    script(folder.resolve("bin/npm"), "");
    for (var tool : TOOLS) {
      var real =
          Stream.of("/usr/bin", "/bin")
              .map(d -> Path.of(d, tool))
              .filter(Files::exists)
              .findFirst();
      if (real.isPresent()) script(folder.resolve("bin/" + tool), "exec " + real.get() + " \"$@\"");
    }
    script(folder.resolve("jdk/bin/java"), "printf '%s\\n' \"$PWD\" \"$@\"; exit 3");
    script(folder.resolve("jdk/bin/javac"), "");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    for (var path : List.of(root.resolve("build"), root)) age(path);
  }

  @Test
  void itBuildsOnceAndThenOnlyRuns() throws Exception {
    var first = start("demo");
    var second = start("demo");

    assertThat(first.err()).isEqualTo("nexus: building ...\n" + REHEARSING);
    assertThat(second.err()).isEmpty();
    assertThat(Files.readAllLines(calls)).containsExactly("mvn");
  }

  @Test
  void itRehearsesAgainForOtherJarsAndForAnotherJdk() throws Exception {
    start("demo");
    touch(root.resolve("cli/target/nexus"));
    assertThat(start("demo").err()).isEqualTo(REHEARSING);

    age(root.resolve("cli/target/nexus"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.2\"\n");
    assertThat(start("demo").err()).isEqualTo(REHEARSING);
    assertThat(start("demo").err()).isEmpty();
    try (var files = Files.list(root.resolve("cli/target"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".aot"))).hasSize(1);
    }
  }

  @Test
  void aRehearsalThatFailsHindersNothing() throws Exception {
    script(
        folder.resolve("jdk/bin/java"), "case \"$*\" in *Rehearsal) exit 1 ;; *) echo ran ;; esac");

    assertThat(start("demo").out()).isEqualTo("ran\n");
    assertThat(start("demo").err()).isEmpty();
  }

  @Test
  void onlyWhatAsksTheOfficialVmNeedsNode() throws Exception {
    Files.delete(folder.resolve("bin/node"));
    Files.delete(folder.resolve("bin/npm"));

    for (var command : List.of("demo", "check", "eval", "console")) {
      assertThat(start(command).status()).as(command).isEqualTo(3);
    }
    for (var arguments :
        List.of(
            List.of("bench", "--json"),
            List.of("eval", "--engine", "official"),
            List.of("console", "--engine=both"))) {
      assertThat(start(arguments.toArray(String[]::new)).err())
          .as("%s", arguments)
          .isEqualTo(
              "nexus: Node.js is missing: install Node.js 20 or newer (https://nodejs.org)\n");
    }
  }

  @Test
  void thePackageOfTheOfficialVmIsInstalledOnce() throws Exception {
    assertThat(start("bench").err())
        .isEqualTo("nexus: installing the npm packages ...\nnexus: building ...\n" + REHEARSING);
    assertThat(start("eval", "--engine=both").err()).isEmpty();
  }

  @Test
  void argumentsWorkingDirectoryAndStatusPassThrough() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("nexus"));

    var run = start(link, "demo", "--data", "a file.csv", "*");

    assertThat(run.out().lines().findFirst()).contains(folder.toRealPath().toString());
    assertThat(run.out()).endsWith("nexus.jar\ndemo\n--data\na file.csv\n*\n");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void aNewerSourceIsBuilt() throws Exception {
    start("check");
    touch(root.resolve("cli/src/main/A.java"));

    start("check");

    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  @Test
  void aRemovedSourceIsBuilt() throws Exception {
    start("check");
    Files.delete(root.resolve("cli/src/main/A.java"));
    touch(root.resolve("cli/src/main"));

    start("check");

    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  @Test
  void aChangedContractIsBuiltExceptForItsCheckWhichMustRunWhenItIsBroken() throws Exception {
    start("check");
    touch(root.resolve("contracts"));

    start("check");
    assertThat(Files.readAllLines(calls)).hasSize(1);
    start("demo");
    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  @Test
  void firstStartsAtTheSameTimeBuildOnce() throws Exception {
    var processes = new ArrayList<Process>();
    for (int i = 0; i < 4; i++) processes.add(process(root.resolve("nexus"), "demo").start());
    for (var process : processes) assertThat(finish(process).status()).isEqualTo(3);

    assertThat(Files.readAllLines(calls)).containsExactly("mvn");
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    script(folder.resolve("bin/mvn"), "echo '[ERROR] no such symbol'; echo '  at a.B.c'; exit 1");

    var run = start("demo");

    assertThat(run.err())
        .contains("nexus: building ...\n[ERROR] no such symbol\nnexus: building failed\n")
        .doesNotContain("a.B.c");
    assertThat(run.status()).isEqualTo(1);
    assertThat(start("demo").err()).contains("nexus: building failed");
  }

  @Test
  void aMissingToolIsNamedWithWhatToInstall() throws Exception {
    Files.delete(folder.resolve("bin/mvn"));
    assertThat(start("demo").err()).contains("Maven is missing: install Maven 3.8 or newer");

    Files.delete(folder.resolve("bin/node"));
    var run = start("bench");
    assertThat(run.err()).contains("Node.js is missing: install Node.js 20 or newer");
    assertThat(run.status()).isEqualTo(1);
  }

  private Run start(String... arguments) throws Exception {
    return start(root.resolve("nexus"), arguments);
  }

  private Run start(Path launcher, String... arguments) throws Exception {
    return finish(process(launcher, arguments).start());
  }

  private ProcessBuilder process(Path launcher, String... arguments) {
    var command = new ArrayList<>(List.of("/bin/bash", launcher.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            java.util.Map.of(
                "PATH", folder.resolve("bin").toString(),
                "HOME", folder.toString(),
                "JAVA_HOME", folder.resolve("jdk").toString()));
    return builder;
  }

  private static Run finish(Process process) throws Exception {
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  /**
   * A tool; {@code npm-ci} works in its repository, as the real one does, the others where they are
   * called.
   */
  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    var place = file.endsWith("npm-ci") ? "cd \"${BASH_SOURCE[0]%/*}/..\"\n" : "";
    Files.writeString(file, "#!/bin/bash\n" + place + body + "\n");
    file.toFile().setExecutable(true);
  }

  private static void age(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      for (var file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
      }
    }
  }

  /** Later than any stamp of this test. */
  private static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
  }
}
