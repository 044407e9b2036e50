package io.neuralnexus.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.SimnetOptions;
import org.junit.jupiter.api.Test;

class OpenProbeTest {

  @Test
  void aJvmOfItsOwnSaysHowLongItTookToOpenTheProject() {
    var begun = System.nanoTime();
    try (var project = new BenchProject()) {
      var seconds =
          OpenProbe.once(SimnetOptions.defaults().withEngine(Engine.JVM), project.manifest());

      assertThat(seconds).isBetween(0.05, (System.nanoTime() - begun) / 1e9);
    }
  }
}
