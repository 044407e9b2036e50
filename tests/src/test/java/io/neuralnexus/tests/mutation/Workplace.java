package io.neuralnexus.tests.mutation;

import io.neuralnexus.tests.mutation.MutationCheck.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A copy of the project for one mutation after another, with a process that runs its tests. */
final class Workplace implements AutoCloseable {
  private static final long MINUTES_PER_MUTANT = 10;
  private static final List<String> COPIED =
      List.of(
          "Clarinet.toml",
          "settings",
          "contracts",
          "deployments",
          "docs",
          "data",
          "tests/src/test/resources");

  private final Path folder;
  private Optional<Tests> tests = Optional.empty();

  private Workplace(Path folder) {
    this.folder = folder;
  }

  /** A copy of the project in a folder of its own, which is deleted in the end. */
  static Workplace of(Path project) throws IOException {
    var folder = Files.createTempDirectory("mutants");
    Files.createDirectories(folder.resolve("tests/src/test"));
    for (var part : COPIED) copyTree(project.resolve(part), folder.resolve(part));
    return new Workplace(folder);
  }

  /** What the tests in these packages say of a mutation of the contract. */
  Outcome outcomeOf(Mutation mutation, List<String> packages) throws Exception {
    var file = folder.resolve("contracts").resolve(mutation.contract() + ".clar");
    var source = Files.readString(file);
    Files.writeString(file, mutation.applyTo(source));
    try {
      return outcome(mutation.contract(), packages);
    } finally {
      Files.writeString(file, source);
    }
  }

  /** What the tests in these packages say of a contract as it is. */
  Outcome outcome(String contract, List<String> packages) throws Exception {
    if (tests.isEmpty()) tests = Optional.of(Tests.start(folder));
    var running = tests.orElseThrow();
    running.in.println(contract + " " + String.join(" ", packages));
    try {
      var answer =
          CompletableFuture.supplyAsync(running::answer).get(MINUTES_PER_MUTANT, TimeUnit.MINUTES);
      return switch (answer) {
        case RunUntilFailure.SURVIVED -> new Outcome.Survived();
        case RunUntilFailure.UNCHECKED -> new Outcome.DoesNotCheck();
        default -> {
          if (!answer.startsWith(RunUntilFailure.KILLED)) throw new IllegalStateException(answer);
          yield new Outcome.Killed(answer.substring(RunUntilFailure.KILLED.length()));
        }
      };
    } catch (TimeoutException e) {
      close(running);
      tests = Optional.empty();
      return new Outcome.Killed(
          "a run that did not end in %d minutes".formatted(MINUTES_PER_MUTANT));
    } catch (ExecutionException e) {
      throw new IllegalStateException(Files.readString(running.log), e);
    }
  }

  /** The process: a line is asked, a line is answered. */
  private record Tests(Process process, PrintStream in, BufferedReader out, Path log) {
    static Tests start(Path folder) throws IOException {
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("-XX:+UseParallelGC");
      command.add("-Dnexus.root=" + folder);
      command.add("-Dsimnet.engine=jvm");
      for (var model : List.of("market", "suite")) {
        command.add("-D" + model + ".model.tries=" + 25);
        command.add("-D" + model + ".model.seed=1");
        command.add("-D" + model + ".model.shrinking=OFF");
      }
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add(RunUntilFailure.class.getName());
      var log = folder.resolve("tests.log");
      var process =
          new ProcessBuilder(command)
              .directory(folder.resolve("tests").toFile())
              .redirectError(log.toFile())
              .start();
      return new Tests(
          process, new PrintStream(process.getOutputStream(), true), process.inputReader(), log);
    }

    String answer() {
      try {
        var answer = out.readLine();
        if (answer == null) throw new IllegalStateException("the tests broke down");
        return answer;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void close(Tests running) {
    running.process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    tests.ifPresent(Workplace::close);
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Collections.reverseOrder()).toList()) Files.delete(path);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (var path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
