package io.neuralnexus.simulator.market;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Agent;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What agents of this market have in common: an agenda, costs, and ways to sign. */
abstract class Participant implements Agent, Party {
  static final double MICRO = 1e6;

  final World world;
  final Part part;
  final MarketFeed feed;
  final NeuralTrainingMarket market;
  private final double transactionFee;
  private final TreeMap<Long, List<Runnable>> agenda = new TreeMap<>();
  private boolean closed;

  Participant(World world, Part part) {
    this.world = world;
    this.part = part;
    this.feed = MarketFeed.in(world);
    this.market = feed.market();
    this.transactionFee = part.setting("transaction-fee");
  }

  /** An account of this agent, which is told what concerns it. */
  Account open(double stx) {
    var account = world.open(part, stx);
    feed.join(account.address(), this);
    return account;
  }

  /** Does something so many blocks from now, at least one. */
  void later(long blocks, Runnable act) {
    var wait = Math.max(1, blocks);
    agenda.computeIfAbsent(world.block() + wait, _ -> new ArrayList<>()).add(act);
    world.wake(this, wait);
  }

  /** Does something in the first block in which a height of the burn chain has passed. */
  void whenPassed(long height, Runnable act) {
    later(height + 1 - world.burnHeight(), act);
  }

  /** Does something within so many blocks, as suits it. */
  void soon(int within, Runnable act) {
    later(1 + part.chance().below(within), act);
  }

  @Override
  public void step() {
    while (!agenda.isEmpty() && agenda.firstKey() <= world.block()) {
      agenda.pollFirstEntry().getValue().forEach(Runnable::run);
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  void send(Account account, Transaction transaction, Consumer<Receipt> then) {
    account.spend(transactionFee);
    account.send(transaction, then);
  }

  void send(Account account, Transaction transaction) {
    send(account, transaction, _ -> {});
  }

  NeuralTrainingMarket.Transactions as(Account account) {
    return market.as(account.address()).tx();
  }

  /** Pays something that costs USD. */
  void spendUsd(Account account, double usd) {
    account.spend(usd / world.economy().price());
  }

  /** Takes what a settled bid owes an account. */
  void claim(Account account, Uint model) {
    later(1, () -> send(account, as(account).claimValidationReward(model)));
  }

  /** Takes refunds and tips. */
  void withdrawBalance(Account account) {
    market
        .maps()
        .balances(account.address())
        .filter(balance -> balance.compareTo(Uint.ZERO) > 0)
        .ifPresent(balance -> send(account, as(account).withdrawBalance(balance)));
  }

  static Uint micro(double stx) {
    return Uint.of(Math.round(stx * MICRO));
  }

  static Uint score(double value) {
    return Uint.of(Math.round(Truth.within(value)));
  }
}
