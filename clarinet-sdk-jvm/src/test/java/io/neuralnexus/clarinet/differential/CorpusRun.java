package io.neuralnexus.clarinet.differential;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Variable;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Contracts of others on two chains, one on each engine: deployed in their order, in whatever
 * version they check in, and called at random by their owner and by others.
 */
final class CorpusRun implements AutoCloseable {
  private static final Pattern REFUSED = Pattern.compile("^refused: ");
  private static final List<StandardPrincipal> PEOPLE =
      List.of(
          StandardPrincipal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM"),
          StandardPrincipal.parse("ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5"),
          StandardPrincipal.parse("SP3FBR2AGK5H9QBDH3EEN6DF8EK8JY7RX8QJ5SVTE"));

  private final Corpus corpus;
  private final Epoch epoch;
  private final Random random;
  private final Differ differ;
  private final Map<String, Optional<ContractPrincipal>> seen = new LinkedHashMap<>();
  private final List<String> differences = new ArrayList<>();
  private final Tally tally = new Tally();

  /** How much was compared. */
  static final class Tally {
    int sources;
    int deployments;
    int calls;
    int answers;
    final TreeSet<String> functions = new TreeSet<>();

    @Override
    public String toString() {
      return "%d sources, %d deployments tried, %d functions, %d calls, %d of them answered"
          .formatted(sources, deployments, functions.size(), calls, answers);
    }
  }

  CorpusRun(Corpus corpus, Epoch epoch, long seed) {
    this.corpus = corpus;
    this.epoch = epoch;
    this.random = new Random(seed);
    this.differ = new Differ(epoch);
    differ.act(simnet -> PEOPLE.forEach(each -> simnet.mintStx(each, 1_000_000_000_000L)));
  }

  /** Deploys a contract and all it uses, and calls all their functions some times. */
  void take(String contract, int most, int rounds) {
    var order = corpus.withWhatItUses(contract, most);
    if (order.isEmpty()) return;
    var fresh = new ArrayList<ContractPrincipal>();
    for (var each : order.get()) {
      if (!seen.containsKey(each)) seen.put(each, deploy(each));
      else continue;
      seen.get(each).ifPresent(fresh::add);
    }
    for (int round = 0; round < rounds; round++) {
      for (var each : fresh) call(each);
      if (random.nextInt(3) == 0) {
        int blocks = 1 + random.nextInt(20);
        differ.act(simnet -> simnet.mineEmptyBurnBlocks(blocks));
      }
    }
    for (var each : fresh) compareState(each);
  }

  private Optional<ContractPrincipal> deploy(String contract) {
    var id = ContractPrincipal.parse(contract);
    var source = corpus.source(contract);
    tally.sources++;
    if (random.nextInt(4) > 0)
      differ.act(simnet -> simnet.mintStx(id.issuer(), 1_000_000_000_000L));
    for (int version : versions()) {
      tally.deployments++;
      var difference = differ.deploy(id, source, ClarityVersion.of(version));
      if (difference.isPresent()) {
        differences.add(
            "deploy %s in Clarity %d, %s%n%s"
                .formatted(contract, version, epoch, difference.get()));
        return Optional.empty();
      }
      if (!REFUSED.matcher(differ.latest()).find()) {
        // A source without functions and traits leaves no contract.
        if (!differ.has(contract)) return Optional.empty();
        differ
            .ask(
                simnet ->
                    simnet
                        .contractInterface(contract)
                        .toJson()
                        .toString()
                        .replaceAll("\"epoch\".*", ""))
            .ifPresent(it -> differences.add("interface of " + contract + "\n" + it));
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  private List<Integer> versions() {
    var all = new ArrayList<Integer>();
    for (int version = 1; version <= 6; version++) {
      if (ClarityVersion.of(version).compareTo(ClarityVersion.latestIn(epoch)) <= 0)
        all.add(version);
    }
    var first = all.remove(random.nextInt(Math.min(3, all.size())));
    if (random.nextInt(3) == 0) Collections.reverse(all);
    all.addFirst(first);
    return all;
  }

  private void call(ContractPrincipal contract) {
    var source = corpus.source(contract.toString());
    var known = seen.values().stream().flatMap(Optional::stream).toList();
    var principals = new ArrayList<Principal>(PEOPLE);
    principals.add(contract.issuer());
    principals.add(contract);
    var recent = known.subList(Math.max(0, known.size() - 12), known.size());
    var guesses = new Guesses(random, source, principals, recent);
    var functions = new ArrayList<>(differ.contractInterface(contract.toString()).functions());
    functions.removeIf(each -> each.access() == Access.PRIVATE);
    Collections.shuffle(functions, random);
    for (var function : functions) {
      var arguments =
          function.arguments().stream().map(argument -> guesses.of(argument.type())).toList();
      var by =
          random.nextInt(5) < 2 ? contract.issuer() : PEOPLE.get(random.nextInt(PEOPLE.size()));
      var difference = differ.call(contract.toString(), function, arguments, by);
      tally.calls++;
      if (!differ.latest().contains("Exception")) tally.answers++;
      tally.functions.add(contract + "." + function.name());
      if (difference.isPresent()) {
        differences.add(
            "%s.%s %s by %s, %s%n%s"
                .formatted(contract, function.name(), arguments, by, epoch, difference.get()));
      }
    }
  }

  private void compareState(ContractPrincipal contract) {
    for (var variable : differ.contractInterface(contract.toString()).variables()) {
      if (variable.kind() == Variable.Kind.CONSTANT) continue;
      differ
          .ask(simnet -> simnet.dataVar(contract.toString(), variable.name()))
          .ifPresent(
              it -> differences.add("variable %s.%s%n%s".formatted(contract, variable.name(), it)));
    }
  }

  private static Map<String, Object> holdings(Simnet simnet) {
    var holdings = new TreeMap<String, Object>();
    simnet
        .assets()
        .forEach((asset, by) -> by.forEach((who, much) -> holdings.put(asset + " " + who, much)));
    return holdings;
  }

  /** What the engines said differently so far. */
  List<String> differences() {
    return differences;
  }

  Tally tally() {
    return tally;
  }

  /** Who has how much of what. */
  void compareHoldings() {
    differ.ask(CorpusRun::holdings).ifPresent(it -> differences.add("assets\n" + it));
  }

  @Override
  public void close() {
    differ.close();
  }
}
