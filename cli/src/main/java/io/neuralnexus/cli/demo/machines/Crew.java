package io.neuralnexus.cli.demo.machines;

import io.neuralnexus.cli.demo.Seed;
import io.neuralnexus.offchain.chain.SimnetChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The processes of the machines, with a folder for their books that goes when they have gone. */
final class Crew implements AutoCloseable {
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 20;

  /** What a JVM exits with that was asked to end by SIGTERM and did. */
  private static final int TERMINATED = 128 + 15;

  /** What makes a JVM keep what it has loaded: one of us does, not each. */
  private static final String ARCHIVING = "-XX:AOTCacheOutput";

  private final Cast cast;
  private final Seed seed;
  private final URI server;
  private final Path folder;
  private final Map<Player, Process> processes = new LinkedHashMap<>();

  Crew(Cast cast, Seed seed, URI server) {
    this.cast = cast;
    this.seed = seed;
    this.server = server;
    try {
      this.folder = Files.createTempDirectory("nexus-demo");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the machines of the demo", e);
    }
  }

  /** Starts all of them, and returns when all have joined the chain. */
  void start(SimnetChain chain) {
    for (var player : cast.processes()) processes.put(player, start(player));
    var names = processes.keySet().stream().map(Player::name).toList();
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!chain.participants().containsAll(names)) {
      checkAlive();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the machines of the demo did not start in time");
      }
      pause();
    }
  }

  private Process start(Player player) {
    var own = folder.resolve(player.name());
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith(ARCHIVING))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx256m",
            // Each lives for seconds: what a better compiler would win it would not earn back.
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            server.toString(),
            player.name(),
            cast.part(player).name(),
            Long.toString(cast.ask(player)),
            Long.toString(seed.value()),
            own.toString()));
    try {
      Files.createDirectories(own);
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(log(player).toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(player.name() + " could not be started", e);
    }
  }

  private Path log(Player player) {
    return folder.resolve(player.name() + ".log");
  }

  /**
   * Looks whether all are at work.
   *
   * @throws IllegalStateException with what one said if it has ended
   */
  void checkAlive() {
    processes.forEach(
        (player, process) -> {
          if (!process.isAlive()) {
            throw new IllegalStateException(
                "%s has ended with %d:%n%s"
                    .formatted(player.name(), process.exitValue(), said(player)));
          }
        });
  }

  private String said(Player player) {
    try {
      return Files.readString(log(player));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks all of them to end; whether they did, by themselves. */
  boolean stop() {
    processes.values().forEach(Process::destroy);
    return processes.values().stream().allMatch(Crew::ends);
  }

  private static boolean ends(Process process) {
    try {
      return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)
          && (process.exitValue() == 0 || process.exitValue() == TERMINATED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    processes.values().forEach(Process::destroyForcibly);
    processes.values().forEach(Crew::ends);
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
