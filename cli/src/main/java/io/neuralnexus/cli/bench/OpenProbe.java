package io.neuralnexus.cli.bench;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Opens a project in a JVM of its own, started as this one was, and says how long that took from
 * the start of the process: what somebody waits for who starts a command.
 */
final class OpenProbe {
  private static final int RUNS = 2;

  private OpenProbe() {}

  /** In the child: opens the project and prints the seconds since the process began. */
  public static void main(String[] args) {
    var options =
        SimnetOptions.defaults()
            .withEngine(Engine.parse(args[0]))
            .withTrackCosts(Boolean.parseBoolean(args[1]));
    try (var simnet = Simnet.open(Path.of(args[2]), options)) {
      var begun = ManagementFactory.getRuntimeMXBean().getStartTime();
      System.out.println((System.currentTimeMillis() - begun) / 1e3 + " " + simnet.epoch());
    }
  }

  /** The seconds that it takes, the best of some runs. */
  static double measure(SimnetOptions options, Path manifest) {
    var best = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) best = Math.min(best, once(options, manifest));
    return best;
  }

  /** The seconds that it takes once. */
  static double once(SimnetOptions options, Path manifest) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    var classPath = System.getProperty("java.class.path");
    if (!classPath.isEmpty()) {
      command.add("-cp");
      command.add(classPath);
    }
    command.add(OpenProbe.class.getName());
    command.add(options.engine().name());
    command.add(Boolean.toString(options.trackCosts()));
    command.add(manifest.toString());
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) throw new IllegalStateException("opening failed: " + said);
      return Double.parseDouble(said.strip().split("\\s+")[0]);
    } catch (IOException e) {
      throw new IllegalStateException("no JVM could be started for a measurement", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
