package io.neuralnexus.simulator.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that sweeps alone, or helps others. It is killed when it is closed. */
final class SweepProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader told;

  private SweepProcess(List<String> arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                SweepProcess.class.getName()));
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    told = process.inputReader();
  }

  /** Sweeps on two threads, slowly, and tells how many runs are done. */
  static SweepProcess alone(Path folder, int replications) throws IOException {
    return new SweepProcess(List.of("alone", folder.toString(), String.valueOf(replications)));
  }

  /** Joins a cluster and tells each task that it begins. */
  static SweepProcess helper(Address address, Fingerprint stage) throws IOException {
    return new SweepProcess(List.of("helper", address.toString(), stage.code(), stage.contracts()));
  }

  /** Waits until it has told something. */
  void awaits(String line) throws IOException {
    for (var next = told.readLine(); !line.equals(next); next = told.readLine()) {
      if (next == null) throw new AssertionError("it ended without telling " + line);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  // In the process

  public static void main(String... arguments) throws InterruptedException {
    switch (arguments[0]) {
      case "alone" -> {
        try (var crew = new Threads(Games.slow(5), 2)) {
          Games.sweep(Integer.parseInt(arguments[2]))
              .run(Games.STAGE, crew, Path.of(arguments[1]), (at, _) -> System.out.println(at));
        }
      }
      case "helper" -> {
        var stage = new Fingerprint(arguments[2], arguments[3]);
        var slow = Games.slow(10);
        Task.Player player =
            (subject, task) -> {
              System.out.println("plays");
              return slow.play(subject, task);
            };
        try (var cluster = Cluster.join(Address.parse(arguments[1]), stage, player, 1, false)) {
          System.out.println("joined");
          cluster.serve();
        }
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }
}
