package io.neuralnexus.simulator.world;

import io.neuralnexus.clarinet.ClarityRuntimeException;
import io.neuralnexus.clarinet.ContractHost;
import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Governance;
import io.neuralnexus.simulator.kpi.Recorder;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.scenario.Population;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Shock;
import io.neuralnexus.simulator.scenario.Vocabulary;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * One run: a chain with the deployed contracts, and the agents that use it. Time passes in burn
 * blocks. In each, the agents that are due act, in an order that chance decides; what they sign is
 * in one Stacks block; then receipts and events are told. Nothing else changes the chain.
 */
public final class World {
  /** How often gauges are looked at in a run. */
  private static final int LOOKS = 200;

  private static final double MICRO = 1e6;
  private static final Act BURN = new Act.Burn();

  private final Simnet chain;
  private final Scenario scenario;
  private final Map<String, Role> roles;
  private final Scripts scripts;
  private final long seed;
  private final Chance order;
  private final Economy economy;
  private final Governance governance;
  private final Recorder recorder = new Recorder();
  private final List<Check> checks;
  private final BlockSpace space;
  private final Consumer<Act> tape;
  private final ContractHost reader;

  /** Blocks between two looks. */
  private final long stride;

  private record Sent(Transaction transaction, Consumer<Receipt> then) {}

  private record Actor(Part part, Agent agent) {}

  private final Map<Principal, Account> accounts = new HashMap<>();
  private final Map<Part, List<Account>> purses = new LinkedHashMap<>();
  private final Map<String, List<Actor>> cast = new LinkedHashMap<>();
  private final Map<Long, SequencedSet<Agent>> wakes = new HashMap<>();
  private final Map<ContractPrincipal, List<Consumer<Event.Print>>> listeners = new HashMap<>();
  private final List<ToLongFunction<StandardPrincipal>> holdings = new ArrayList<>();
  private final Map<Class<?>, Object> shared = new HashMap<>();

  /** Parameters that somebody has asked for since the latest transactions. */
  private final Map<String, Long> parameters = new HashMap<>();

  private List<Sent> pending = new ArrayList<>();
  private long block;
  private long transactions;
  private long refused;
  private int opened;

  /** Shares of a block's limits: of all blocks together, and of the fullest. */
  private double shares;

  private double fullest;

  /** Something that holds after every block. */
  @FunctionalInterface
  public interface Check {
    /**
     * @throws IllegalStateException if it does not hold
     */
    void check();
  }

  /**
   * A world before its first block.
   *
   * @param chain with the suite deployed and wired; the world's own
   * @param roles kinds of agents by name
   * @param checks what must hold after every block
   * @param space what transactions take of a block
   * @param tape is told what the world does to its chain, before it is done
   */
  public World(
      Simnet chain,
      Scenario scenario,
      Map<String, Role> roles,
      Scripts scripts,
      long seed,
      List<Check> checks,
      BlockSpace space,
      Consumer<Act> tape) {
    this.chain = chain;
    this.scenario = scenario;
    this.roles = Map.copyOf(roles);
    this.scripts = scripts;
    this.seed = seed;
    this.order = Chance.of(seed, "order");
    this.economy = new Economy(scenario.price(), Chance.of(seed, "price"));
    this.governance = Governance.on(chain);
    this.checks = List.copyOf(checks);
    this.space = space;
    this.tape = tape;
    this.reader = new ReadOnlyHost(chain);
    this.stride = Math.max(1, (scenario.horizon() + scenario.drain()) / LOOKS);
  }

  // What agents see

  /** Burn blocks since the beginning. */
  public long block() {
    return block;
  }

  public long burnHeight() {
    return chain.burnBlockHeight();
  }

  public long stacksHeight() {
    return chain.stacksBlockHeight();
  }

  /** The chain, for reading, and for bindings that make transactions. */
  public ContractHost chain() {
    return reader;
  }

  public Economy economy() {
    return economy;
  }

  public Scenario scenario() {
    return scenario;
  }

  public Recorder recorder() {
    return recorder;
  }

  /** micro-STX in a wallet. */
  public long balance(Principal who) {
    return chain.stxBalance(who).longValueExact();
  }

