package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.chain.RemoteChain;
import io.neuralnexus.offchain.contracts.Governance;
import io.neuralnexus.offchain.files.HttpStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServeCommandTest {
  @TempDir Path folder;

  private static String manifest() {
    return System.getProperty("nexus.root");
  }

  @Test
  void itServesTheSuiteWiredAndFilesUntilASignalEndsIt() throws Exception {
    var files = folder.resolve("files");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Nexus.class.getName(),
                "serve",
                "--port=0",
                "--pace=lockstep",
                "--id=mine",
                "--manifest=" + manifest(),
                "--files=" + files)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = process.inputReader()) {
      var uri = URI.create(out.readLine());
      try (var chain = RemoteChain.visit(uri);
          var store = HttpStore.at(uri)) {
        var governance = Governance.on(chain);
        assertThat(out.readLine()).isEqualTo("chain     mine, lockstep");
        assertThat(out.readLine()).isEqualTo("deployer  " + chain.deployer());
        assertThat(out.readLine()).isEqualTo("treasury  %s (wallet_7)", governance.getTreasury());
        assertThat(out.readLine())
            .isEqualTo("guardian  %s (wallet_8)", governance.getStatus().guardian().orElseThrow());
        var id = store.publish(Buff.of((byte) 1));
        assertThat(files.resolve(id.toString())).hasBinaryContent(new byte[] {1});
      }

      process.toHandle().destroy();

      assertThat(out.readLine()).isEqualTo("stopped");
      assertThat(process.waitFor()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aPaceThatIsNoneIsWrongUse() {
    for (var pace : List.of("fast", "0", "-5", "1.5")) {
      var run = Run.of("serve", "--pace", pace);

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("--pace " + pace + " is neither 'lockstep' nor milliseconds");
    }
  }

  @Test
  void aPortThatIsNoneIsWrongUse() {
    assertThat(Run.of("serve", "--port", "70000").err())
        .contains("--port 70000 is not from 0 to 65535");
    assertThat(Run.of("serve", "--port", "http").status()).isEqualTo(2);
  }

  @Test
  void anIdThatIsNoneIsWrongUse() {
    var run = Run.of("serve", "--port", "0", "--id", "my chain", "--manifest", manifest());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--id: \"my chain\" is no id of a chain");
  }

  @Test
  void aManifestThatIsNotThereIsWrongUse() {
    var run = Run.of("serve", "--manifest", folder.toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("There is no", "Clarinet.toml: name the Clarinet.toml");
  }

  @Test
  void aPortThatIsTakenIsAFailure() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = "" + taken.getLocalPort();

      var run = Run.of("serve", "--port", port, "--manifest", manifest());

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("The chain cannot be served: port " + port);
    }
  }
}
