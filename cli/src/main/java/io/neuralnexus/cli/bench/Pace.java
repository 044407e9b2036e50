package io.neuralnexus.cli.bench;

import java.time.Duration;

/**
 * How long a side is measured.
 *
 * @param warmUp what comes before the first window
 * @param window one measurement
 */
public record Pace(Duration warmUp, Duration window) {
  static final Pace OFFICIAL = new Pace(Duration.ofMillis(500), Duration.ofMillis(500));

  /** The compiler needs a while; windows are short, because reports grow with every call. */
  static final Pace JVM = new Pace(Duration.ofSeconds(2), Duration.ofMillis(200));
}
