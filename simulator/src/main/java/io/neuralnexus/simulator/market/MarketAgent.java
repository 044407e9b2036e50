package io.neuralnexus.simulator.market;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.Participant;
import io.neuralnexus.simulator.world.World;
import java.util.function.Consumer;

/** What agents of this market have in common: a feed, costs, and ways to sign. */
abstract class MarketAgent extends Participant implements Party {
  final MarketFeed feed;
  final NeuralTrainingMarket market;
  private final double transactionFee;

  MarketAgent(World world, Part part) {
    super(world, part);
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

  /** Does something in the first block in which a height of the burn chain has passed. */
  void whenPassed(long height, Runnable act) {
    later(height + 1 - world.burnHeight(), act);
  }

  /** Does something within so many blocks, as suits it. */
  void soon(int within, Runnable act) {
    later(1 + part.chance().below(within), act);
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
    account.spend(stx(usd));
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
