package io.neuralnexus.clarinet;

import io.neuralnexus.clarinet.CoverageMap.Branch;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.watch.Place;
import io.neuralnexus.clarity.watch.Scene;
import io.neuralnexus.clarity.watch.Watcher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What of a project's contracts has run, test by test, as Clarinet counts it: a line as often as
 * the expression on it that ran most often, a function once for every transaction that has run one
 * of its lines.
 */
final class Coverage implements Watcher {
  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  /** The files of the contracts, by the contracts' names. */
  private final SortedMap<String, String> files;

  private final SortedMap<String, Map<ContractPrincipal, Tally>> tests;

  /** How often each expression has run in the current transaction. */
  private final Map<ContractPrincipal, Map<Integer, Integer>> runs = new HashMap<>();

  private String test = "";

  /** Counts nothing yet. */
  Coverage(Map<String, String> files) {
    this(new TreeMap<>(files), new TreeMap<>(BY_BYTES));
  }

  private Coverage(
      SortedMap<String, String> files, SortedMap<String, Map<ContractPrincipal, Tally>> tests) {
    this.files = files;
    this.tests = tests;
  }

  /** The same counts, to go on from. */
  Coverage copy() {
    var copies = new TreeMap<String, Map<ContractPrincipal, Tally>>(BY_BYTES);
    tests.forEach(
        (name, tallies) -> {
          var copy = new HashMap<ContractPrincipal, Tally>();
          tallies.forEach((contract, tally) -> copy.put(contract, tally.copy()));
          copies.put(name, copy);
        });
    return new Coverage(files, copies);
  }

  /** Names the test that the following transactions belong to. */
  void test(String name) {
    test = name;
  }

  // Counting

  @Override
  public void begins(Place place, Scene scene) {
    if (!files.containsKey(place.contract().name())) return;
    var counts = runs.computeIfAbsent(place.contract(), _ -> new HashMap<>());
    if (place.expression() instanceof ListForm list) count(list, place.number(), counts);
    else counts.merge(place.number(), 1, Integer::sum);
  }

  /** A list counts for the word it begins with, and for the function that it repeats. */
  private static void count(ListForm list, int number, Map<Integer, Integer> counts) {
    counts.merge(number + 1, 1, Integer::sum);
    if (list.items().getFirst() instanceof Atom(var name, var span, var comments)) {
      switch (name) {
        case "map", "filter", "fold" -> counts.merge(number + 2, 1, Integer::sum);
        default -> {}
      }
    }
  }

  /** A transaction is over, however it ended. */
  void endTransaction(Function<ContractPrincipal, Optional<ContractAnalysis>> contracts) {
    var tallies = tests.computeIfAbsent(test, _ -> new HashMap<>());
    runs.forEach(
        (contract, counts) ->
            contracts
                .apply(contract)
                .ifPresent(
                    analysis ->
                        tallies
                            .computeIfAbsent(
                                contract, _ -> new Tally(CoverageMap.of(analysis.tree())))
                            .add(counts)));
    runs.clear();
  }

  /** What the transactions of one test have run of one contract. */
  private static final class Tally {
    private final CoverageMap map;
    private final SortedMap<Integer, Long> lines = new TreeMap<>();
    private final SortedMap<String, Integer> functions = new TreeMap<>(BY_BYTES);
    private final Map<Branch, Long> branches = new HashMap<>();

    Tally(CoverageMap map) {
      this.map = map;
    }

    Tally copy() {
      var copy = new Tally(map);
      copy.lines.putAll(lines);
      copy.functions.putAll(functions);
      copy.branches.putAll(branches);
      return copy;
    }

    void add(Map<Integer, Integer> counts) {
      var hit = new java.util.HashSet<CoverageMap.FunctionLines>();
      map.lines()
          .forEach(
              (line, expressions) -> {
                int most = 0;
                for (int each : expressions) most = Math.max(most, counts.getOrDefault(each, 0));
                lines.merge(line, (long) most, Long::sum);
                if (most == 0) return;
                for (var function : map.functions()) if (function.has(line)) hit.add(function);
              });
      for (var function : hit) {
        functions.merge(function.name(), 1, Integer::sum);
        // A function that ran has its first line run, though its name is no expression that runs.
        lines.merge(function.first(), 1L, Math::max);
      }
      for (var ways : map.branches().values()) {
        for (var way : ways) {
          branches.merge(way, (long) counts.getOrDefault(way.expression(), 0), Long::sum);
        }
      }
    }
  }

  // Telling

  /**
   * What was counted since the last time, in lcov's format.
   *
   * @param contracts what is deployed, of which those in files are told of
   */
  String collect(Iterable<ContractAnalysis> contracts) {
    var maps = new HashMap<String, Map.Entry<ContractPrincipal, CoverageMap>>();
    for (var analysis : contracts) {
      var id = analysis.contract();
      if (files.containsKey(id.name())) {
        maps.put(id.name(), Map.entry(id, CoverageMap.of(analysis.tree())));
      }
    }
    var out = new StringBuilder();
    tests.forEach(
        (name, tallies) -> {
          out.append("TN:").append(name).append('\n');
          files.forEach(
              (contract, file) -> {
                out.append("SF:").append(file).append('\n');
                var known = maps.get(contract);
                if (known != null) {
                  var tally = tallies.get(known.getKey());
                  write(
                      known.getValue(), tally == null ? Optional.empty() : Optional.of(tally), out);
                }
                out.append("end_of_record\n");
              });
        });
    tests.clear();
    test = "";
    return out.toString();
  }

  private static void write(CoverageMap map, Optional<Tally> tally, StringBuilder out) {
    for (var function : map.functions()) {
      out.append("FN:%d,%s\n".formatted(function.first(), function.name()));
    }
    tally.ifPresent(
        counts ->
            counts.functions.forEach(
                (name, hits) -> out.append("FNDA:%d,%s\n".formatted(hits, name))));
    out.append("FNF:%d\n".formatted(map.functions().size()));
    out.append("FNH:%d\n".formatted(tally.map(counts -> counts.functions.size()).orElse(0)));
    tally.ifPresent(
        counts ->
            counts.lines.forEach(
                (line, hits) -> {
                  if (line > 0) out.append("DA:%d,%d\n".formatted(line, hits));
                }));
    var branches = tally.map(counts -> counts.branches).orElse(Map.of());
    out.append("BRF:%d\n".formatted(branches.size()));
    out.append("BRH:%d\n".formatted(branches.values().stream().filter(hits -> hits > 0).count()));
    if (!branches.isEmpty()) writeBranches(map, branches, out);
  }

  /** Line by line, the forms of a line numbered from 0. */
  private static void writeBranches(CoverageMap map, Map<Branch, Long> hits, StringBuilder out) {
    var byLine = new TreeMap<Integer, SortedMap<Integer, SortedMap<Integer, Branch>>>();
    map.branches()
        .forEach(
            (form, ways) -> {
              for (int i = 0; i < ways.size(); i++) {
                byLine
                    .computeIfAbsent(ways.get(i).line(), _ -> new TreeMap<>())
                    .computeIfAbsent(form, _ -> new TreeMap<>())
                    .put(i, ways.get(i));
              }
            });
    byLine
        .tailMap(1)
        .forEach(
            (line, forms) -> {
              int block = 0;
              for (var ways : forms.values()) {
                for (var way : ways.entrySet()) {
                  out.append(
                      "BRDA:%d,%d,%d,%d\n"
                          .formatted(line, block, way.getKey(), hits.get(way.getValue())));
                }
                block++;
              }
            });
  }
}
