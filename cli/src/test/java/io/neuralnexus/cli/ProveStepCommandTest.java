package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.offchain.chain.ChainServer;
import io.neuralnexus.offchain.chain.SimnetChain;
import io.neuralnexus.offchain.files.FileStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What it says of a dispute is in {@code DemoCommandTest}, where machines had one. */
class ProveStepCommandTest {
  @Test
  void anExecutionWithoutADisputeHasNothingToExplain() {
    var manifest = Path.of(System.getProperty("nexus.root"), "Clarinet.toml");
    try (var simnet = Simnet.open(manifest);
        var chain = SimnetChain.lockstep("quiet", simnet);
        var server = ChainServer.start(chain, FileStore.inMemory(), 0)) {
      var run = Run.of("prove-step", "5", "--chain", server.uri().toString());

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("No dispute about execution 5 came to its last move");
    }
  }

  @Test
  void executionsAreNumberedFromOne() {
    var run = Run.of("prove-step", "0", "--chain", "http://127.0.0.1:1");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("executions are numbered from 1, not 0");
  }

  @Test
  void theChainHasToBeNamed() {
    var run = Run.of("prove-step", "3");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--chain");
  }
}
