package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.Snapshot;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The real suite on a chain, wired, with all actors funded. Looking goes past the VM: it is free.
 */
final class Chain {
  static final String GOVERNANCE = "governance";
  static final String VAULT = "compensation";
  static final String DATA = "data-rights";
  static final String COMPUTATION = "computation-verification";
  static final String MODELS = "model-registry";
  static final String LICENCES = "licence-token";
  static final String MARKET = "marketplace";

  private static final Path MANIFEST =
      Path.of(System.getProperty("nexus.root", ".."), "Clarinet.toml");
  private static final int MOST_NAMES = 24;

  private final Simnet simnet;

  /** How the suite was wired, and in which block. */
  private final Receipt wiring;

  private final Clock wired;

  private Chain(Simnet simnet) {
    this.simnet = simnet;
    this.wiring = wire();
    this.wired = new Clock(simnet.stacksBlockHeight(), simnet.burnBlockHeight());
  }

  static Chain open() {
    return new Chain(Simnet.open(MANIFEST));
  }

  /** What events tell of the chain, as it is when it is wired. */
  AuditTrail trail() {
    var trail = new AuditTrail(simnet);
    trail.read(wiring, wired.stacks(), wired.burn());
    return trail;
  }

  private Receipt wire() {
    for (var actor : Actor.values()) simnet.mintStx(actor.principal(), actor.purse());
    var roles =
        Stream.concat(
                Stream.of(DATA, COMPUTATION, MODELS, MARKET).map(each -> role("controller", each)),
                Stream.of(
                    role("marketplace", MARKET),
                    role("licence-token", LICENCES),
                    role("attestor", "zk-verification")))
            .toList();
    var wired =
        simnet.callPublic(
            GOVERNANCE,
            "finish-bootstrap",
            List.of(
                Actor.TREASURY.principal(),
                Actor.GUARDIAN.principal(),
                list(named(VAULT)),
                list(roles)),
            simnet.deployer());
    if (!(wired.result() instanceof ResponseValue.Ok)) {
      throw new AssertionError("finish-bootstrap answered " + wired.result());
    }
    return wired;
  }

  private Value role(String role, String contract) {
    return tuple("role", ascii(role), "who", named(contract));
  }

  ContractPrincipal named(String contract) {
    return simnet.deployer().contract(contract);
  }

  /** The values of parameters, by name. */
  Map<String, Long> parameters(List<String> names) {
    var values = new TreeMap<String, Long>();
    for (int from = 0; from < names.size(); from += MOST_NAMES) {
      var part = names.subList(from, Math.min(names.size(), from + MOST_NAMES));
      var settings =
          (TupleValue)
              simnet
                  .callReadOnly(
                      GOVERNANCE,
                      "get-settings",
                      List.of(list(part.stream().map(name -> ascii(name)).toList())),
                      simnet.deployer())
                  .result();
      var read = ((ListValue) settings.get("values")).values();
      for (int i = 0; i < part.size(); i++) values.put(part.get(i), Values.number(read.get(i)));
    }
    return values;
  }

  // ---- acting

  Receipt call(Actor sender, String contract, String function, List<Value> arguments) {
    return simnet.callPublic(contract, function, arguments, sender.principal());
  }

  void mineBurnBlocks(long count) {
    simnet.mineEmptyBurnBlocks(Math.toIntExact(count));
  }

  void mineStacksBlocks(long count) {
    simnet.mineEmptyStacksBlocks(Math.toIntExact(count));
  }

  Receipt give(Actor from, long amount) {
    return simnet.transferStx(amount, named(VAULT), from.principal());
  }

  Snapshot snapshot() {
    return simnet.snapshot();
  }

  void restore(Snapshot snapshot) {
    simnet.restore(snapshot);
  }

  void close() {
    simnet.close();
  }

  // ---- looking

  /** The heights that the next call sees. */
  Clock now() {
    return new Clock(simnet.stacksBlockHeight() + 1, simnet.burnBlockHeight());
  }

  long wallet(Actor who) {
    return simnet.stxBalance(who.principal()).longValueExact();
  }

  long heldBy(String contract) {
    return simnet.stxBalance(named(contract)).longValueExact();
  }

  long variable(String contract, String name) {
    return Values.number(simnet.dataVar(contract, name));
  }

  Optional<Value> entry(String contract, String map, Value key) {
    return simnet.mapEntry(contract, map, key);
  }

  /** An entry that must be there. */
  TupleValue record(String contract, String map, Value key) {
    return (TupleValue)
        entry(contract, map, key)
            .orElseThrow(
                () -> new AssertionError("no %s in %s of %s".formatted(key, map, contract)));
  }

  Value ask(String contract, String function, Value... arguments) {
    return simnet
        .callReadOnly(contract, function, List.of(arguments), Actor.KEEPER.principal())
        .result();
  }
}