  /**
   * What governance says now.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public long parameter(String name) {
    return parameters.computeIfAbsent(
        name,
        _ ->
            governance
                .getParameter(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no parameter " + name))
                .value()
                .longValueExact());
  }

  /** Chance that belongs to no agent. */
  public Chance chance(String name) {
    return Chance.of(seed, name);
  }

  /** What all agents of a kind share, such as a reader of events: made when first asked for. */
  public <T> T shared(Class<T> type, Function<World, T> maker) {
    var found = shared.get(type);
    if (found == null) {
      found = maker.apply(this);
      shared.put(type, found);
    }
    return type.cast(found);
  }

  // What agents do

  /** Wakes an agent so many blocks from now, at least one. Once is enough for a block. */
  public void wake(Agent agent, long blocks) {
    wakes.computeIfAbsent(block + Math.max(1, blocks), _ -> new LinkedHashSet<>()).add(agent);
  }

  /** Opens an account with STX from outside. */
  public Account open(Part owner, double stx) {
    var bytes = Chance.of(seed, "account " + opened++).bytes(20);
    var address = new StandardPrincipal(26, Buff.of(bytes));
    var micro = Math.round(stx * MICRO);
    if (micro > 0) {
      tape.accept(new Act.Fund(address, micro));
      chain.mintStx(address, micro);
    }
    var account = new Account(this, owner, address, micro);
    accounts.put(address, account);
    purses.computeIfAbsent(owner, _ -> new ArrayList<>()).add(account);
    return account;
  }

  /** Whose account that is; {@code treasury} and others that no agent has are named so. */
  public String group(Principal who) {
    var account = accounts.get(who);
    return account == null ? "treasury" : account.owner().population().name();
  }

  /** Whose account that is, or null if no agent has it. */
  public Account account(Principal who) {
    return accounts.get(who);
  }

  /** From now on tells what a contract prints, in the order of the chain. */
  public void listen(ContractPrincipal contract, Consumer<Event.Print> listener) {
    listeners.computeIfAbsent(contract, _ -> new ArrayList<>()).add(listener);
  }

  /** Counts what an account has in a contract, micro-STX, beside its wallet. */
  public void holding(ToLongFunction<StandardPrincipal> inContract) {
    holdings.add(inContract);
  }

  /**
   * Lets the chain forget the entries of a map under numbers below this one: nobody will ask for
   * them again. Who does nevertheless fails.
   */
  public void forgetBelow(ContractPrincipal contract, String map, Uint number) {
    chain.forgetBelow(contract.toString(), map, number);
  }

  /** The same for keys that are tuples, by a field of theirs. */
  public void forgetBelow(ContractPrincipal contract, String map, String field, Uint number) {
    chain.forgetBelow(contract.toString(), map, field, number);
  }

  void enqueue(Transaction transaction, Consumer<Receipt> then) {
    pending.add(new Sent(transaction, then));
  }

  // Time

  /**
   * Plays to the end.
   *
   * @param watcher is shown the world after every block
   */
  public RunResult play(Consumer<World> watcher) {
    scenario.populations().stream()
        .map(Population::role)
        .distinct()
        .forEach(role -> roles.get(role).prepare(this));
    while (block < scenario.horizon()) pass(watcher);
    everybody().forEach(actor -> actor.agent().close());
    while (block < scenario.horizon() + scenario.drain() && isBusy()) pass(watcher);
    settle();
    return recorder.result(seed, block, transactions, refused);
  }

  private Stream<Actor> everybody() {
    return cast.values().stream().flatMap(List::stream);
  }

  private boolean isBusy() {
    if (!pending.isEmpty()) return true;
    for (var there : cast.values()) {
      for (var actor : there) if (actor.agent().isBusy()) return true;
    }
    return false;
  }

  private void pass(Consumer<World> watcher) {
    block++;
    tape.accept(BURN);
    chain.mineEmptyBurnBlock();
    economy.pass();
    for (var shock : scenario.shocks()) if (shock.at() == block) strike(shock);
    for (var population : scenario.populations()) arriveAndLeave(population);
    var due = wakes.remove(block);
    if (due != null) order.shuffled(List.copyOf(due)).forEach(Agent::step);
    if (!pending.isEmpty()) mine();
    try {
      checks.forEach(Check::check);
    } catch (IllegalStateException e) {
      throw new Violation(seed, block, e);
    }
    if (block % stride == 0) recorder.look(block);
    watcher.accept(this);
  }

