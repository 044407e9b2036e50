package io.neuralnexus.cli.demo.market;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Cashbook;
import io.neuralnexus.cli.demo.Chain;
import io.neuralnexus.cli.demo.Done;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket;
import java.util.SequencedMap;

/**
 * The chain as everyone in the play uses it: calls that must succeed, each with the reason for the
 * STX it moves, and time.
 */
final class Market {
  private final Chain chain;
  private final Cashbook cashbook;
  private final NeuralTrainingMarket contract;

  Market(Chain chain, Cashbook cashbook) {
    this.chain = chain;
    this.cashbook = cashbook;
    this.contract = NeuralTrainingMarket.on(chain.simnet());
  }

  Chain chain() {
    return chain;
  }

  NeuralTrainingMarket.As as(Account account) {
    return contract.as(account.address());
  }

  /** For reading. */
  NeuralTrainingMarket contract() {
    return contract;
  }

  /**
   * A call that moves nothing, or nothing of whoever makes it.
   *
   * @throws IllegalStateException if the contract refused it
   */
  <O, E> Done<O> done(TypedReceipt<Response<O, E>> receipt) {
    return chain.done(receipt);
  }

  /** A call that moves STX of one account, for one reason. */
  <O, E> Done<O> done(Account account, String reason, TypedReceipt<Response<O, E>> receipt) {
    var done = done(receipt);
    cashbook.add(account, reason, done.moved(account));
    return done;
  }

  /** Claims all that a settled bid still owes an account, for one reason; returns micro-STX. */
  long collect(Account account, Bid bid, String reason) {
    var paid = claim(account, bid);
    book(account, reason, paid);
    return paid;
  }

  /**
   * Claims all that a settled bid still owes an account; returns micro-STX.
   *
   * @param parts the reasons for it, in the order to tell them
   * @throws IllegalStateException if the reasons do not add up to what was paid
   */
  long collect(Account account, Bid bid, SequencedMap<String, Long> parts) {
    var paid = claim(account, bid);
    var sum = parts.values().stream().mapToLong(Long::longValue).sum();
    if (sum != paid) {
      throw new IllegalStateException(
          "bid %s paid %d micro-STX to %s, but for %s".formatted(bid.id(), paid, account, parts));
    }
    parts.forEach((reason, amount) -> book(account, reason, amount));
    return paid;
  }

  private long claim(Account account, Bid bid) {
    if (claimable(account, bid) == 0) return 0;
    return done(as(account).claimValidationReward(bid.modelId())).moved(account);
  }

  /** Notes a reason for which STX of an account moved; micro-STX, negative if it paid them. */
  void book(Account account, String reason, long amount) {
    cashbook.add(account, reason, amount);
  }

  /** What a settled bid still owes an account, micro-STX. */
  long claimable(Account account, Bid bid) {
    return contract.getClaimable(bid.modelId(), account.address()).longValueExact();
  }

  /** What lies in the market for an account, micro-STX. */
  long deposit(Account account) {
    return contract.getBalance(account.address()).longValueExact();
  }
}
