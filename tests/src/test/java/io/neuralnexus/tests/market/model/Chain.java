package io.neuralnexus.tests.market.model;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.list;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real market on a fresh chain, with all actors funded and a contract that stands between.
 * Every call loads the whole contract, so looking goes past it where it can: variables and map
 * entries cost nothing.
 */
final class Chain implements AutoCloseable {
  static final String MARKET = "neural-training-market";
  static final String INTERMEDIARY = "intermediary";
  static final String GOVERNANCE = "governance";

  private static final Path MANIFEST =
      Path.of(System.getProperty("nexus.root", ".."), "Clarinet.toml");
  private static final String INTERMEDIARY_SOURCE = source();

  /** What a step leaves behind; amounts in micro-STX. */
  record Observation(
      long obligations, long treasuryDue, long held, Map<Actor, Long> purses, Clock next) {}

  private final Simnet simnet;

  /** Heights and ledger in one expression. */
  private final String snippet;

  private Chain(Simnet simnet) {
    this.simnet = simnet;
    this.snippet =
        "{ stacks: stacks-block-height, burn: burn-block-height, held: %s, purses: (list %s) }"
            .formatted(
                balanceOf(market()),
                Stream.of(Actor.values())
                    .map(actor -> balanceOf(actor.principal()))
                    .collect(Collectors.joining(" ")));
  }

  private static String balanceOf(Principal who) {
    return "(stx-get-balance '%s)".formatted(who);
  }

  static Chain open() {
    var chain = new Chain(Simnet.open(MANIFEST));
    chain.prepare();
    return chain;
  }

  private void prepare() {
    for (var actor : Actor.values()) {
      simnet.mintStx(actor.principal(), actor.purse());
    }
    var wired =
        simnet.callPublic(
            GOVERNANCE,
            "finish-bootstrap",
            List.of(
                Actor.TREASURY.principal(),
                Actor.GUARDIAN.principal(),
                list(market()),
                ListValue.EMPTY),
            simnet.deployer());
    if (!(wired.result() instanceof ResponseValue.Ok)) {
      throw new AssertionError("finish-bootstrap answered " + wired.result());
    }
    simnet.deploy(INTERMEDIARY, INTERMEDIARY_SOURCE, simnet.deployer());
  }

  ContractPrincipal market() {
    return simnet.deployer().contract(MARKET);
  }

  Terms terms() {
    var names = Terms.NAMES.stream().map(name -> ascii(name)).toList();
    var settings =
        (TupleValue)
            simnet
                .callReadOnly(GOVERNANCE, "get-settings", List.of(list(names)), simnet.deployer())
                .result();
    return Terms.of(
        ((ListValue) settings.get("values")).values().stream().map(Values::number).toList());
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

  void give(Actor from, long amount) {
    simnet.transferStx(amount, market(), from.principal());
  }

  void transfer(Actor from, Actor to, long amount) {
    simnet.transferStx(amount, to.principal(), from.principal());
  }

  // ---- looking

  Observation observe() {
    var seen = (TupleValue) simnet.execute(snippet).result();
    var amounts = ((ListValue) seen.get("purses")).values();
    var purses = new EnumMap<Actor, Long>(Actor.class);
    for (var actor : Actor.values()) {
      purses.put(actor, Values.number(amounts.get(actor.ordinal())));
    }
    return new Observation(
        Values.number(variable("obligations")),
        Values.number(variable("treasury-due")),
        Values.number(seen, "held"),
        purses,
        new Clock(Values.number(seen, "stacks") + 1, Values.number(seen, "burn")));
  }

  Value variable(String name) {
    return simnet.dataVar(MARKET, name);
  }

  Optional<Value> entry(String map, Value key) {
    return simnet.mapEntry(MARKET, map, key);
  }

  @Override
  public void close() {
    simnet.close();
  }

  private static String source() {
    try (var stream = Chain.class.getResourceAsStream("intermediary.clar")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
