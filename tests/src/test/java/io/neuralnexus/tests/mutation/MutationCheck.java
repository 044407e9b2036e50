package io.neuralnexus.tests.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Shows how much of the contracts the tests hold: changes one small thing in a copy of a contract,
 * runs the tests on it, and counts the changes that no test notices.
 *
 * <p>Runs on demand by {@code build/mutation-check [COUNT [SEED]]}; the result is {@code
 * docs/mutation.md}. Which mutations are tried depends on the seed only.
 */
final class MutationCheck {
  /** Each contract with the package of tests that specifies it. */
  private static final SortedMap<String, String> SPECIFICATIONS =
      new TreeMap<>(
          Map.of(
              "governance", "io.neuralnexus.tests.governance",
              "neural-training-market", "io.neuralnexus.tests.market"));

  private static final int PARALLEL = 2;
  private static final long MINUTES_PER_MUTANT = 30;

  private final Path root;
  private final Properties reasons;

  private MutationCheck(Path root, Properties reasons) {
    this.root = root;
    this.reasons = reasons;
  }

  public static void main(String[] args) throws Exception {
    var arguments = Arguments.parse(args);
    var root = Path.of(System.getProperty("nexus.root"));
    var reasons = new Properties();
    try (var reader = Files.newBufferedReader(root.resolve("tests/survivors.properties"))) {
      reasons.load(reader);
    }
    var check = new MutationCheck(root, reasons);
    var results = check.run(arguments);
    var report = new MutationReport(arguments.seed(), results);
    Files.writeString(root.resolve("docs/mutation.md"), report.markdown());
    System.out.println(report.summary());
    System.exit(report.passes() ? 0 : 1);
  }

  private List<Result> run(Arguments arguments) throws Exception {
    for (var contract : SPECIFICATIONS.keySet()) {
      var outcome = runTests(root, contract);
      if (!(outcome instanceof Outcome.Survived)) {
        throw new IllegalStateException(
            "Without any mutation of %s: %s; mend that first".formatted(contract, outcome));
      }
    }
    var results = Collections.synchronizedList(new ArrayList<Result>());
    var candidates = candidates(arguments);
    try (var pool = Executors.newFixedThreadPool(PARALLEL)) {
      for (var mutation : candidates) {
        pool.submit(
            () -> {
              var result = new Result(mutation, outcomeOf(mutation), reasonFor(mutation));
              results.add(result);
              System.out.printf("%3d/%d %s%n", results.size(), candidates.size(), result.line());
              return result;
            });
      }
    }
    if (results.size() != candidates.size()) {
      throw new IllegalStateException(
          "%d of %d mutations could not be tried"
              .formatted(candidates.size() - results.size(), candidates.size()));
    }
    return candidates.stream()
        .map(m -> results.stream().filter(r -> r.mutation().equals(m)).findFirst().orElseThrow())
        .toList();
  }

  /** An even choice over the operators, so that frequent ones do not crowd out the others. */
  private List<Mutation> candidates(Arguments arguments) throws IOException {
    var random = new Random(arguments.seed());
    var chosen = new ArrayList<Mutation>();
    for (var contract : SPECIFICATIONS.keySet()) {
      var byOperator =
          Mutator.mutationsOf(contract, Files.readString(source(root, contract))).stream()
              .collect(
                  Collectors.groupingBy(
                      Mutation::operator, TreeMap::new, Collectors.toCollection(ArrayList::new)));
      byOperator.values().forEach(mutations -> Collections.shuffle(mutations, random));
      int share = Math.ceilDiv(arguments.count(), SPECIFICATIONS.size());
      while (share > 0 && !byOperator.isEmpty()) {
        for (var mutations : List.copyOf(byOperator.values())) {
          if (share-- > 0) chosen.add(mutations.removeLast());
        }
        byOperator.values().removeIf(List::isEmpty);
      }
    }
    return List.copyOf(chosen);
  }

  private Outcome outcomeOf(Mutation mutation) throws Exception {
    var copy = Files.createTempDirectory("mutant");
    try {
      for (var part : List.of("Clarinet.toml", "settings", "contracts", "deployments", "docs")) {
        copyTree(root.resolve(part), copy.resolve(part));
      }
      Files.createDirectory(copy.resolve("tests"));
      var file = source(copy, mutation.contract());
      Files.writeString(file, mutation.applyTo(Files.readString(file)));
      return runTests(copy, mutation.contract());
    } finally {
      deleteTree(copy);
    }
  }

  private Outcome runTests(Path project, String contract) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dnexus.root=" + project);
    command.add("-Dsimnet.engine=jvm");
    command.add("-Dmarket.model.tries=25");
    command.add("-Dmarket.model.seed=1");
    command.add("-Dmarket.model.shrinking=OFF");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(RunUntilFailure.class.getName());
    command.add(SPECIFICATIONS.get(contract));
    var log = Files.createTempFile("mutant", ".log");
    var process =
        new ProcessBuilder(command)
            .directory(project.resolve("tests").toFile())
            .redirectError(log.toFile())
            .start();
    try {
      if (!process.waitFor(MINUTES_PER_MUTANT, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "%s: the tests did not end in %d minutes".formatted(project, MINUTES_PER_MUTANT));
      }
      var output = new String(process.getInputStream().readAllBytes()).strip();
      return switch (process.exitValue()) {
        case 0 -> {
          if (!output.isEmpty()) throw new IllegalStateException(output);
          yield new Outcome.Survived();
        }
        case 1 -> {
          if (output.isEmpty()) throw new IllegalStateException(Files.readString(log));
          yield new Outcome.Killed(output);
        }
        case 2 -> new Outcome.DoesNotCheck();
        default -> throw new IllegalStateException(Files.readString(log));
      };
    } finally {
      Files.delete(log);
    }
  }

  private String reasonFor(Mutation mutation) {
    return reasons.getProperty(mutation.id(), "");
  }

  private static Path source(Path project, String contract) {
    return project.resolve("contracts").resolve(contract + ".clar");
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (var path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static void deleteTree(Path directory) {
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Collections.reverseOrder()).toList()) Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What became of a mutation. */
  sealed interface Outcome {
    record Killed(String test) implements Outcome {}

    record Survived() implements Outcome {}

    record DoesNotCheck() implements Outcome {}
  }

  /** A mutation, what became of it, and why it may survive; empty if no reason is known. */
  record Result(Mutation mutation, Outcome outcome, String reason) {
    String line() {
      var verdict =
          switch (outcome) {
            case Outcome.Killed(var test) -> "killed by " + test;
            case Outcome.Survived() -> "SURVIVED";
            case Outcome.DoesNotCheck() -> "does not check";
          };
      return "%s line %d: %s".formatted(mutation.id(), mutation.line(), verdict);
    }
  }

  private record Arguments(int count, long seed) {
    static Arguments parse(String[] args) {
      var values = new java.util.HashMap<String, String>();
      for (int i = 0; i + 1 < args.length; i += 2) values.put(args[i], args[i + 1]);
      return new Arguments(
          Integer.parseInt(values.getOrDefault("--count", "80")),
          Long.parseLong(values.getOrDefault("--seed", "1")));
    }
  }
}