  private void strike(Shock shock) {
    switch (shock) {
      case Shock.Price(_, var factor) -> economy.scalePrice(factor);
      case Shock.Demand(_, var factor) -> economy.scaleDemand(factor);
      case Shock.Exit(_, var population, var share) -> {
        var there = cast.getOrDefault(population, List.of());
        var count = Math.round(share * there.size());
        order.shuffled(there).stream().limit(count).forEach(actor -> actor.agent().leave());
      }
    }
  }

  private void arriveAndLeave(Population population) {
    var arrival = population.arrive();
    var there = cast.computeIfAbsent(population.name(), _ -> new ArrayList<>());
    if (block >= Math.max(1, arrival.from()) && there.size() < population.count()) {
      var span = arrival.to() - arrival.from() + 1;
      var passed = Math.min(span, block - arrival.from() + 1);
      while (there.size() < population.count() * passed / span) enter(population, there);
    }
    if (block == population.leave()) there.forEach(actor -> actor.agent().leave());
  }

  private void enter(Population population, List<Actor> there) {
    var role = roles.get(population.role());
    var index = there.size();
    var chance = Chance.of(seed, population.name() + " " + index);
    var asked = new Asked(scripts);
    var part = new Part(population, index, role.sheet(), chance, asked);
    there.add(new Actor(part, role.cast(this, part)));
    if (population.strategy().startsWith(Vocabulary.SCRIPT) && !asked.once) {
      throw new ScriptException(
          "populations.%s.strategy: no script can decide for %s; name one of its strategies"
              .formatted(population.name(), population.role()));
    }
  }

  /** Notes whether a role asks for its script: one that does not would play without it. */
  private static final class Asked implements Scripts {
    private final Scripts scripts;
    private boolean once;

    Asked(Scripts scripts) {
      this.scripts = scripts;
    }

    @Override
    public <S> S strategy(String name, Class<S> type, Part part) {
      once = true;
      return scripts.strategy(name, type, part);
    }
  }

  private void mine() {
    var sent = pending;
    pending = new ArrayList<>();
    var signed = sent.stream().map(Sent::transaction).toList();
    tape.accept(new Act.Mine(signed));
    List<Receipt> receipts;
    try {
      receipts = chain.mineBlock(signed);
    } catch (ClarityRuntimeException e) {
      throw new Violation(seed, block, e);
    }
    parameters.clear();
    transactions += receipts.size();
    if (space.isKnown()) {
      var share = space.share(signed);
      shares += share;
      fullest = Math.max(fullest, share);
    }
    for (var i = 0; i < receipts.size(); i++) {
      var receipt = receipts.get(i);
      if (receipt.result() instanceof ResponseValue.Err) refused++;
      for (var event : receipt.events()) tell(event);
      sent.get(i).then().accept(receipt);
    }
  }

  private void tell(Event event) {
    switch (event) {
      case Event.Print print ->
          listeners.getOrDefault(print.contract(), List.of()).forEach(each -> each.accept(print));
      case Event.StxTransfer(var from, var to, BigInteger amount, _) -> {
        var payer = accounts.get(from);
        if (payer != null) payer.moved(-amount.longValueExact());
        var payee = accounts.get(to);
        if (payee != null) payee.moved(amount.longValueExact());
      }
      default -> {}
    }
  }

  private void settle() {
    recorder.sample("throughput.transactions", (double) transactions / block);
    if (space.isKnown()) {
      recorder.sample("throughput.share", shares / block);
      recorder.sample("throughput.fullest", fullest);
    }
    var settlement = new Settlement(recorder, this::worth);
    everybody()
        .map(Actor::part)
        .forEach(part -> settlement.count(part, purses.getOrDefault(part, List.of())));
    settlement.end();
  }

  /** micro-STX of an account, wherever they are. */
  private long worth(StandardPrincipal who) {
    return balance(who) + holdings.stream().mapToLong(each -> each.applyAsLong(who)).sum();
  }
}
