package io.neuralnexus.tests.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Shows how much of the contracts the tests hold: changes one small thing in a copy of a contract,
 * runs the tests on it, and counts the changes that no test notices.
 *
 * <p>Runs on demand by {@code build/mutation-check [COUNT [SEED]]}; the result is {@code
 * docs/mutation.md}. Which mutations are tried depends on the seed only.
 */
final class MutationCheck {
  private static final String TESTS = "io.neuralnexus.tests.";

  /** Each contract with the packages of tests that specify it. */
  private static final SortedMap<String, List<String>> SPECIFICATIONS =
      new TreeMap<>(
          Map.ofEntries(
              entry("governance", "governance", "suite"),
              entry("compensation", "suite"),
              entry("data-rights", "suite"),
              entry("training-machine", "machine", "suite"),
              entry("computation-verification", "suite"),
              entry("model-registry", "suite"),
              entry("licence-token", "suite"),
              entry("marketplace", "suite"),
              entry("neural-training-market", "market"),
              entry("stark-verifier", "zk"),
              entry("zk-verification", "zk", "suite")));

  private static final int PARALLEL = 2;

  private final Path root;
  private final Properties reasons;

  private static Map.Entry<String, List<String>> entry(String contract, String... packages) {
    return Map.entry(contract, Stream.of(packages).map(TESTS::concat).toList());
  }

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
    var candidates = candidates(arguments);
    var results = new ConcurrentHashMap<Mutation, Result>();
    var waiting = new ConcurrentLinkedQueue<>(candidates);
    try (var pool = Executors.newFixedThreadPool(PARALLEL)) {
      var workers =
          IntStream.range(0, PARALLEL)
              .mapToObj(
                  _ ->
                      pool.submit(
                          () -> {
                            work(waiting, results, candidates.size());
                            return true;
                          }))
              .toList();
      for (var worker : workers) worker.get();
    }
    return candidates.stream().map(results::get).toList();
  }

  /** One contract after the other; the tests of a contract first without any mutation. */
  private void work(Queue<Mutation> waiting, Map<Mutation, Result> results, int count)
      throws Exception {
    try (var workplace = Workplace.of(root)) {
      var proven = new HashSet<List<String>>();
      for (var next = waiting.poll(); next != null; next = waiting.poll()) {
        var contract = next.contract();
        var packages = SPECIFICATIONS.get(contract);
        if (proven.add(packages)) {
          var outcome = workplace.outcome(contract, packages);
          if (!(outcome instanceof Outcome.Survived)) {
            throw new IllegalStateException(
                "Without any mutation, %s: %s; mend that first".formatted(packages, outcome));
          }
        }
        var result = new Result(next, workplace.outcomeOf(next, packages), reasonFor(next));
        results.put(next, result);
        System.out.printf("%3d/%d %s%n", results.size(), count, result.line());
      }
    }
  }

  /** An even choice over the contracts, as far as they have so many. */
  private List<Mutation> candidates(Arguments arguments) throws IOException {
    var found = new ArrayList<List<Mutation>>();
    for (var contract : SPECIFICATIONS.keySet()) {
      found.add(Mutator.mutationsOf(contract, Files.readString(source(root, contract))));
    }
    found.sort(Comparator.comparing(List::size));
    var random = new Random(arguments.seed());
    var chosen = new ArrayList<Mutation>();
    for (int i = 0; i < found.size(); i++) {
      int share = Math.ceilDiv(arguments.count() - chosen.size(), found.size() - i);
      chosen.addAll(choice(found.get(i), share, random));
    }
    return List.copyOf(chosen);
  }

  /** An even choice over the operators, so that frequent ones do not crowd out the others. */
  private static List<Mutation> choice(List<Mutation> mutations, int count, Random random) {
    var byOperator =
        mutations.stream()
            .collect(
                Collectors.groupingBy(
                    Mutation::operator, TreeMap::new, Collectors.toCollection(ArrayList::new)));
    byOperator.values().forEach(each -> Collections.shuffle(each, random));
    var chosen = new ArrayList<Mutation>();
    while (chosen.size() < count && !byOperator.isEmpty()) {
      for (var each : byOperator.values()) {
        if (chosen.size() < count) chosen.add(each.removeLast());
      }
      byOperator.values().removeIf(List::isEmpty);
    }
    return chosen;
  }

  private String reasonFor(Mutation mutation) {
    return reasons.getProperty(mutation.id(), "");
  }

  private static Path source(Path project, String contract) {
    return project.resolve("contracts").resolve(contract + ".clar");
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
          Integer.parseInt(values.getOrDefault("--count", "300")),
          Long.parseLong(values.getOrDefault("--seed", "1")));
    }
  }
}
