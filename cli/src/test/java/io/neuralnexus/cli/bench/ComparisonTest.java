package io.neuralnexus.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.cli.bench.Comparison.Side;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  /** The engine against itself and briefly, so that the test needs no Node. */
  @Test
  void everyBenchmarkIsMeasuredOnEverySide() {
    var brief = new Pace(Duration.ofMillis(1), Duration.ofMillis(5));
    var side =
        new Side(SimnetOptions.defaults().withEngine(Engine.JVM).withTrackCosts(true), brief);
    var steps = new ArrayList<String>();

    var found = new Comparison(side, side, side, (_, _) -> 1.5, steps::add).run();

    assertThat(found)
        .extracting(Measurement::name)
        .containsExactly(
            "open", "counter", "transfer-and-map", "read-only", "snapshot-restore", "two-threads");
    assertThat(found)
        .extracting(Measurement::unit)
        .containsExactly("s", "calls/s", "calls/s", "calls/s", "us", "times one");
    assertThat(found)
        .allSatisfy(
            each -> {
              assertThat(each.official()).isPositive();
              assertThat(each.officialTracked()).isPositive();
              assertThat(each.jvm()).isPositive();
            });
    assertThat(steps)
        .containsExactlyInAnyOrderElementsOf(found.stream().map(Measurement::name).toList());
  }
}
