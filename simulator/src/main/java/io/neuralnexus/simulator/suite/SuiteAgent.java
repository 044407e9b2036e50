package io.neuralnexus.simulator.suite;

import io.neuralnexus.clarinet.ContractHost;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Agent;
import io.neuralnexus.simulator.world.Chance;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What agents of the suite have in common: an account, a feed, and things to do later. */
abstract class SuiteAgent implements Agent, Watcher {
  final World world;
  final Part part;
  final Account account;
  final SuiteFeed feed;
  final Truth truth;
  final Chance chance;
  final Calls calls;

  private final TreeMap<Long, List<Runnable>> agenda = new TreeMap<>();
  private boolean closed;

  /** Transactions that this agent's account signs. */
  record Calls(
      Marketplace.Transactions market,
      ComputationVerification.Transactions computation,
      DataRights.Transactions data) {
    static Calls of(ContractHost chain, Account account) {
      return new Calls(
          Marketplace.on(chain).as(account.address()).tx(),
          ComputationVerification.on(chain).as(account.address()).tx(),
          DataRights.on(chain).as(account.address()).tx());
    }
  }

  SuiteAgent(World world, Part part) {
    this.world = world;
    this.part = part;
    this.account = world.open(part, part.population().wealth());
    this.feed = SuiteFeed.of(world);
    this.truth = Truth.of(world);
    this.chance = part.chance();
    this.calls = Calls.of(world.chain(), account);
    feed.follow(account.address(), this);
  }

  /** Does something so many blocks from now, at least one. */
  final void in(long blocks, Runnable action) {
    var wait = Math.max(1, blocks);
    agenda.computeIfAbsent(world.block() + wait, _ -> new ArrayList<>()).add(action);
    world.wake(this, wait);
  }

  @Override
  public final void step() {
    while (!agenda.isEmpty() && agenda.firstKey() <= world.block()) {
      agenda.pollFirstEntry().getValue().forEach(Runnable::run);
    }
  }

  @Override
  public void see(LiveJob job, Happening what) {}

  @Override
  public void close() {
    closed = true;
  }

  final boolean isClosed() {
    return closed;
  }

  /** Pays for something that is priced in USD, beside the chain. */
  final void spendUsd(double usd) {
    account.spend(usd / world.economy().price());
  }

  final void earnUsd(double usd) {
    account.earn(usd / world.economy().price());
  }

  /** micro-STX for an amount in USD. */
  final long micro(double usd) {
    return Math.round(usd / world.economy().price() * SuiteFeed.MICRO);
  }
}
